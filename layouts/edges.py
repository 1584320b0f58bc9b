"""Moving an edge between tiles: those on one side grow, those on the other give way."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass, replace
from typing import Final

from layouts.editing import regrid
from layouts.faults import Fault, LayoutUnusable
from layouts.layout import MOST_CELLS, Layout, LayoutTile, Place, checked

#: Cells that make a step small enough: a wall moves its edges by a twenty-fourth of its width.
FINE: Final = 24


class Edge(enum.Enum):
    """A side of a tile."""

    LEFT = "left"
    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"


def resize(layout: Layout, number: int, *, edge: Edge, by: int) -> Layout:
    """Move an edge of the tile by so many cells, to the right and down for positive ones.

    All tiles that lie along the edge move theirs with it, so that nothing overlaps and no new gap opens.
    Raises LayoutUnusable where one of them would have nothing left, or the layout ends.
    """
    if number not in layout.by_number:
        raise LayoutUnusable(Fault.NO_TILE, tile=number)
    if by == 0:
        return layout
    if edge in (Edge.TOP, Edge.BOTTOM):
        turned = Edge.LEFT if edge is Edge.TOP else Edge.RIGHT
        return _transposed(resize(_transposed(layout), number, edge=turned, by=by))
    tile = layout.by_number[number]
    line = tile.place.column if edge is Edge.LEFT else tile.place.right
    left, right = _along(layout, tile, line)
    changed = {each.number: _stretched(each, 0, by) for each in left}
    changed.update((each.number, _stretched(each, by, -by)) for each in right)
    if any(each.place.columns < 1 for each in changed.values()):
        raise LayoutUnusable(Fault.NO_ROOM)
    tiles = [changed.get(each.number, each) for each in layout.tiles]
    try:
        return checked(columns=layout.columns, rows=layout.rows, tiles=tiles)
    except LayoutUnusable:
        raise LayoutUnusable(Fault.NO_ROOM) from None


def edge_line(place: Place, edge: Edge) -> int:
    """The column or row that an edge of a place stands at."""
    match edge:
        case Edge.LEFT:
            return place.column
        case Edge.RIGHT:
            return place.right
        case Edge.TOP:
            return place.row
    return place.bottom


def furthest(layout: Layout, number: int, *, edge: Edge, by: int) -> Layout:
    """Like `resize`, but as far as it goes; the same layout where it does not go at all."""
    step, reached, best = (1 if by > 0 else -1), 0, layout
    beyond = abs(by) + 1
    while beyond - reached > 1:
        # Where an edge can go, it can go less far too.
        tried = beyond - 1 if reached == 0 and beyond == abs(by) + 1 else (reached + beyond) // 2
        try:
            best, reached = resize(layout, number, edge=edge, by=tried * step), tried
        except LayoutUnusable:
            beyond = tried
    return best


@dataclass(frozen=True, slots=True)
class Steps:
    """A layout on a grid on which its edges are moved, and how many of its cells a step is."""

    layout: Layout
    across: int = 1
    down: int = 1

    def by(self, line: int, target: float, *, across: bool) -> int:
        """By how many cells an edge at `line` has to move to the step that is nearest to `target`."""
        step = self.across if across else self.down
        return round(target / step) * step - line

    def next(self, line: int, way: int, *, across: bool) -> int:
        """By how many cells it has to move to the next step; `way` is 1 or -1."""
        step = self.across if across else self.down
        return (line // step + 1) * step - line if way > 0 else (-(-line // step) - 1) * step - line


def snapping(layout: Layout, *, columns: int = FINE, rows: int = FINE) -> Steps:
    """The same layout, its edges to be moved to a grid of `columns` x `rows`.

    Where no layout can have a grid that holds both, they are moved by steps of about that size.
    """
    across, down = math.lcm(layout.columns, columns), math.lcm(layout.rows, rows)
    wide, high = across <= MOST_CELLS, down <= MOST_CELLS
    across = across if wide else layout.columns * _times(layout.columns)
    down = down if high else layout.rows * _times(layout.rows)
    made = regrid(layout, columns=across, rows=down)
    return Steps(made, across // columns if wide else 1, down // rows if high else 1)


def _times(cells: int) -> int:
    return max(1, min(math.ceil(FINE / cells), MOST_CELLS // cells))


def _along(layout: Layout, tile: LayoutTile, line: int) -> tuple[list[LayoutTile], list[LayoutTile]]:
    """The tiles whose right or left side must move with the tile's at column `line`.

    A tile on the other side may reach further up or down than this one; then its neighbours there move too.
    """
    touching = [each for each in layout.tiles if line in (each.place.column, each.place.right)]
    together = {tile.number: tile}
    top, bottom = tile.place.row, tile.place.bottom
    grown = True
    while grown:
        grown = False
        for each in touching:
            if each.number not in together and each.place.row < bottom and each.place.bottom > top:
                together[each.number] = each
                top, bottom = min(top, each.place.row), max(bottom, each.place.bottom)
                grown = True
    left = [each for each in together.values() if each.place.right == line]
    right = [each for each in together.values() if each.place.column == line]
    return left, right


def _stretched(tile: LayoutTile, start: int, length: int) -> LayoutTile:
    at = tile.place
    return replace(tile, place=replace(at, column=at.column + start, columns=at.columns + length))


def _transposed(layout: Layout) -> Layout:
    turned = [
        replace(tile, place=Place(tile.place.row, tile.place.column, tile.place.rows, tile.place.columns))
        for tile in layout.tiles
    ]
    return checked(columns=layout.rows, rows=layout.columns, tiles=turned)
