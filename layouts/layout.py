"""A layout: which tiles a wall has, and which cells of a grid each of them covers. Pure.

The grid has `columns` x `rows` equal cells over the whole wall, however many monitors it spans; a tile covers
a rectangle of them. Cells that no tile covers stay empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from layouts.faults import Fault, LayoutUnusable
from layouts.grid import Cell, shares

#: Largest number of columns and of rows, and of tiles, and largest address of a tile.
MOST_CELLS: Final = 64
MOST_TILES: Final = 256
MOST_NUMBER: Final = 999


@dataclass(frozen=True, slots=True)
class Place:
    """The cells a tile covers: its first column and row, counted from 0, and how many of each."""

    column: int
    row: int
    columns: int = 1
    rows: int = 1

    @property
    def right(self) -> int:
        """The column after its last one."""
        return self.column + self.columns

    @property
    def bottom(self) -> int:
        """The row after its last one."""
        return self.row + self.rows

    def overlaps(self, other: Place) -> bool:
        """Whether the two have a cell in common."""
        return (
            self.column < other.right
            and other.column < self.right
            and self.row < other.bottom
            and other.row < self.bottom
        )


@dataclass(frozen=True, slots=True)
class LayoutTile:
    """One tile: its `number` is its address on the wall, from 1. `alarm`: reserved for alarms."""

    number: int
    place: Place
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Tiles in the order of their numbers. Made by `checked`, which `usual`, `decode` and the editing
    functions go through: tiles lie within the grid, do not overlap, and have different numbers.
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


def checked(*, columns: int, rows: int, tiles: Iterable[LayoutTile]) -> Layout:
    """The layout of these tiles, in whatever order they come. Raises LayoutUnusable for the first fault."""
    in_order = tuple(sorted(tiles, key=lambda tile: tile.number))
    if not (1 <= columns <= MOST_CELLS and 1 <= rows <= MOST_CELLS):
        raise LayoutUnusable(Fault.GRID, columns=columns, rows=rows, most=MOST_CELLS)
    if len(in_order) > MOST_TILES:
        raise LayoutUnusable(Fault.TOO_MANY, tiles=len(in_order), most=MOST_TILES)
    owners: dict[tuple[int, int], int] = {}
    seen: set[int] = set()
    for tile in in_order:
        if not 1 <= tile.number <= MOST_NUMBER:
            raise LayoutUnusable(Fault.NUMBER, tile=tile.number, most=MOST_NUMBER)
        if tile.number in seen:
            raise LayoutUnusable(Fault.DOUBLE, tile=tile.number)
        seen.add(tile.number)
        at = tile.place
        within = at.column >= 0 and at.row >= 0 and at.right <= columns and at.bottom <= rows
        if at.columns < 1 or at.rows < 1 or not within:
            raise LayoutUnusable(Fault.OUTSIDE, tile=tile.number)
        for cell in covered(at):
            if (other := owners.setdefault(cell, tile.number)) != tile.number:
                raise LayoutUnusable(Fault.OVERLAP, tile=other, other=tile.number)
    return Layout(columns=columns, rows=rows, tiles=in_order)


def covered(place: Place) -> Iterable[tuple[int, int]]:
    """Column and row of each cell of the place, row by row."""
    return (
        (column, row) for row in range(place.row, place.bottom) for column in range(place.column, place.right)
    )


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
        last, lowest = across[at.right - 1], down[at.bottom - 1]
        placed[tile.number] = Cell(left, top, last[0] + last[1] - left, lowest[0] + lowest[1] - top)
    return placed
