"""Walls: what their tiles show."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Incident
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.wall import Scene, Wall
from backend_client.protocol.wall_args import WallClear, WallScene, WallShow
from platform_backend.commands.context import Context, Done
from platform_backend.commands.holding import to_change
from platform_backend.commands.kept import living
from platform_backend.commands.touring import given_way, gone_on, resting, within
from platform_backend.commands.wall_recordings import with_reason
from platform_backend.commands.wall_tiles import (
    check_layout,
    check_numbers,
    check_tile,
    numbers_of,
    standing,
)


def show(context: Context, args: WallShow) -> Done:
    """Put cameras and others on the named tiles (nothing: empty them); the others stay.

    For an incident the wall is borrowed: what the first borrower found is kept as `previous` until somebody
    shows something without an incident, which gives the wall back.
    """
    id_, wall = to_change(context)
    for tile in args.tiles:
        check_tile(context, tile)
    if args.restore:
        wall = _restored(context, wall)
    if args.incident is None:
        wall = _own(wall)
    else:
        context.find(Incident, args.incident, "incident")
        wall = _borrowed(context, wall, args.incident)
    stood = wall.tiles
    if args.layout is not None:
        check_layout(args.layout)
        # Who puts another layout under what he sees means what a tour of scenes shows, too.
        wall = given_way(context, wall, ())
        numbers = numbers_of(args.layout)
        kept = tuple(tile for tile in wall.tiles if tile.tile in numbers)
        tours = within(wall.tours, numbers)
        wall = replace(wall, layout=args.layout, tiles=kept, tours=tours, scene=None)
    opened = tuple(with_reason(context, tile, stood) for tile in args.tiles)
    named = [tile.tile for tile in args.tiles]
    if named:
        wall = replace(given_way(context, wall, named), scene=None)
        check_numbers(named, wall.layout)
        tiles = {tile.tile: tile for tile in wall.tiles} | {tile.tile: tile for tile in opened}
        wall = replace(wall, tiles=standing(tiles.values()))
    return Done(context.put(id_, wall))


def scene(context: Context, args: WallScene) -> Done:
    """Put a scene on the whole wall as it is saved now: tours end, and nobody borrows it any more."""
    id_, wall = to_change(context)
    found = living(context, Scene, args.scene, "scene")
    tiles = tuple(with_reason(context, tile, wall.tiles) for tile in found.tiles)
    shown = replace(_own(wall), layout=found.layout, tiles=tiles, scene=args.scene, tours=())
    return Done(context.put(id_, shown))


def clear(context: Context, args: WallClear) -> Done:
    """Empty the named tiles, or all; tours that run on them end. The layout stays."""
    id_, wall = to_change(context)
    if not args.tiles:
        return Done(context.put(id_, replace(wall, tiles=(), scene=None, tours=())))
    wall = given_way(context, wall, args.tiles)
    check_numbers(args.tiles, wall.layout)
    left = tuple(tile for tile in wall.tiles if tile.tile not in args.tiles)
    return Done(context.put(id_, replace(wall, tiles=left, scene=None)))


def _borrowed(context: Context, wall: Wall, incident: str) -> Wall:
    """For another incident than before: what stood there at first stays in mind."""
    if wall.incident is not None:
        return replace(wall, incident=incident)
    return replace(
        wall,
        incident=incident,
        previous=wall.tiles,
        previous_layout=wall.layout,
        previous_scene=wall.scene,
        previous_tours=tuple(resting(run, context.at) for run in wall.tours),
    )


def _restored(context: Context, wall: Wall) -> Wall:
    """As it stood there before; a tour that ran on untouched meanwhile is where it is now."""
    if wall.incident is None:
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, f"{wall.name} is not borrowed", Cause.NOT_BORROWED)
    now = {(run.tour, run.tiles): run for run in wall.tours}
    tours = tuple(
        now.get((run.tour, run.tiles)) or gone_on(run, context.at, rested_for="")
        for run in wall.previous_tours
    )
    return replace(
        wall,
        tiles=wall.previous,
        layout=wall.previous_layout,
        scene=wall.previous_scene,
        tours=tours,
    )


def _own(wall: Wall) -> Wall:
    """Lent to no incident."""
    return replace(
        wall,
        incident=None,
        previous=(),
        previous_layout=None,
        previous_scene=None,
        previous_tours=(),
    )
