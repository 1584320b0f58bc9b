"""Walls: what their tiles show."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.commands import WallShow
from backend_client.protocol.entities import Camera, Wall
from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.commands.context import Context, Done

_MAX_TILES = 256
_STREAMS = ("main", "sub")


def show(context: Context, args: WallShow) -> Done:
    """Put cameras on the named tiles; the others stay. What was shown before is kept as `previous`."""
    id_, wall = context.aim(Wall, "wall")
    for tile in args.tiles:
        if not 1 <= tile.tile <= _MAX_TILES:
            raise Refused(ErrorCode.BAD_REQUEST, f"tiles count from 1 to {_MAX_TILES}, not {tile.tile}")
        if tile.stream not in _STREAMS:
            raise Refused(ErrorCode.BAD_REQUEST, f"a stream is main or sub, not {tile.stream!r}")
        context.find(Camera, tile.camera, "camera")
    tiles = {tile.tile: tile for tile in wall.tiles} | {tile.tile: tile for tile in args.tiles}
    after = tuple(tiles[number] for number in sorted(tiles))
    # Repeating what is shown already (a double key press) must not lose the wall to come back to.
    previous = wall.previous if after == wall.tiles else wall.tiles
    return Done(context.put(id_, replace(wall, tiles=after, previous=previous)))
