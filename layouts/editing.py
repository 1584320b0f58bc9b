"""Changing a layout: each function answers with a new, valid one, or raises LayoutUnusable.

A tile keeps its number through every change, since its number is how people call it and what is shown on it
is kept under it. New tiles get the lowest free numbers.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from layouts.faults import Fault, LayoutUnusable
from layouts.layout import MOST_CELLS, Layout, LayoutTile, Place, checked, covered


def split(layout: Layout, number: int, *, columns: int, rows: int) -> Layout:
    """Divide the tile into columns x rows equal ones; the first keeps its number. Where its cells do not
    suffice, the grid of the whole layout gets finer.
    """
    if columns < 1 or rows < 1:
        raise LayoutUnusable(Fault.NO_ROOM)
    at = _tile(layout, number).place
    finer = _finer(layout, columns // math.gcd(at.columns, columns), rows // math.gcd(at.rows, rows))
    if finer is None:
        # Earlier changes may have left a finer grid than the tiles need.
        plain = simplest(layout)
        at = plain.by_number[number].place
        across, down = columns // math.gcd(at.columns, columns), rows // math.gcd(at.rows, rows)
        finer = _finer(plain, across, down)
        if finer is None:
            raise _too_fine(plain.columns * across, plain.rows * down)
    tile = finer.by_number[number]
    width, height = tile.place.columns // columns, tile.place.rows // rows
    numbers = _free_numbers(layout)
    parts = [
        replace(
            tile,
            number=number if (column, row) == (0, 0) else next(numbers),
            place=Place(tile.place.column + column * width, tile.place.row + row * height, width, height),
        )
        for row in range(rows)
        for column in range(columns)
    ]
    return _with(finer, without={number}, tiles=parts)


def merge(layout: Layout, numbers: Collection[int], *, keep: int | None = None) -> Layout:
    """Make one tile of several that stand in a rectangle; empty cells between them belong to it too.

    It keeps the number of `keep`, of the one at the top left if that is not said, and is reserved if that is.
    """
    tiles = [_tile(layout, number) for number in numbers]
    if not tiles:
        raise LayoutUnusable(Fault.NO_ROOM)
    kept = min(tiles, key=_reading_order) if keep is None else _tile(layout, keep)
    place = around([tile.place for tile in tiles])
    for other in layout.tiles:
        if other.number not in numbers and other.place.overlaps(place):
            raise LayoutUnusable(Fault.NOT_A_RECTANGLE, tile=other.number)
    return _with(layout, without={*numbers, kept.number}, tiles=[replace(kept, place=place)])


def move(layout: Layout, number: int, *, column: int, row: int) -> Layout:
    """Put the tile, as large as it is, somewhere else that is free."""
    tile = _tile(layout, number)
    moved = replace(tile, place=replace(tile.place, column=column, row=row))
    return _with(layout, without={number}, tiles=[moved])


def swap(layout: Layout, one: int, other: int) -> Layout:
    """Let two tiles change places, and with the places their sizes."""
    first, second = _tile(layout, one), _tile(layout, other)
    changed = [replace(first, place=second.place), replace(second, place=first.place)]
    return _with(layout, without={one, other}, tiles=changed) if one != other else layout


def add(layout: Layout, place: Place, *, number: int | None = None) -> Layout:
    """A new tile on free cells."""
    return _with(layout, tiles=[LayoutTile(next(_free_numbers(layout)) if number is None else number, place)])


def remove(layout: Layout, numbers: Collection[int]) -> Layout:
    """Take tiles away; their cells stay empty."""
    for number in numbers:
        _tile(layout, number)
    return _with(layout, without=numbers)


def renumber(layout: Layout, number: int, to: int) -> Layout:
    """Give the tile another number; the one that has it gets this one's."""
    tile = _tile(layout, number)
    changed = [replace(tile, number=to)]
    if to != number and (other := layout.by_number.get(to)):
        changed.append(replace(other, number=number))
    return _with(layout, without={number, to}, tiles=changed)


def in_reading_order(layout: Layout) -> dict[int, int]:
    """Old number -> new one, so that the tiles count from 1 as one reads: row by row, from the left."""
    in_order = sorted(layout.tiles, key=_reading_order)
    return {tile.number: number for number, tile in enumerate(in_order, start=1)}


def renumbered(layout: Layout, numbers: Mapping[int, int]) -> Layout:
    """Give the tiles these numbers, old -> new; those not named keep theirs."""
    tiles = [replace(tile, number=numbers.get(tile.number, tile.number)) for tile in layout.tiles]
    return checked(columns=layout.columns, rows=layout.rows, tiles=tiles)


def reserve(layout: Layout, numbers: Collection[int], *, alarm: bool) -> Layout:
    """Reserve tiles for alarms, or free them."""
    changed = [replace(_tile(layout, number), alarm=alarm) for number in numbers]
    return _with(layout, without=numbers, tiles=changed)


def regrid(layout: Layout, *, columns: int, rows: int) -> Layout:
    """The same layout on a finer or coarser grid, on which all its edges must fall."""
    if not (1 <= columns <= MOST_CELLS and 1 <= rows <= MOST_CELLS):
        raise LayoutUnusable(Fault.GRID, columns=columns, rows=rows, most=MOST_CELLS)
    tiles = []
    for tile in layout.tiles:
        at = tile.place
        left, more_left = divmod(at.column * columns, layout.columns)
        right, more_right = divmod(at.right * columns, layout.columns)
        top, more_top = divmod(at.row * rows, layout.rows)
        bottom, more_bottom = divmod(at.bottom * rows, layout.rows)
        if more_left or more_right or more_top or more_bottom:
            raise LayoutUnusable(Fault.NOT_DIVISIBLE, tile=tile.number, columns=columns, rows=rows)
        tiles.append(replace(tile, place=Place(left, top, right - left, bottom - top)))
    return checked(columns=columns, rows=rows, tiles=tiles)


def simplest(layout: Layout) -> Layout:
    """The same layout on the coarsest grid there is for it: two that look the same are then equal."""
    across, down = layout.columns, layout.rows
    for tile in layout.tiles:
        across = math.gcd(across, tile.place.column, tile.place.columns)
        down = math.gcd(down, tile.place.row, tile.place.rows)
    return regrid(layout, columns=layout.columns // across, rows=layout.rows // down)


def free_places(layout: Layout) -> tuple[Place, ...]:
    """Rectangles of empty cells, which together are all of them: row by row, each as wide as it can be."""
    free = set(covered(Place(0, 0, layout.columns, layout.rows)))
    for tile in layout.tiles:
        free.difference_update(covered(tile.place))
    found = []
    for column, row in sorted(free, key=lambda cell: (cell[1], cell[0])):
        if (column, row) not in free:
            continue
        columns = 1
        while (column + columns, row) in free:
            columns += 1
        rows = 1
        while all((each, row + rows) in free for each in range(column, column + columns)):
            rows += 1
        place = Place(column, row, columns, rows)
        free.difference_update(covered(place))
        found.append(place)
    return tuple(found)


def rectangle(layout: Layout, one: int, other: int) -> frozenset[int]:
    """The tiles of the smallest rectangle that holds both and cuts no tile: they can be merged."""
    inside = {one, other}
    while True:
        place = around([layout.by_number[number].place for number in inside])
        grown = {tile.number for tile in layout.tiles if tile.place.overlaps(place)}
        if grown == inside:
            return frozenset(inside)
        inside = grown


def around(places: Collection[Place]) -> Place:
    """The smallest place that covers all of these, of which there is one at least."""
    column, row = min(at.column for at in places), min(at.row for at in places)
    right, bottom = max(at.right for at in places), max(at.bottom for at in places)
    return Place(column, row, right - column, bottom - row)


def _tile(layout: Layout, number: int) -> LayoutTile:
    try:
        return layout.by_number[number]
    except KeyError:
        raise LayoutUnusable(Fault.NO_TILE, tile=number) from None


def _with(layout: Layout, *, without: Collection[int] = (), tiles: Collection[LayoutTile] = ()) -> Layout:
    """The layout with these tiles in place of those."""
    kept = (tile for tile in layout.tiles if tile.number not in without)
    return checked(columns=layout.columns, rows=layout.rows, tiles=[*kept, *tiles])


def _finer(layout: Layout, across: int, down: int) -> Layout | None:
    """So many cells in place of each one; None where that is finer than a grid may be."""
    columns, rows = layout.columns * across, layout.rows * down
    if columns > MOST_CELLS or rows > MOST_CELLS:
        return None
    return regrid(layout, columns=columns, rows=rows)


def _too_fine(columns: int, rows: int) -> LayoutUnusable:
    return LayoutUnusable(Fault.TOO_FINE, columns=columns, rows=rows, most=MOST_CELLS)


def _free_numbers(layout: Layout) -> Iterator[int]:
    number = 1
    while True:
        if number not in layout.by_number:
            yield number
        number += 1


def _reading_order(tile: LayoutTile) -> tuple[int, int]:
    return tile.place.row, tile.place.column
