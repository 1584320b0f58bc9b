"""What is drawn anew in every picture: smooth-edged polygons, discs and glows over a still background."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.colour import Rgb, to_yuv

Floats = NDArray[np.float32]
Point = Sequence[float]


class Canvas:
    """Three planes (4:2:0) painted in place.

    `begin` puts the background back; `picture` gives the planes as the encoder takes them.
    `occluder` holds for each pixel the depth in metres of what stands there for good (infinite where
    nothing stands on the ground): a mover further away is hidden behind it.
    """

    def __init__(self, *, background: tuple[Floats, Floats, Floats], occluder: Floats) -> None:
        self._background = background
        self._occluder = occluder
        self.height, self.width = background[0].shape
        self.luma, self.blue, self.red = (plane.copy() for plane in background)
        self._columns = np.arange(self.width, dtype=np.float32) + np.float32(0.5)
        self._rows = (np.arange(self.height, dtype=np.float32) + np.float32(0.5))[:, None]
        self._packed = np.empty((self.height * 3 // 2, self.width), np.uint8)

    def begin(self) -> None:
        """Start the next picture from the background."""
        np.copyto(self.luma, self._background[0])
        np.copyto(self.blue, self._background[1])
        np.copyto(self.red, self._background[2])

    def picture(self) -> NDArray[np.uint8]:
        """The planes packed as yuv420p (rows * 3 / 2, columns); valid until the next call."""
        rows, half = self.height, self.height // 4
        np.copyto(self._packed[:rows], np.clip(self.luma, 0, 255), casting="unsafe")
        for start, plane in ((rows, self.blue), (rows + half, self.red)):
            target = self._packed[start : start + half].reshape(plane.shape)
            np.copyto(target, np.clip(plane, 0, 255), casting="unsafe")
        return self._packed

    def polygon(self, points: Sequence[Point], colour: Rgb, *, depth: float, alpha: float = 1.0) -> None:
        """Fill a convex polygon given in pixels, in either winding."""
        box = self._box(
            min(p[0] for p in points),
            min(p[1] for p in points),
            max(p[0] for p in points),
            max(p[1] for p in points),
        )
        if box is None:
            return
        x0, y0, x1, y1 = box
        columns, rows = self._columns[x0:x1], self._rows[y0:y1]
        count = len(points)
        turn = sum(points[i - 1][0] * points[i][1] - points[i][0] * points[i - 1][1] for i in range(count))
        sign = 1.0 if turn > 0 else -1.0
        cover: Floats | None = None
        for i in range(count):
            (ax, ay), (bx, by) = points[i - 1][:2], points[i][:2]
            dx, dy = bx - ax, by - ay
            length = math.hypot(dx, dy)
            if length < 1e-6:
                continue
            nx, ny = -dy / length * sign, dx / length * sign
            inside = (columns * np.float32(nx) + np.float32(0.5 - nx * ax - ny * ay)) + rows * np.float32(ny)
            cover = inside if cover is None else np.minimum(cover, inside, out=cover)
        if cover is not None:
            self._blend(box, np.clip(cover, 0, 1, out=cover), colour, depth, alpha)

    def disc(
        self, x: float, y: float, rx: float, ry: float, colour: Rgb, *, depth: float, alpha: float = 1.0
    ) -> None:
        """Fill an upright ellipse."""
        box = self._box(x - rx, y - ry, x + rx, y + ry)
        if box is None or min(rx, ry) <= 0:
            return
        x0, y0, x1, y1 = box
        a = (self._columns[x0:x1] - np.float32(x)) / np.float32(rx)
        b = (self._rows[y0:y1] - np.float32(y)) / np.float32(ry)
        cover = (1 - np.sqrt(a * a + b * b)) * np.float32(min(rx, ry)) + np.float32(0.5)
        self._blend(box, np.clip(cover, 0, 1, out=cover), colour, depth, alpha)

    def soft(
        self, x: float, y: float, rx: float, ry: float, colour: Rgb, *, depth: float, alpha: float
    ) -> None:
        """Lay a spot without an edge over the picture (a shadow, a puff of mist)."""
        box = self._box(x - 2.2 * rx, y - 2.2 * ry, x + 2.2 * rx, y + 2.2 * ry)
        if box is not None and min(rx, ry) > 0:
            self._blend(box, self._bell(box, x, y, rx, ry), colour, depth, alpha)

    def glow(self, x: float, y: float, rx: float, ry: float, colour: Rgb, *, depth: float) -> None:
        """Add the light of a lamp; rx and ry are where it has fallen to 37 %."""
        box = self._box(x - 2.2 * rx, y - 2.2 * ry, x + 2.2 * rx, y + 2.2 * ry)
        if box is None or min(rx, ry) <= 0:
            return
        x0, y0, x1, y1 = box
        light = self._bell(box, x, y, rx, ry)
        light *= self._occluder[y0:y1, x0:x1] > depth
        luma, blue, red = to_yuv(colour)
        self.luma[y0:y1, x0:x1] += light * np.float32(luma - 16)
        small = light[::2, ::2]
        self.blue[y0 // 2 : y1 // 2, x0 // 2 : x1 // 2] += small * np.float32(blue - 128)
        self.red[y0 // 2 : y1 // 2, x0 // 2 : x1 // 2] += small * np.float32(red - 128)

    def _bell(self, box: tuple[int, int, int, int], x: float, y: float, rx: float, ry: float) -> Floats:
        x0, y0, x1, y1 = box
        a = np.exp(-(((self._columns[x0:x1] - np.float32(x)) / np.float32(rx)) ** 2))
        b = np.exp(-(((self._rows[y0:y1] - np.float32(y)) / np.float32(ry)) ** 2))
        light: Floats = a * b
        return light

    def _box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[int, int, int, int] | None:
        # Even bounds keep every luma window in step with its window in the chroma planes.
        left, top = max(int(x0) - 1, 0) & ~1, max(int(y0) - 1, 0) & ~1
        right = min((int(x1) + 3) & ~1, self.width)
        bottom = min((int(y1) + 3) & ~1, self.height)
        return (left, top, right, bottom) if right > left and bottom > top else None

    def _blend(
        self, box: tuple[int, int, int, int], cover: Floats, colour: Rgb, depth: float, alpha: float
    ) -> None:
        x0, y0, x1, y1 = box
        cover *= self._occluder[y0:y1, x0:x1] > depth
        if alpha != 1.0:
            cover *= np.float32(alpha)
        luma, blue, red = to_yuv(colour)
        window = self.luma[y0:y1, x0:x1]
        window += cover * (np.float32(luma) - window)
        small = cover[::2, ::2]
        for plane, value in ((self.blue, blue), (self.red, red)):
            window = plane[y0 // 2 : y1 // 2, x0 // 2 : x1 // 2]
            window += small * (np.float32(value) - window)
