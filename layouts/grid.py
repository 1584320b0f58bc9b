"""Geometry of a wall of equal tiles: pure arithmetic in whole pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

#: Width to height of the pictures most cameras give.
PICTURE_ASPECT: Final = 16 / 9


@dataclass(frozen=True, slots=True)
class Cell:
    """A tile's place: left, top, width, height in pixels."""

    x: int
    y: int
    width: int
    height: int


def grid_shape(*, tiles: int, width: int, height: int, strip: int = 0) -> tuple[int, int]:
    """Columns and rows that show `tiles` 16:9 pictures largest in the area, each under a strip of `strip`
    pixels.

    Of shapes with equally large pictures the one with fewer empty cells wins.
    """
    if tiles <= 0:
        return 0, 0

    def quality(columns: int) -> tuple[float, int]:
        rows = math.ceil(tiles / columns)
        picture = min(width / columns, max(0.0, height / rows - strip) * PICTURE_ASPECT)
        return picture, -(columns * rows - tiles)

    columns = max(range(1, tiles + 1), key=quality)
    return columns, math.ceil(tiles / columns)


def grid_cells(*, tiles: int, width: int, height: int, gap: int = 0, strip: int = 0) -> tuple[Cell, ...]:
    """The places of tiles 1..n, row by row. They fill the area exactly, with `gap` pixels between
    neighbours.
    """
    columns, rows = grid_shape(tiles=tiles, width=width, height=height, strip=strip)
    if columns == 0:
        return ()
    across = shares(width, columns, gap)
    down = shares(height, rows, gap)
    places = [(across[index % columns], down[index // columns]) for index in range(tiles)]
    return tuple(Cell(x, y, wide, high) for (x, wide), (y, high) in places)


def shares(length: int, count: int, gap: int) -> list[tuple[int, int]]:
    """Start and length of each of `count` nearly equal parts."""
    usable = max(count, length - gap * (count - 1))
    edges = [usable * part // count for part in range(count + 1)]
    return [(edges[i] + gap * i, edges[i + 1] - edges[i]) for i in range(count)]
