"""The usual layouts of a video wall, by the names the trade has for them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from layouts.faults import Fault, LayoutUnusable
from layouts.grid import grid_shape
from layouts.layout import MOST_CELLS, MOST_TILES, Layout, LayoutTile, Place, checked, covered


def usual(name: str) -> Layout:
    """The usual layout of that name, one of `USUAL`. Raises LayoutUnusable."""
    try:
        return USUAL[name]
    except KeyError:
        raise LayoutUnusable(Fault.NOT_A_SHAPE, name=name) from None


def name_of(layout: Layout) -> str:
    """What the layout is usually called, whatever is reserved in it; empty for a free one."""
    places = [tile.place for tile in layout.tiles]
    for name, known in USUAL.items():
        if (layout.columns, layout.rows) == (known.columns, known.rows) and places == [
            tile.place for tile in known.tiles
        ]:
            return name
    return ""


def equal(tiles: int, *, width: int = 1920, height: int = 1080, strip: int = 0) -> Layout:
    """So many equal tiles, numbered row by row, as `grid_shape` stands them in an area of that many pixels,
    each with a strip of `strip` pixels over its picture. Raises LayoutUnusable for none and for too many.
    """
    if not 1 <= tiles <= MOST_TILES:
        raise LayoutUnusable(Fault.TOO_MANY, tiles=tiles, most=MOST_TILES)
    columns, rows = grid_shape(tiles=tiles, width=width, height=height, strip=strip)
    if columns > MOST_CELLS or rows > MOST_CELLS:
        longer = min(tiles, MOST_CELLS)
        shorter = math.ceil(tiles / longer)
        columns, rows = (longer, shorter) if columns > rows else (shorter, longer)
    every = covered(Place(0, 0, columns, rows))
    places = [Place(column, row) for (column, row), _ in zip(every, range(tiles), strict=False)]
    return _numbered(columns, rows, places)


def _numbered(columns: int, rows: int, places: Iterable[Place]) -> Layout:
    tiles = [LayoutTile(number, place) for number, place in enumerate(places, start=1)]
    return checked(columns=columns, rows=rows, tiles=tiles)


def _around(columns: int, rows: int, *large: Place) -> Layout:
    """The large tiles first, then a small one on each cell that is left, row by row."""
    taken = {cell for place in large for cell in covered(place)}
    left = [cell for cell in covered(Place(0, 0, columns, rows)) if cell not in taken]
    return _numbered(columns, rows, [*large, *(Place(column, row) for column, row in left)])


#: In the order in which they are offered. `1+12` has the large tile in the middle.
USUAL: Final = MappingProxyType(
    {
        "1": equal(1),
        "4": equal(4),
        "9": equal(9),
        "16": equal(16),
        "25": equal(25),
        "36": equal(36),
        "64": equal(64),
        "1+5": _around(3, 3, Place(0, 0, 2, 2)),
        "1+7": _around(4, 4, Place(0, 0, 3, 3)),
        "1+12": _around(4, 4, Place(1, 1, 2, 2)),
        "1+12 corner": _around(4, 4, Place(0, 0, 2, 2)),
        "2+8": _around(4, 4, Place(0, 0, 2, 2), Place(2, 0, 2, 2)),
    }
)
