"""Conferences: opened, come into, left and closed; what becomes of who vanishes, and of a room server."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.causes import Cause
from backend_client.protocol.conference import (
    Conference,
    FallBack,
    Party,
    PartyKind,
    PartyRole,
    PartyState,
    Provider,
)
from backend_client.protocol.conference_args import ConferenceFallBack, ConferenceJoin, ConferenceOpen
from backend_client.protocol.conference_rules import MOST, clock_text, joined, party
from backend_client.protocol.entities import Alarm, Incident, Seat
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.times import parse_time
from platform_backend.commands.conference_trail import in_hand, put, stayed, stood, with_party
from platform_backend.commands.context import Actor, Context, Done
from platform_backend.commands.inviting import room_of, rung
from platform_backend.commands.trail import own_org

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
    _check_address(args.provider, args.address)
    conference = Conference(
        title=args.title,
        org=own_org(context),
        opened_at=context.at,
        opened_by=actor.id,
        opened_by_name=actor.name,
        provider=args.provider,
        address=args.address,
        incident=incident,
        alarm=args.alarm,
        plan=args.plan,
        moderator=actor.id,
        rooms=room_of(actor.scope),
        parties=(_come(context, None, session=args.session, seat=args.seat, role=PartyRole.OPENER),),
    )
    conference, steps = rung(context, conference, args.people)
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
    anew = mine is not None and mine.state is PartyState.JOINED
    return put(context, id_, changed, *(() if anew else (("conference.join", ""),)))


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
    parties = tuple(_ended(context, each) for each in conference.parties)
    closed = replace(conference, parties=parties, closed_at=context.at, closed_by=context.actor.name)
    lasted = clock_text(context.now - parse_time(conference.opened_at))
    return put(context, id_, closed, ("conference.close", f"{conference.title} {lasted}"))


def fall_back(context: Context, args: ConferenceFallBack) -> Done:
    """Go on without the room server: the first four stay, the others are told to telephone."""
    id_, conference = in_hand(context)
    ringing = [each for each in conference.parties if each.state is PartyState.RINGING]
    staying = {each.id for each in [*joined(conference), *ringing][: MOST[Provider.MESH]]}
    parties = tuple(
        each
        if each.id in staying or each.state is PartyState.INVITED
        else _ended(context, each, reason="mesh")
        for each in conference.parties
    )
    said = FallBack(at=context.at, by=context.actor.name, provider=conference.provider, text=args.text)
    changed = replace(conference, provider=Provider.MESH, address="", parties=parties, fell_back=said)
    return put(context, id_, changed, ("conference.fall_back", args.text))


def _left(context: Context, id_: str, conference: Conference, reason: str) -> Done:
    mine = party(conference, context.actor.id)
    assert mine is not None
    gone = with_party(conference, stood(context, mine, PartyState.LEFT, reason=reason))
    return put(context, id_, gone, (context.name, clock_text(stayed(context, mine))))


def _ended(context: Context, one: Party, *, reason: str = "") -> Party:
    match one.state:
        case PartyState.JOINED:
            return stood(context, one, PartyState.LEFT, reason=reason)
        case PartyState.RINGING | PartyState.INVITED:
            return stood(context, one, PartyState.CALLED_OFF, reason=reason)
    return one


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


def _check_address(provider: Provider, address: str) -> None:
    """Raise Refused unless the address fits the provider; a page asks no other place than a whole https
    one.
    """
    parts = urlsplit(address)
    whole = parts.scheme in ("https", "wss") and bool(parts.netloc)
    if (provider is Provider.MESH and address) or (provider is not Provider.MESH and not whole):
        sentence = "a room server is named by its whole https address, and a mesh has none"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.ROOM_ADDRESS)
