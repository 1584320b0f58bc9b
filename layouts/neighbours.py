"""Which tile lies beside which: for moving over a layout by arrow keys and for choosing several tiles."""

from __future__ import annotations

from layouts.editing import around
from layouts.layout import Layout, Place


def towards(layout: Layout, number: int, *, dx: int, dy: int) -> int:
    """The tile reached by one step from `number` to the right (`dx` 1), left (-1), down (`dy` 1) or up (-1):
    the nearest one in that direction, one beside it before one further up or down. The same where none is.
    """
    here = layout.by_number[number].place

    def distance(place: Place) -> tuple[bool, int, int]:
        if dx:
            gap = place.column - here.right if dx > 0 else here.column - place.right
            aside = abs(2 * place.row + place.rows - 2 * here.row - here.rows)
            beside = place.row < here.bottom and here.row < place.bottom
        else:
            gap = place.row - here.bottom if dy > 0 else here.row - place.bottom
            aside = abs(2 * place.column + place.columns - 2 * here.column - here.columns)
            beside = place.column < here.right and here.column < place.right
        return not beside, gap, aside

    there = {tile.number: distance(tile.place) for tile in layout.tiles}
    ahead = [(each, other) for other, each in there.items() if each[1] >= 0 and other != number]
    return min(ahead)[1] if ahead else number


def rectangle(layout: Layout, one: int, other: int) -> frozenset[int]:
    """The tiles of the smallest rectangle that holds both and cuts no tile."""
    inside = {one, other}
    while True:
        place = around([layout.by_number[number].place for number in inside])
        grown = {tile.number for tile in layout.tiles if tile.place.overlaps(place)}
        if grown == inside:
            return frozenset(inside)
        inside = grown
