"""Light playing on a river."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.canvas import Canvas
from platform_backend.camera_site.drawing.lens import View
from platform_backend.camera_site.drawing.loop import PERIOD_S
from platform_backend.camera_site.drawing.surface import band, extent

Floats = NDArray[np.float32]
_WAVES = ((0.9, 0.5, 9, 3.4), (-0.5, 1.3, 7, 3.0), (1.7, -0.9, 13, 2.2), (0.25, 0.33, 4, 3.2))
"""Waves across the plane: radians a metre along x and y, rounds in a period, height in luma levels."""


class Ripples:
    """Waves between two banks along y, drawn before everything that moves."""

    def __init__(self, *, x0: float, x1: float) -> None:
        self._banks = (x0, x1)
        self._waves: list[tuple[Floats, Floats, int]] = []
        self._top = 0

    def draw(self, canvas: Canvas, view: View, time: float) -> None:
        """Add the waves of one moment."""
        if not self._waves:
            self._prepare(view)
        canvas.paint()
        luma = canvas.luma[self._top :]
        for sine, cosine, rounds in self._waves:
            turn = 2 * math.pi * rounds * time / PERIOD_S
            luma += sine * np.float32(math.cos(turn)) + cosine * np.float32(math.sin(turn))

    def _prepare(self, view: View) -> None:
        self._top = view.horizon()
        rx, ry, rz = view.rays(0, self._top, view.width, view.height)
        depth = np.float32(-view.lens.height) / rz
        x, y = np.float32(view.lens.x) + depth * rx, np.float32(view.lens.y) + depth * ry
        water = band(x, extent(x), *self._banks)
        for kx, ky, rounds, height in _WAVES:
            phase = np.float32(kx) * x + np.float32(ky) * y
            # A pixel that sees a whole wave sees none of it.
            near = np.clip(1.4 - extent(phase) / np.float32(2.5), 0, 1)
            strength = water * near * np.float32(height)
            self._waves.append((np.sin(phase) * strength, np.cos(phase) * strength, rounds))
