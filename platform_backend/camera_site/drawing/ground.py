"""Roads, pavements, crossings, grass and water: a painter's kit for the ground."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.colour import Rgb
from platform_backend.camera_site.drawing.surface import Grain, band, extent, stripes

Floats = NDArray[np.float32]

ASPHALT: Rgb = (0.30, 0.31, 0.33)
PAVING: Rgb = (0.58, 0.56, 0.53)
KERB: Rgb = (0.72, 0.71, 0.69)
WHITE: Rgb = (0.92, 0.92, 0.90)
YELLOW: Rgb = (0.93, 0.72, 0.20)
GRASS: Rgb = (0.24, 0.40, 0.16)
LANE_M = 3.5


class Ground:
    """The colours of the ground at the pixels' coordinates; each call paints over what is there.

    `turned` swaps the axes: a road along x is painted like one along y.
    """

    def __init__(self, *, x: Floats, y: Floats, grain: Grain, base: Rgb) -> None:
        self.x, self.y, self.grain = x, y, grain
        self.dx, self.dy = extent(x), extent(y)
        self.wear = 0.80 + 0.14 * grain.at(x * np.float32(1.3), y * np.float32(1.3))
        self.colour = np.empty((*x.shape, 3), np.float32)
        self.colour[:] = np.array(base, np.float32)

    def turned(self) -> Ground:
        """The same ground with its axes swapped; painting it paints this one."""
        other = object.__new__(Ground)
        other.x, other.y, other.dx, other.dy = self.y, self.x, self.dy, self.dx
        other.grain, other.colour, other.wear = self.grain, self.colour, self.wear
        return other

    def area(self, x0: float, x1: float, y0: float, y1: float) -> Floats:
        """How much of each pixel a rectangle covers."""
        return band(self.x, self.dx, x0, x1) * band(self.y, self.dy, y0, y1)

    def paint(self, cover: Floats, colour: Rgb, *, alpha: float = 1.0) -> None:
        """Lay a colour where it covers."""
        strength = (cover * np.float32(alpha)).reshape(-1)
        flat = self.colour.reshape(-1, 3)
        # Most marks touch few pixels.
        touched = np.flatnonzero(strength)
        new = np.array(colour, np.float32)
        flat[touched] += strength[touched, None] * (new - flat[touched])

    def rectangle(
        self, x0: float, x1: float, y0: float, y1: float, colour: Rgb, *, alpha: float = 1.0
    ) -> None:
        """A plain rectangle."""
        self.paint(self.area(x0, x1, y0, y1), colour, alpha=alpha)

    def rough(self, cover: Floats, amount: float, scale: float) -> None:
        """Uneven brightness with features `scale` metres wide, fading where a pixel sees more than that."""
        touched = np.flatnonzero(cover)
        x, y, dx, dy, part = (a.reshape(-1)[touched] for a in (self.x, self.y, self.dx, self.dy, cover))
        fine = np.clip(np.float32(1.6) - np.maximum(dx, dy) / np.float32(scale), 0, 1)
        noise = self.grain.at(x / np.float32(scale), y / np.float32(scale)) * fine * part
        self.colour.reshape(-1, 3)[touched] *= (1 + np.float32(amount) * noise)[:, None]

    def asphalt(self, x0: float, x1: float, y0: float, y1: float, *, tone: float = 1.0) -> None:
        """Road surface with patches and grain."""
        cover = self.area(x0, x1, y0, y1)
        self.paint(cover, (ASPHALT[0] * tone, ASPHALT[1] * tone, ASPHALT[2] * tone))
        self.rough(cover, 0.10, 0.25)
        self.rough(cover, 0.08, 2.2)
        self.rough(cover, 0.07, 9.0)

    def paving(
        self, x0: float, x1: float, y0: float, y1: float, *, slab: float = 0.8, colour: Rgb = PAVING
    ) -> None:
        """Slabs with joints."""
        cover = self.area(x0, x1, y0, y1)
        self.paint(cover, colour)
        self.rough(cover, 0.12, slab)
        self.rough(cover, 0.08, 5.0)
        joints = np.maximum(
            stripes(self.x, self.dx, period=slab, filled=0.05),
            stripes(self.y, self.dy, period=slab, filled=0.05),
        )
        self.paint(cover * joints, (colour[0] * 0.7, colour[1] * 0.7, colour[2] * 0.7), alpha=0.7)

    def grass(self, x0: float, x1: float, y0: float, y1: float, *, colour: Rgb = GRASS) -> None:
        """Lawn."""
        cover = self.area(x0, x1, y0, y1)
        self.paint(cover, colour)
        self.rough(cover, 0.35, 0.3)
        self.rough(cover, 0.25, 1.5)
        self.rough(cover, 0.18, 7.0)

    def kerb(self, x: float, y0: float, y1: float) -> None:
        """A kerb stone along y."""
        self.rectangle(x - 0.15, x + 0.15, y0, y1, KERB)

    def line(self, x: float, y0: float, y1: float, colour: Rgb = WHITE, *, width: float = 0.15) -> None:
        """A solid line along y, worn like all paint on a road."""
        self._mark(self.area(x - width / 2, x + width / 2, y0, y1), colour)

    def dashes(
        self, x: float, y0: float, y1: float, *, colour: Rgb = WHITE, dash: float = 3.0, gap: float = 5.0
    ) -> None:
        """A broken line along y."""
        cover = self.area(x - 0.08, x + 0.08, y0, y1)
        self._mark(cover * stripes(self.y, self.dy, period=dash + gap, filled=dash, offset=y0), colour)

    def zebra(self, x0: float, x1: float, y0: float, y1: float) -> None:
        """A crossing over a road along y: bars parallel to the road, side by side along x."""
        self._mark(
            self.area(x0, x1, y0, y1) * stripes(self.x, self.dx, period=1.1, filled=0.6, offset=x0), WHITE
        )

    def arrow(self, x: float, y: float, direction: float) -> None:
        """A straight-ahead arrow whose foot is at (x, y); direction is 1 or -1 along y."""
        far = y + direction * 2.4
        self._mark(self.area(x - 0.09, x + 0.09, min(y, far), max(y, far)), WHITE)
        tip = y + direction * 3.8
        along = (tip - self.y) * np.float32(direction)
        wide = np.clip(np.float32(0.28) * along, 0, 0.4)
        inside = np.clip((wide - np.abs(self.x - np.float32(x))) / self.dx + np.float32(0.5), 0, 1)
        self._mark(inside * band(along, self.dy, 0.0, 1.4), WHITE)

    def road(
        self, x: float, y0: float, y1: float, *, lanes: int, pavement: float = 4.0, median: float = 0.0
    ) -> float:
        """A road along y centred on x, `lanes` each way, with kerbs and pavements; returns half its width."""
        half = lanes * LANE_M + median / 2 + 0.4
        self.paving(x - half - pavement, x + half + pavement, y0, y1)
        self.asphalt(x - half, x + half, y0, y1)
        for side in (-1, 1):
            self.kerb(x + side * (half + 0.15), y0, y1)
            self.line(x + side * (half - 0.3), y0, y1)
            for lane in range(1, lanes):
                self.dashes(x + side * (median / 2 + lane * LANE_M), y0, y1)
            # Tyres polish the middle of the wheel tracks.
            for lane in range(lanes):
                centre = x + side * (median / 2 + (lane + 0.5) * LANE_M)
                for track in (-0.8, 0.8):
                    self.rectangle(
                        centre + track - 0.3, centre + track + 0.3, y0, y1, (0.2, 0.2, 0.21), alpha=0.16
                    )
        if median:
            self.grass(x - median / 2, x + median / 2, y0, y1)
            self.kerb(x - median / 2, y0, y1)
            self.kerb(x + median / 2, y0, y1)
        else:
            self.line(x - 0.16, y0, y1, YELLOW)
            self.line(x + 0.16, y0, y1, YELLOW)
        return half

    def _mark(self, cover: Floats, colour: Rgb) -> None:
        self.paint(cover * self.wear, colour)


def shadows(
    *,
    toward_sun: tuple[float, float, float],
    boxes: Sequence[tuple[float, float, float, float, float]],
    crowns: Sequence[tuple[float, float, float, float]],
    grain: Grain,
    x: Floats,
    y: Floats,
) -> Floats:
    """Where boxes (x0, x1, y0, y1, height) and tree crowns (x, y, z, radius) keep the sun off the ground."""
    sx, sy, sz = (np.float32(value) for value in toward_sun)
    dark = np.zeros_like(x)
    for x0, x1, y0, y1, top in boxes:
        reach = np.float32(top) / sz
        enter, leave = np.zeros_like(x), np.full_like(x, reach)
        for start, step, low, high in ((x, sx, x0, x1), (y, sy, y0, y1)):
            slope = step if abs(step) > 1e-3 else np.float32(1e-3)
            a, b = (np.float32(low) - start) / slope, (np.float32(high) - start) / slope
            enter, leave = np.maximum(enter, np.minimum(a, b)), np.minimum(leave, np.maximum(a, b))
        dark = np.maximum(dark, np.clip((leave - enter) * np.float32(1.5), 0, 1))
    leaves = np.clip(0.75 + 0.8 * grain.at(x * np.float32(2.1), y * np.float32(2.1)), 0, 1)
    for cx, cy, cz, radius in crowns:
        ox, oy = np.float32(cx) - sx / sz * np.float32(cz), np.float32(cy) - sy / sz * np.float32(cz)
        away = np.hypot(x - ox, (y - oy) * sz / np.maximum(np.hypot(sy, sz), np.float32(0.2)))
        dark = np.maximum(dark, np.clip((np.float32(radius) - away) * np.float32(1.2), 0, 1) * leaves)
    return dark * np.float32(0.9)
