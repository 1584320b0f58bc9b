"""The surveillance camera as a pinhole: where a point of the street falls in the picture, and back."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

NEAREST_M = 0.6
"""Points closer than this in front of the lens are pushed out to it, so that no division explodes."""


@dataclass(frozen=True, slots=True)
class Lens:
    """A camera on a pole: metres (x right, y ahead, z up), degrees, focal length in picture widths."""

    x: float
    y: float
    height: float
    yaw: float
    pitch: float
    focal: float = 0.8


class View:
    """A lens at one picture size; projects points and casts the rays of pixels."""

    def __init__(self, *, lens: Lens, width: int, height: int) -> None:
        self.lens = lens
        self.width = width
        self.height = height
        self.focal_px = lens.focal * width
        yaw, pitch = math.radians(lens.yaw), math.radians(lens.pitch)
        forward = (math.sin(yaw) * math.cos(pitch), math.cos(yaw) * math.cos(pitch), -math.sin(pitch))
        right = (math.cos(yaw), -math.sin(yaw), 0.0)
        down = (
            forward[1] * right[2] - forward[2] * right[1],
            forward[2] * right[0] - forward[0] * right[2],
            forward[0] * right[1] - forward[1] * right[0],
        )
        self.position = np.array([lens.x, lens.y, lens.height], np.float64)
        self._ahead = (math.sin(yaw), math.cos(yaw))
        self.axes = np.array([right, down, forward], np.float64)

    def project(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """World points (n, 3) as (n, 3): column and row in pixels, and depth in metres."""
        seen: NDArray[np.float64] = (points - self.position) @ self.axes.T
        depth = np.maximum(seen[:, 2], NEAREST_M)
        seen[:, 0] = self.width / 2 + self.focal_px * seen[:, 0] / depth
        seen[:, 1] = self.height / 2 + self.focal_px * seen[:, 1] / depth
        return seen

    def depth(self, x: float, y: float, z: float = 0.0) -> float:
        """Metres along the optical axis from the lens to the point; negative behind the lens."""
        return float((np.array([x, y, z]) - self.position) @ self.axes[2])

    def sees(self, x: float, y: float, margin: float) -> bool:
        """False when a thing of that radius at (x, y) is certainly outside the picture's left and right."""
        dx, dy = x - self.lens.x, y - self.lens.y
        ahead = dx * self._ahead[0] + dy * self._ahead[1]
        aside = dx * self._ahead[1] - dy * self._ahead[0]
        return ahead > -margin and abs(aside) < (max(ahead, 0.0) + 6.0) * 0.56 / self.lens.focal + margin

    def rays(self, x0: int, y0: int, x1: int, y1: int) -> tuple[Floats, Floats, Floats]:
        """Directions in the world of the pixels of a window, scaled so that length is depth."""
        a = ((np.arange(x0, x1) + 0.5 - self.width / 2) / self.focal_px)[None, :]
        b = ((np.arange(y0, y1) + 0.5 - self.height / 2) / self.focal_px)[:, None]
        right, down, forward = self.axes
        x, y, z = ((forward[i] + a * right[i] + b * down[i]).astype(np.float32) for i in range(3))
        return x, y, z

    def horizon(self) -> int:
        """The first row of the picture that looks at the ground no further than two kilometres away."""
        row = self.height / 2 - self.focal_px * math.tan(math.radians(self.lens.pitch))
        return min(max(math.ceil(row + self.focal_px * self.lens.height / 2000), 0), self.height)
