"""A layout: which tiles a wall has, and which cells of a grid each of them covers. Pure.

The grid has `columns` x `rows` equal cells over the whole wall, however many monitors it spans; a tile covers
a rectangle of them. Cells that no tile covers stay empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from layouts.grid import Cell, shares

#: Largest number of columns and of rows, and of tiles.
MOST_CELLS: Final = 64
MOST_TILES: Final = 256


@dataclass(frozen=True, slots=True)
class Place:
    """The cells a tile covers: its first column and row, counted from 0, and how many of each."""

    column: int
    row: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class LayoutTile:
    """One tile: its `number` is its address on the wall, from 1. `alarm`: reserved for alarms."""

    number: int
    place: Place
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Tiles in the order of their numbers. Made by `usual`, `decode` or the editing functions, all of which
    keep it valid: tiles lie within the grid, do not overlap, and have different numbers.
    """

    columns: int
    rows: int
    tiles: tuple[LayoutTile, ...]
    by_number: Mapping[int, LayoutTile] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_number", {tile.number: tile for tile in self.tiles})

    @property
    def alarm_tiles(self) -> tuple[int, ...]:
        """Numbers of the tiles that are reserved for alarms."""
        return tuple(tile.number for tile in self.tiles if tile.alarm)


def cells(layout: Layout, *, width: int, height: int, gap: int = 0) -> dict[int, Cell]:
    """Where each tile stands, in pixels, by its number: together they fill the area exactly, with `gap`
    pixels between neighbours.
    """
    across = shares(width, layout.columns, gap)
    down = shares(height, layout.rows, gap)
    placed = {}
    for tile in layout.tiles:
        at = tile.place
        left, top = across[at.column][0], down[at.row][0]
        last, lowest = across[at.column + at.columns - 1], down[at.row + at.rows - 1]
        placed[tile.number] = Cell(left, top, last[0] + last[1] - left, lowest[0] + lowest[1] - top)
    return placed
