"""Which tile lies next in a direction, among tiles of unequal sizes. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from layouts.grid import Cell


def beside(cells: Mapping[int, Cell], number: int, *, dx: int, dy: int) -> int:
    """Address of the tile that an arrow leads to from the tile `number`; the same one at an edge.

    Only tiles that stand beside it, at least in part, count; the nearest of them wins, then the one
    whose beginning (its top, or its left edge) is least aside, then the lower address.
    """
    here = cells[number]
    found = [
        (gap, aside, other)
        for other, cell in cells.items()
        if other != number
        for gap, shared, aside in (_seen(here, cell, dx, dy),)
        if gap >= 0 and shared > 0
    ]
    return min(found)[2] if found else number


def _seen(here: Cell, there: Cell, dx: int, dy: int) -> tuple[int, int, int]:
    """Pixels between the two in the direction (negative: it lies not there), how many pixels of their sides
    face each other, and how far their beginnings are aside.
    """
    if dx:
        gap = there.x - (here.x + here.width) if dx > 0 else here.x - (there.x + there.width)
        shared = min(here.y + here.height, there.y + there.height) - max(here.y, there.y)
        aside = abs(here.y - there.y)
    else:
        gap = there.y - (here.y + here.height) if dy > 0 else here.y - (there.y + there.height)
        shared = min(here.x + here.width, there.x + there.width) - max(here.x, there.x)
        aside = abs(here.x - there.x)
    return gap, shared, aside
