"""Walls: what their tiles show."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Camera, Incident
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.wall import Wall, WallTile
from backend_client.protocol.wall_args import WallShow
from platform_backend.commands.context import Context, Done

_MAX_TILES = 256
_STREAMS = ("main", "sub")


def show(context: Context, args: WallShow) -> Done:
    """Put cameras on the named tiles (no camera: empty them); the others stay.

    For an incident the wall is borrowed: what the first borrower found is kept as `previous` until somebody
    shows something without an incident, which gives the wall back.
    """
    id_, wall = context.aim(Wall, "wall")
    for tile in args.tiles:
        if not 1 <= tile.tile <= _MAX_TILES:
            sentence = f"tiles count from 1 to {_MAX_TILES}, not {tile.tile}"
            raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NO_TILE, limit=_MAX_TILES)
        if tile.stream not in _STREAMS:
            sentence = f"a stream is main or sub, not {tile.stream!r}"
            raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.NO_STREAM)
        if tile.camera:
            context.find(Camera, tile.camera, "camera")
    if args.incident is not None:
        context.find(Incident, args.incident, "incident")
    tiles = {tile.tile: tile for tile in wall.tiles} | {tile.tile: tile for tile in args.tiles}
    after = tuple(tiles[number] for number in sorted(tiles) if tiles[number].camera)
    if args.incident is None:
        previous: tuple[WallTile, ...] = ()
    else:
        previous = wall.tiles if wall.incident is None else wall.previous
    return Done(context.put(id_, replace(wall, tiles=after, previous=previous, incident=args.incident)))
