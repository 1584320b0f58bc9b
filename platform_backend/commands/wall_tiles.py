"""What may stand on tiles: whether a layout can be shown, and whether a tile can hold what is put there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import msgspec

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Camera
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.lanes import Lane
from backend_client.protocol.times import parse_time
from backend_client.protocol.wall import LayoutData, TileKind, WallTile
from backend_client.protocol.wall_rules import holds_nothing
from layouts.document import decode
from layouts.faults import LayoutUnusable
from platform_backend.commands.context import Context

#: Without a layout of its own a wall has as many equal tiles as its display is told, up to this.
MOST_TILES: Final = 256
_EQUAL: Final = range(1, MOST_TILES + 1)
_STREAMS: Final = ("main", "sub")
_LANES: Final = frozenset(Lane)
#: Bytes of a layout as JSON, whatever a later program writes into it; characters that say what a tile shows.
_MOST_LAYOUT: Final = 64 * 1024
_MOST_ABOUT: Final = 200


def check_layout(layout: LayoutData) -> None:
    """Raise Refused for a layout that cannot be shown."""
    try:
        decode(layout)
    except LayoutUnusable as error:
        raise Refused(ErrorCode.BAD_REQUEST, str(error), Cause.LAYOUT) from error
    if len(msgspec.json.encode(layout)) > _MOST_LAYOUT:
        raise Refused(ErrorCode.BAD_REQUEST, f"a layout has {_MOST_LAYOUT} bytes at most", Cause.LAYOUT)


def numbers_of(layout: LayoutData | None) -> Collection[int]:
    """The numbers of a wall's tiles; of one that cannot be read any more none."""
    if layout is None:
        return _EQUAL
    try:
        return decode(layout).by_number.keys()
    except LayoutUnusable:
        return ()


def check_numbers(numbers: Iterable[int], layout: LayoutData | None) -> None:
    """Raise Refused when one is named twice, or is no tile's."""
    known = numbers_of(layout)
    seen: set[int] = set()
    for number in numbers:
        if number in seen:
            name = str(number)
            raise Refused(ErrorCode.BAD_REQUEST, f"tile {number} is named twice", Cause.TILE_TWICE, name=name)
        seen.add(number)
        if number in known:
            continue
        if layout is None:
            sentence = f"tiles count from 1 to {MOST_TILES}, not {number}"
            raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NO_TILE, limit=MOST_TILES)
        sentence = f"the layout has no tile {number}"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NO_SUCH_TILE, name=str(number))


def check_tile(context: Context, tile: WallTile) -> None:
    """Raise Refused when the tile cannot hold what it says, or not for these eyes."""
    if tile.stream not in _STREAMS:
        sentence = f"a stream is main or sub, not {tile.stream!r}"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NO_STREAM)
    if holds_nothing(tile):
        return
    if len(tile.about) > _MOST_ABOUT:
        sentence = f"what a tile shows is said in {_MOST_ABOUT} characters at most"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.MALFORMED)
    if tile.camera:
        check_camera(context, tile.camera, tile.preset)
    if tile.kind is TileKind.LIST and tile.about and tile.about not in _LANES:
        sentence = f"there is no list {tile.about!r}"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NO_LANE, name=tile.about)
    if tile.kind is TileKind.RECORDING:
        _check_span(tile)


def check_camera(context: Context, camera: str, preset: int | None) -> None:
    """Raise Refused when there is no such camera for these eyes, or when it has no such preset."""
    found = context.find(Camera, camera, "camera")
    if preset is not None and preset not in {each.number for each in found.presets}:
        sentence = f"{found.name} has no preset {preset}"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NO_PRESET, name=str(preset))


def standing(tiles: Iterable[WallTile]) -> tuple[WallTile, ...]:
    """Those that hold something, by their numbers."""
    return tuple(sorted((tile for tile in tiles if not holds_nothing(tile)), key=lambda tile: tile.tile))


def _check_span(tile: WallTile) -> None:
    try:
        since, until = (parse_time(moment or "") for moment in (tile.since, tile.until))
    except ValueError as error:
        sentence = "a tile with a recording says from when until when"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.MOMENT) from error
    if since >= until:
        sentence = "a recording ends after it begins"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.SPAN)
