"""Conferences: opened, come into, left and closed; what becomes of who vanishes."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.causes import Cause
from backend_client.protocol.conference import (
    Conference,
    Party,
    PartyKind,
    PartyRole,
    PartyState,
)
from backend_client.protocol.conference_args import ConferenceJoin, ConferenceOpen
from backend_client.protocol.conference_rules import clock_text, party, people, taken
from backend_client.protocol.entities import Alarm, Incident, Seat
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.times import parse_time
from platform_backend.commands.conference_trail import beyond, ended, in_hand, put, stayed, stood, with_party
from platform_backend.commands.context import Actor, Context, Done
from platform_backend.commands.inviting import room_of, rung
from platform_backend.commands.room_servers import grown, held_by
from platform_backend.commands.trail import own_org
from platform_backend.commands.wall_conferences import take_off_walls

#: Why somebody left without saying so.
LOST: Final = "lost"


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """A party's console is gone; the platform's keeper says this, consoles do not."""

    session: str
    console: str = ""


def open_room(context: Context, args: ConferenceOpen) -> Done:
    """Open a conference with the actor in it, and ring whom he names."""
    actor, incident = context.actor, args.incident
    if args.alarm is not None:
        incident = incident or context.find(Alarm, args.alarm, "alarm").incident
    if args.incident is not None:
        context.find(Incident, args.incident, "incident")
    provider, address = held_by(context.room_server, args)
    conference = Conference(
        title=args.title,
        org=own_org(context),
        opened_at=context.at,
        opened_by=actor.id,
        opened_by_name=actor.name,
        provider=provider,
        address=address,
        beyond=beyond(context, provider),
        incident=incident,
        alarm=args.alarm,
        plan=args.plan,
        moderator=actor.id,
        rooms=room_of(actor.scope),
        parties=(_come(context, None, session=args.session, seat=args.seat, role=PartyRole.OPENER),),
    )
    conference, steps = rung(context, conference, args.people)
    # Nobody is to be torn out of a mesh that is too small from the beginning.
    conference, _ = grown(context.room_server, conference, taken(conference))
    id_ = str(uuid7())
    done = put(context, id_, conference, ("conference.open", args.title), *steps)
    return Done(done.row, {"id": id_})


def join(context: Context, args: ConferenceJoin) -> Done:
    """Come into the room; who is in it already comes in anew, at another console or with another page."""
    id_, conference = in_hand(context)
    mine = party(conference, context.actor.id)
    came = _come(context, mine, session=args.session, seat=args.seat)
    rooms = tuple(dict.fromkeys((*conference.rooms, *_rooms(context.actor))))
    changed = replace(with_party(conference, came), rooms=rooms)
    changed, moved = grown(context.room_server, changed, len(people(changed)))
    anew = mine is not None and mine.state is PartyState.JOINED
    return put(context, id_, changed, *(() if anew else (("conference.join", ""), *moved)))


def leave(context: Context, _args: Empty) -> Done:
    """Go; how long one was there stands in the trail."""
    id_, conference = in_hand(context)
    return _left(context, id_, conference, "")


def lost(context: Context, args: Lost) -> Done:
    """Take out who has been gone for too long, unless he has come back meanwhile."""
    id_, conference = in_hand(context)
    mine = party(conference, context.actor.id)
    if mine is None or (mine.session, mine.console) != (args.session, args.console):
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, "they have come back", Cause.NOT_CONFERRING)
    return _left(context, id_, conference, LOST)


def close(context: Context, _args: Empty) -> Done:
    """End the conference for everybody."""
    id_, conference = in_hand(context)
    parties = tuple(ended(context, each) for each in conference.parties)
    closed = replace(conference, parties=parties, closed_at=context.at, closed_by=context.actor.name)
    take_off_walls(context, id_)
    lasted = clock_text(context.now - parse_time(conference.opened_at))
    done = put(context, id_, closed, ("conference.close", f"{conference.title} {lasted}"))
    return Done(done.row, {"lasted": lasted})


def _left(context: Context, id_: str, conference: Conference, reason: str) -> Done:
    mine = party(conference, context.actor.id)
    assert mine is not None
    gone = with_party(conference, stood(context, mine, PartyState.LEFT, reason=reason))
    lasted = clock_text(stayed(context, mine))
    return Done(put(context, id_, gone, (context.name, lasted)).row, {"lasted": lasted})


def _come(
    context: Context, one: Party | None, *, session: str, seat: str, role: PartyRole = PartyRole.OTHER
) -> Party:
    actor = context.actor
    if seat:
        context.find(Seat, seat, "seat")
    kind = PartyKind.CONSOLE
    fresh = Party(
        id=actor.id, name=actor.name, kind=kind, state=PartyState.JOINED, since=context.at, role=role
    )
    known = one or fresh
    anew = known.state is PartyState.JOINED and known.joined_at is not None
    return stood(
        context,
        known,
        PartyState.JOINED,
        # A guest says himself how he is called.
        name=actor.name,
        since=known.since if anew else context.at,
        joined_at=known.joined_at if anew else context.at,
        session=session,
        console=actor.instance,
        seat=seat,
    )


def _rooms(actor: Actor) -> tuple[str, ...]:
    return () if actor.internal else room_of(actor.scope)
