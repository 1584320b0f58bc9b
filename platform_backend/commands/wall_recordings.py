"""Recordings on walls: with a reason they are put there, and by it every display of the wall plays them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.evidence import RecordingView
from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.wall import TileKind, TilePlay, WallTile
from backend_client.protocol.wall_args import WallPlay
from backend_client.protocol.wall_rules import is_same_recording, moment_due, opens_tile, span_of
from platform_backend.commands.context import Context, Done
from platform_backend.commands.holding import to_change


def with_reason(context: Context, tile: WallTile, standing: Iterable[WallTile]) -> WallTile:
    """The tile as it is put on the wall, a recording with the reason that opens it.

    What is among `standing`, on this wall already, goes on there as it is, whoever moves it. Raises Refused
    where the actor has given no reason that still holds.
    """
    if tile.kind is not TileKind.RECORDING or not tile.camera:
        return replace(tile, play=None) if tile.play is not None else tile
    moved = next((each.play for each in standing if each.play and is_same_recording(each, tile)), None)
    if moved is not None:
        return replace(tile, play=moved)
    user, now = context.actor.id, context.now
    for row in context.draft.rows_in_view("recording_view"):
        if opens_tile(row.decode(RecordingView), tile, user=user, now=now):
            began = format_time(span_of(tile)[0])
            return replace(tile, play=TilePlay(view=row.id, moment=began, at=context.at))
    sentence = "give a reason first, with recording.view"
    raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.REASON_MISSING)


def play(context: Context, args: WallPlay) -> Done:
    """Let a recording on the wall go on from another moment, at another pace, or stand still."""
    id_, wall = to_change(context)
    tile = next((each for each in wall.tiles if each.tile == args.tile), None)
    if tile is None or tile.play is None:
        sentence = f"no recording stands on tile {args.tile}"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.NO_RECORDING, name=str(args.tile))
    moment = (
        _within(tile, args.moment) if args.moment else moment_due(tile, now=context.now, rate=context.rate)
    )
    rate = tile.play.rate if args.rate is None else args.rate
    told = replace(tile.play, moment=format_time(moment), at=context.at, rate=rate)
    tiles = tuple(replace(each, play=told) if each is tile else each for each in wall.tiles)
    return Done(context.put(id_, replace(wall, tiles=tiles)))


def _within(tile: WallTile, moment: str) -> float:
    """The moment, or the end of the recording that is nearest to it. Raises Refused."""
    since, until = span_of(tile)
    try:
        return min(until, max(since, parse_time(moment)))
    except ValueError as error:
        raise Refused(ErrorCode.BAD_REQUEST, str(error), Cause.MOMENT) from error
