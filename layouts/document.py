"""A layout as JSON: what scenes and walls carry, and what layout files hold.

``{"version": 1, "columns": 3, "rows": 3, "tiles": [{"number": 1, "column": 0, "row": 0, "columns": 2,
"rows": 2}, {"number": 2, "column": 2, "row": 0, "alarm": true}, ...]}``: columns and rows of a tile count
from 0; how many it covers is 1 where it is not said. What else stands in it is ignored, so that a later
program may add to it without a new version.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeGuard

from layouts.faults import Fault, LayoutUnusable
from layouts.layout import MOST_TILES, Layout, LayoutTile, Place, checked

VERSION: Final = 1
_REASON: Final = 1_000_000


def decode(data: object) -> Layout:
    """The layout that stands in decoded JSON. Raises LayoutUnusable, whatever it is given."""
    if not isinstance(data, Mapping):
        raise LayoutUnusable(Fault.NOT_AN_OBJECT)
    check_version(data.get("version"), known=VERSION)
    entries = data.get("tiles")
    if not isinstance(entries, list | tuple):
        raise LayoutUnusable(Fault.FIELD, field="tiles", wanted="a list")
    if len(entries) > MOST_TILES:
        raise LayoutUnusable(Fault.TOO_MANY, tiles=len(entries), most=MOST_TILES)
    return checked(
        columns=whole_number(data, "columns"),
        rows=whole_number(data, "rows"),
        tiles=[_tile(entry, f"tiles[{index}]") for index, entry in enumerate(entries)],
    )


def encode(layout: Layout) -> dict[str, Any]:
    """The layout as plain values for JSON: always the same for the same layout, tiles by number."""
    return {
        "version": VERSION,
        "columns": layout.columns,
        "rows": layout.rows,
        "tiles": [_entry(tile) for tile in layout.tiles],
    }


def check_version(version: object, *, known: int) -> None:
    """Refuse what says no version, or a newer one than is known, by LayoutUnusable."""
    if not _is_whole(version) or version < 1:
        raise LayoutUnusable(Fault.NO_VERSION)
    if version > known:
        raise LayoutUnusable(Fault.NEWER, version=version, known=known)


def whole_number(
    data: Mapping[Any, object], field: str, *, within: str = "", default: int | None = None
) -> int:
    """The whole number in the field, `default` where it is missing. Raises LayoutUnusable; `within` is
    where the field stands, for its sentence.
    """
    value = data.get(field, default)
    if not _is_whole(value):
        named = f"{within}.{field}" if within else field
        raise LayoutUnusable(Fault.FIELD, field=named, wanted="a whole number within reason")
    return value


def _is_whole(value: object) -> TypeGuard[int]:
    """JSON's numbers have no end; Python's refuse to be printed from some length on."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _REASON


def _tile(entry: object, within: str) -> LayoutTile:
    if not isinstance(entry, Mapping):
        raise LayoutUnusable(Fault.FIELD, field=within, wanted="an object")
    alarm = entry.get("alarm", False)
    if not isinstance(alarm, bool):
        raise LayoutUnusable(Fault.FIELD, field=f"{within}.alarm", wanted="true or false")
    place = Place(
        column=whole_number(entry, "column", within=within),
        row=whole_number(entry, "row", within=within),
        columns=whole_number(entry, "columns", within=within, default=1),
        rows=whole_number(entry, "rows", within=within, default=1),
    )
    return LayoutTile(whole_number(entry, "number", within=within), place, alarm)


def _entry(tile: LayoutTile) -> dict[str, Any]:
    at = tile.place
    entry: dict[str, Any] = {
        "number": tile.number,
        "column": at.column,
        "row": at.row,
        "columns": at.columns,
        "rows": at.rows,
    }
    return {**entry, "alarm": True} if tile.alarm else entry
