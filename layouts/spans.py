"""A wall that is larger than a window: over several monitors, and over several machines (wall nodes).

The layout covers the whole wall. Each window shows a part of it, given in fractions of the whole, and draws
every tile that reaches into its part at its full size; a tile over the edge continues on the next window,
because a window cuts off what reaches beyond it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from layouts.faults import Fault, LayoutUnusable
from layouts.grid import Cell
from layouts.layout import Layout, cells

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a wall: left, top, width and height as fractions of the whole, 0 to 1."""

    x: float
    y: float
    width: float
    height: float


WHOLE: Final = Part(0.0, 0.0, 1.0, 1.0)


def part(*, columns: int, rows: int, number: int) -> Part:
    """Part `number` (from 1, row by row) of a wall of columns x rows equal ones. Raises LayoutUnusable."""
    if columns < 1 or rows < 1 or not 1 <= number <= columns * rows:
        raise LayoutUnusable(Fault.NO_PART, part=number, columns=columns, rows=rows)
    row, column = divmod(number - 1, columns)
    return Part(column / columns, row / rows, 1 / columns, 1 / rows)


def area(monitors: Iterable[Cell]) -> Cell:
    """The smallest rectangle around all monitors: what the wall covers, gaps and differences included.

    Whatever unit they are given in; none at all make an empty area.
    """
    known = list(monitors)
    if not known:
        return Cell(0, 0, 0, 0)
    left, top = min(each.x for each in known), min(each.y for each in known)
    right = max(each.x + each.width for each in known)
    bottom = max(each.y + each.height for each in known)
    return Cell(left, top, right - left, bottom - top)


def parts(monitors: Mapping[_Key, Cell]) -> dict[_Key, Part]:
    """Which part of the wall each monitor shows.

    In pixels of the desktop the frames between monitors do not count, and a picture is cut at them; given in
    millimetres as they hang, with the gaps between the panels, a picture runs behind the frames.
    """
    whole = area(monitors.values())
    return {
        key: Part(
            (at.x - whole.x) / whole.width,
            (at.y - whole.y) / whole.height,
            at.width / whole.width,
            at.height / whole.height,
        )
        for key, at in monitors.items()
        if whole.width and whole.height
    }


def placed(layout: Layout, *, part: Part, width: int, height: int, gap: int = 0) -> dict[int, Cell]:
    """The tiles to be seen in a window of that many pixels which shows `part` of the wall, by their numbers.

    Where a tile reaches beyond the part its rectangle reaches beyond the window, to negative places too.
    """
    if width <= 0 or height <= 0:
        return {}
    whole_width, whole_height = round(width / part.width), round(height / part.height)
    left, top = round(part.x * whole_width), round(part.y * whole_height)
    shifted = {
        number: Cell(cell.x - left, cell.y - top, cell.width, cell.height)
        for number, cell in cells(layout, width=whole_width, height=whole_height, gap=gap).items()
    }
    return {number: cell for number, cell in shifted.items() if _is_seen(cell, width, height)}


def _is_seen(cell: Cell, width: int, height: int) -> bool:
    return cell.x < width and cell.x + cell.width > 0 and cell.y < height and cell.y + cell.height > 0
