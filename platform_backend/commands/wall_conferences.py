"""Conferences on walls: put on a tile or on the whole wall, and what stood there comes back afterwards."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.conference import Conference, PartyState
from backend_client.protocol.conference_rules import party
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.wall import TileKind, Wall, WallFormer, WallTile
from backend_client.protocol.wall_args import WallConfer
from layouts.document import encode
from layouts.shapes import equal
from platform_backend.commands.conference_trail import not_conferring
from platform_backend.commands.context import Context, Done
from platform_backend.commands.holding import to_change
from platform_backend.commands.touring import given_way, gone_on, resting
from platform_backend.commands.wall_tiles import check_numbers, numbers_of, standing


def confer(context: Context, args: WallConfer) -> Done:
    """Put a conference that the actor is in on a wall, or take one off.

    Who is not in the room does not show others what is said there.
    """
    id_, wall = to_change(context)
    if not args.shown:
        if not _stands(wall, args.conference):
            sentence = f"the conference does not stand on {wall.name}"
            raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.NOT_ON_WALL, name=wall.name)
        return Done(context.put(id_, without(context, wall, args.conference)))
    conference = context.find(Conference, args.conference, "conference")
    if conference.closed_at is not None:
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, "the conference is over", Cause.CONFERENCE_OVER)
    mine = party(conference, context.actor.id)
    if mine is None or mine.state is not PartyState.JOINED:
        raise not_conferring(context.actor.id)
    wall = without(context, wall, args.conference)
    changed, former = (
        _on_all_of_it(context, wall, args.conference)
        if args.tile is None
        else _on_a_tile(context, wall, args.conference, args.tile)
    )
    kept = {each: formed for each, formed in changed.formers.items() if _stands(changed, each)}
    return Done(context.put(id_, replace(changed, formers={**kept, args.conference: former})))


def take_off_walls(context: Context, conference: str) -> None:
    """A conference is over: it goes from all walls, also from those that are locked or another's."""
    for row in context.draft.rows_in_view("wall"):
        wall = row.decode(Wall)
        if _stands(wall, conference):
            context.draft.put(row.id, without(context, wall, conference), codes=row.codes)


def without(context: Context, wall: Wall, conference: str) -> Wall:
    """The wall with what stood there before the conference."""
    if not _stands(wall, conference):
        return wall
    former = wall.formers.get(conference, WallFormer())
    formers = {each: formed for each, formed in wall.formers.items() if each != conference}
    if former.whole:
        tours = tuple(gone_on(run, context.at, rested_for="") for run in former.tours)
        return replace(
            wall,
            tiles=former.tiles,
            layout=former.layout,
            scene=former.scene,
            tours=tours,
            formers=formers,
        )
    kept = [each for each in wall.tiles if not _holds(each, conference)]
    # It may stand elsewhere by now: what was there comes back to where it is.
    here = [each.tile for each in wall.tiles if _holds(each, conference)]
    back = [replace(each, tile=here[0]) for each in former.tiles]
    return replace(wall, tiles=standing((*kept, *back)), formers=formers)


def _on_a_tile(context: Context, wall: Wall, conference: str, number: int) -> tuple[Wall, WallFormer]:
    check_numbers((number,), wall.layout)
    changed = replace(given_way(context, wall, (number,)), scene=None)
    before = tuple(each for each in changed.tiles if each.tile == number)
    others = tuple(each for each in changed.tiles if each.tile != number)
    tiles = standing((*others, _tile(conference, number)))
    return replace(changed, tiles=tiles), WallFormer(tiles=before)


def _on_all_of_it(context: Context, wall: Wall, conference: str) -> tuple[Wall, WallFormer]:
    former = WallFormer(
        tiles=wall.tiles,
        whole=True,
        layout=wall.layout,
        scene=wall.scene,
        tours=tuple(resting(run, context.at) for run in wall.tours),
    )
    one = encode(equal(1))
    number = min(numbers_of(one))
    return replace(wall, layout=one, tiles=(_tile(conference, number),), scene=None, tours=()), former


def _tile(conference: str, number: int) -> WallTile:
    return WallTile(tile=number, camera="", kind=TileKind.CONFERENCE, about=conference)


def _stands(wall: Wall, conference: str) -> bool:
    return any(_holds(each, conference) for each in wall.tiles)


def _holds(tile: WallTile, conference: str) -> bool:
    return tile.kind is TileKind.CONFERENCE and tile.about == conference
