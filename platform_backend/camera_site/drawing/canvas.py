"""What is drawn anew in every picture: smooth-edged polygons and glows over a still background."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.colour import Rgb, to_yuv

Floats = NDArray[np.float32]
Point = Sequence[float]

CORNERS = 8
"""A polygon has at most so many corners; one with fewer repeats its last."""
_NO_EDGE = 1e6
_LARGE = 1024
"""Windows of more pixels are worked out one by one, at their exact size."""
_OCTAGON = tuple((math.cos(math.pi * (i + 0.5) / 4), math.sin(math.pi * (i + 0.5) / 4)) for i in range(8))
_ROUND = 1.05
"""An octagon this much larger than a disc has the disc's area."""


class Canvas:
    """Three planes of full size; the encoder gets the two of colour at half size.

    Drawing only queues; `picture` paints what was queued since `begin`, in that order. A picture has some
    hundred polygons, most of them small: their edges are worked out together, in groups of one size, since
    what costs is the number of numpy calls. `occluder` holds for each pixel the depth in metres of what
    stands there for good (infinite where nothing does): a mover further away is hidden behind it.
    """

    def __init__(self, *, background: Floats, occluder: Floats) -> None:
        self._background = background
        self._occluder = occluder
        _, self.height, self.width = background.shape
        self.planes = background.copy()
        self._columns = np.arange(self.width, dtype=np.float32) + np.float32(0.5)
        self._rows = np.arange(self.height, dtype=np.float32) + np.float32(0.5)
        self._packed = np.empty((self.height * 3 // 2, self.width), np.uint8)
        self._queue: list[int | Callable[[], None]] = []
        self._polygons: list[Floats] = []
        self._traits: list[tuple[float, float, float, float, float]] = []

    @property
    def luma(self) -> Floats:
        """The plane of brightness, 16 to 235."""
        plane: Floats = self.planes[0]
        return plane

    def begin(self) -> None:
        """Start the next picture from the background."""
        np.copyto(self.planes, self._background)

    def keep(self) -> None:
        """Make what is drawn now the background."""
        self.paint()
        self._background = self.planes.copy()

    def picture(self) -> NDArray[np.uint8]:
        """The picture packed as yuv420p (rows * 3 / 2, columns); valid until the next call."""
        rows, half = self.height, self.height // 4
        luma = self.planes[0]
        np.maximum(luma, np.float32(0), out=luma)
        np.minimum(luma, np.float32(255), out=luma)
        np.copyto(self._packed[:rows], luma, casting="unsafe")
        for start, plane in ((rows, self.planes[1]), (rows + half, self.planes[2])):
            small = np.clip(plane[::2, ::2], 0, 255)
            np.copyto(self._packed[start : start + half].reshape(small.shape), small, casting="unsafe")
        return self._packed

    def polygon(self, points: Sequence[Point], colour: Rgb, *, depth: float, alpha: float = 1.0) -> None:
        """Queue a convex polygon of at most eight corners in pixels, in either winding."""
        corners = [(p[0], p[1]) for p in points]
        corners += corners[-1:] * (CORNERS - len(corners))
        self.polygons(np.array((corners,), np.float32), [colour], depth=depth, alpha=alpha)

    def polygons(self, corners: Floats, colours: Sequence[Rgb], *, depth: float, alpha: float = 1.0) -> None:
        """Queue several polygons (n, 8, 2) of one thing, from back to front."""
        self._polygons.append(corners)
        for colour in colours:
            self._queue.append(len(self._traits))
            self._traits.append((*to_yuv(colour), depth, alpha))

    def disc(
        self, x: float, y: float, rx: float, ry: float, colour: Rgb, *, depth: float, alpha: float = 1.0
    ) -> None:
        """Queue a small upright ellipse."""
        a, b = rx * _ROUND, ry * _ROUND
        self.polygon([(x + c * a, y + s * b) for c, s in _OCTAGON], colour, depth=depth, alpha=alpha)

    def soft(
        self, x: float, y: float, rx: float, ry: float, colour: Rgb, *, depth: float, alpha: float
    ) -> None:
        """Queue a spot without an edge (a shadow, a puff of mist)."""
        self._queue.append(lambda: self._soft(x, y, rx, ry, colour, depth, alpha))

    def glow(self, x: float, y: float, rx: float, ry: float, colour: Rgb, *, depth: float) -> None:
        """Queue the light of a lamp; rx and ry are where it has fallen to 37 %."""
        self._queue.append(lambda: self._glow(x, y, rx, ry, colour, depth))

    def paint(self) -> None:
        """Paint what is queued."""
        if self._traits:
            boxes, covers = self._covers(np.concatenate(self._polygons), np.array(self._traits, np.float32))
            colours = np.array(self._traits, np.float32)[:, :3, None, None]
        planes = self.planes
        for item in self._queue:
            if callable(item):
                item()
            elif (cover := covers[item]) is not None:
                x0, y0, x1, y1 = boxes[item]
                window = planes[:, y0:y1, x0:x1]
                change = colours[item] - window
                change *= cover
                window += change
        self._queue, self._polygons, self._traits = [], [], []

    def _covers(self, corners: Floats, traits: Floats) -> tuple[list[list[int]], list[Floats | None]]:
        """Bounds and coverage of every polygon; None for what is out of the picture."""
        low, high = corners.min(axis=1), corners.max(axis=1)
        size = np.array((self.width, self.height))
        start = np.clip(np.floor(low - 0.5), 0, size).astype(np.int64)
        stop = np.clip(np.ceil(high + 0.5), 0, size).astype(np.int64)
        edges = _edges(corners)
        boxes: list[list[int]] = np.concatenate((start, stop), axis=1).tolist()
        covers: list[Floats | None] = [None] * len(boxes)
        # Windows of a group have one size; powers of two keep the groups few.
        extents = np.maximum(stop - start, 1)
        powers = np.maximum(np.ceil(np.log2(extents)), 2).astype(np.int64)
        four = np.all(corners[:, 3:4] == corners[:, 4:], axis=(1, 2))
        kinds = powers[:, 0] * 64 + powers[:, 1] * 2 + four
        visible = np.all(stop > start, axis=1)
        for kind in np.unique(kinds[visible]).tolist():
            members = np.flatnonzero((kinds == kind) & visible)
            columns, rows = 1 << kind // 64, 1 << kind % 64 // 2
            if columns * rows > _LARGE:
                for number in members.tolist():
                    covers[number] = self._single(edges[number], boxes[number], traits[number])
                continue
            group = edges[members, :4] if kind % 2 else edges[members]
            found = self._group(group, start[members], columns, rows, traits[members])
            for cover, number in zip(found, members.tolist(), strict=True):
                x0, y0, x1, y1 = boxes[number]
                covers[number] = cover[: y1 - y0, : x1 - x0]
        return boxes, covers

    def _single(self, edges: Floats, box: list[int], traits: Floats) -> Floats:
        x0, y0, x1, y1 = box
        columns, rows = self._columns[x0:x1], self._rows[y0:y1, None]
        cover = np.ones((y1 - y0, x1 - x0), np.float32)
        for a, b, c in edges[edges[:, 2] < _NO_EDGE]:
            np.minimum(cover, (columns * a + c) + rows * b, out=cover)
        np.maximum(cover, np.float32(0), out=cover)
        cover *= self._occluder[y0:y1, x0:x1] > traits[3]
        if traits[4] != 1:
            cover *= traits[4]
        return cover

    def _group(
        self, edges: Floats, start: NDArray[np.int64], columns: int, rows: int, traits: Floats
    ) -> Floats:
        across = start[:, :1] + np.arange(columns)
        down = start[:, 1:] + np.arange(rows)
        flat = edges[:, :, :1] * (across + np.float32(0.5)).astype(np.float32)[:, None, :] + edges[:, :, 2:]
        steep = edges[:, :, 1:2] * (down + np.float32(0.5)).astype(np.float32)[:, None, :]
        cover: Floats = flat[:, 0, None, :] + steep[:, 0, :, None]
        for edge in range(1, edges.shape[1]):
            np.minimum(cover, flat[:, edge, None, :] + steep[:, edge, :, None], out=cover)
        np.maximum(cover, np.float32(0), out=cover)
        np.minimum(cover, np.float32(1), out=cover)
        behind = self._occluder[
            np.minimum(down, self.height - 1)[:, :, None], np.minimum(across, self.width - 1)[:, None, :]
        ]
        cover *= behind > traits[:, 3, None, None]
        cover *= traits[:, 4, None, None]
        return cover

    def _soft(
        self, x: float, y: float, rx: float, ry: float, colour: Rgb, depth: float, alpha: float
    ) -> None:
        found = self._bell(x, y, rx, ry, depth)
        if found is not None:
            window, light = found
            change = np.array(to_yuv(colour), np.float32)[:, None, None] - window
            change *= light * np.float32(alpha)
            window += change

    def _glow(self, x: float, y: float, rx: float, ry: float, colour: Rgb, depth: float) -> None:
        found = self._bell(x, y, rx, ry, depth)
        if found is not None:
            window, light = found
            luma, blue, red = to_yuv(colour)
            window += light * np.array((luma - 16, blue - 128, red - 128), np.float32)[:, None, None]

    def _bell(self, x: float, y: float, rx: float, ry: float, depth: float) -> tuple[Floats, Floats] | None:
        x0, y0 = max(int(x - 2.2 * rx), 0), max(int(y - 2.2 * ry), 0)
        x1, y1 = min(int(x + 2.2 * rx) + 1, self.width), min(int(y + 2.2 * ry) + 1, self.height)
        if x1 <= x0 or y1 <= y0 or min(rx, ry) <= 0:
            return None
        a = np.exp(-(((self._columns[x0:x1] - np.float32(x)) / np.float32(rx)) ** 2))
        b = np.exp(-(((self._rows[y0:y1] - np.float32(y)) / np.float32(ry)) ** 2))
        # Fallen to 1 % at the edge of the window: what is left there must not show as a rectangle.
        light: Floats = np.maximum(np.multiply.outer(b, a) - np.float32(0.008), 0)
        light *= self._occluder[y0:y1, x0:x1] > depth
        return self.planes[:, y0:y1, x0:x1], light


def _edges(corners: Floats) -> Floats:
    """(n, 8, 3): a, b, c of each edge such that a x + b y + c is the distance inward plus half a pixel."""
    ahead = np.roll(corners, -1, axis=1)
    step = ahead - corners
    turn = (corners[..., 0] * ahead[..., 1] - ahead[..., 0] * corners[..., 1]).sum(axis=1)
    length = np.hypot(step[..., 0], step[..., 1])
    length *= np.where(turn < 0, np.float32(-1), np.float32(1))[:, None]
    real = np.abs(length) > 1e-4
    safe = np.where(real, length, np.float32(1))
    edges = np.empty((*length.shape, 3), np.float32)
    edges[..., 0] = -step[..., 1] / safe
    edges[..., 1] = step[..., 0] / safe
    edges[..., 2] = (step[..., 1] * corners[..., 0] - step[..., 0] * corners[..., 1]) / safe + np.float32(0.5)
    # A repeated corner makes no edge: everything is inside of it. The closing edge of a polygon with fewer
    # than eight corners is the last one; it is moved up so that four-sided ones need only four.
    edges[~real] = (0.0, 0.0, _NO_EDGE)
    closing = edges[:, -1].copy()
    few = ~real[:, 3]
    edges[few, 3] = closing[few]
    return edges
