"""What is in a conference's room beside people: cameras that it is shown, and walls that show it."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.conference import Conference, Party, PartyKind, PartyState
from backend_client.protocol.conference_args import ConferenceCamera, ConferenceWatch
from backend_client.protocol.conference_rules import (
    MOST_WALLS,
    clock_text,
    party,
    shown_cameras,
    watching_walls,
)
from backend_client.protocol.entities import Camera
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.wall import TileKind, Wall
from platform_backend.commands.conference_trail import (
    in_hand,
    not_conferring,
    put,
    stayed,
    stood,
    with_party,
)
from platform_backend.commands.context import Context, Done

_SHOWN = "conference.camera"
_TAKEN = "conference.camera_off"
_WATCHED = "conference.watch"


class CameraAnew(msgspec.Struct, frozen=True, kw_only=True):
    """What sent a camera as `session` has ended, and another sends it; the platform's own, no console's."""

    session: str


def camera(context: Context, args: ConferenceCamera) -> Done:
    """Show the room a camera that the actor sees, or take it out."""
    id_, conference = in_hand(context)
    known = next((each for each in conference.parties if _is(each, PartyKind.CAMERA, args.camera)), None)
    is_in = known is not None and known.state is PartyState.JOINED
    if not args.shown:
        if known is None or not is_in:
            raise not_conferring(args.camera)
        words = f"{known.name} {clock_text(stayed(context, known))}"
        gone = with_party(conference, stood(context, known, PartyState.LEFT))
        return put(context, id_, gone, (_TAKEN, words))
    found = context.find(Camera, args.camera, "camera")
    if is_in:
        sentence = f"{found.name} is in the conference already"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.RUNG_ALREADY, name=found.name)
    if not context.look(args.camera).online:
        raise Refused(ErrorCode.UNAVAILABLE, "the camera is offline", Cause.CAMERA_OFFLINE)
    most = context.site.call_cameras
    if _cameras_in_calls(context) >= most:
        sentence = f"{most} cameras are in conferences already"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.CAMERAS_FULL, limit=most)
    fresh = known or _made(context, PartyKind.CAMERA, found.name, args.camera)
    came = _came(context, fresh, session=_session(), by=context.actor.name)
    return put(context, id_, with_party(conference, came), (_SHOWN, found.name))


def camera_anew(context: Context, args: CameraAnew) -> Done:
    """Give a camera another session: whoever was connected with the former one connects again."""
    id_, conference = in_hand(context)
    mine = party(conference, context.actor.id)
    if mine is None or mine.kind is not PartyKind.CAMERA or mine.session != args.session:
        raise not_conferring(context.actor.id)
    return put(context, id_, with_party(conference, replace(mine, session=_session())))


def watch(context: Context, args: ConferenceWatch) -> Done:
    """Let the actor's console show the conference on a wall that it stands on, or end that."""
    id_, conference = in_hand(context)
    actor = context.actor
    wall = context.find(Wall, args.wall, "wall")
    all_of_it = [each for each in conference.parties if _is(each, PartyKind.WALL, args.wall)]
    shows = [each for each in all_of_it if each.state is PartyState.JOINED]
    mine = next((each for each in shows if (each.user, each.console) == (actor.id, actor.instance)), None)
    if not args.session:
        if mine is None:
            raise not_conferring(args.wall)
        return put(context, id_, with_party(conference, stood(context, mine, PartyState.LEFT)))
    if not any(each.kind is TileKind.CONFERENCE and each.about == id_ for each in wall.tiles):
        sentence = f"the conference does not stand on {wall.name}"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.NOT_ON_WALL, name=wall.name)
    most = MOST_WALLS[conference.provider]
    if mine is None and len(watching_walls(conference)) >= most:
        sentence = f"{most} displays of walls show the conference already"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.WALLS_FULL, limit=most)
    # One that went comes back as what it was: a roster does not grow by a wall that comes and goes.
    former = next((each for each in all_of_it if each not in shows), None)
    known = mine or former or _made(context, PartyKind.WALL, wall.name, args.wall)
    came = _came(context, known, session=args.session, console=actor.instance, user=actor.id)
    steps = () if all_of_it else ((_WATCHED, wall.name),)
    done = put(context, id_, with_party(conference, came), *steps)
    return Done(done.row, {"party": came.id})


def _made(context: Context, kind: PartyKind, name: str, about: str) -> Party:
    id_ = f"{kind.value}-{secrets.token_hex(8)}"
    return Party(id=id_, name=name, kind=kind, state=PartyState.JOINED, since=context.at, about=about)


def _came(context: Context, one: Party, **more: Any) -> Party:
    """It is in, since now unless it was."""
    if one.state is PartyState.JOINED and one.joined_at is not None:
        return replace(one, **more)
    return stood(context, one, PartyState.JOINED, joined_at=context.at, **more)


def _is(one: Party, kind: PartyKind, about: str) -> bool:
    return one.kind is kind and one.about == about


def _session() -> str:
    # Of a pair the larger one offers: a camera's is larger than any page's.
    return f"z{secrets.token_hex(8)}"


def _cameras_in_calls(context: Context) -> int:
    rooms = (row.decode(Conference) for row in context.draft.rows_in_view("conference"))
    return sum(len(shown_cameras(each)) for each in rooms if each.closed_at is None)
