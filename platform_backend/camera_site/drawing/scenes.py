"""All scenes of the camera site, in the order in which they are encoded."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.canvas import Canvas
from platform_backend.camera_site.drawing.colour import planes
from platform_backend.camera_site.drawing.loop import PERIOD_S, PICTURES


@dataclass(frozen=True, slots=True)
class Scene:
    """A view of the street by name."""

    name: str
    tone: float

    def pictures(self, width: int, height: int) -> Iterator[NDArray[np.uint8]]:
        """All pictures of one period as yuv420p; each is valid until the next is asked for."""
        still = np.full((height, width, 3), self.tone, np.float32)
        canvas = Canvas(background=planes(still), occluder=np.full((height, width), np.inf, np.float32))
        for number in range(PICTURES):
            canvas.begin()
            for car in range(8):
                turn = 2 * math.pi * (number / PICTURES + car / 8)
                x, y = width * (0.5 + 0.4 * math.cos(turn)), height * (0.5 + 0.4 * math.sin(turn))
                canvas.disc(x, y, width / 16, width / 20, (0.8, 0.2, car / 8), depth=1.0)
            yield canvas.picture()


SCENES = (Scene("plain", 0.3), Scene("second", 0.5), Scene("third", 0.1))
assert PERIOD_S > 10
