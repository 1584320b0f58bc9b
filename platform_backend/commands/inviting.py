"""Who is asked to a conference: rung, answering no, handed on, the next in line, and guests with a link."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.conference import Conference, Party, PartyKind, PartyRole, PartyState
from backend_client.protocol.conference_args import (
    ConferenceDecline,
    ConferenceGuest,
    ConferenceHandOn,
    ConferenceInvite,
    Invitee,
)
from backend_client.protocol.conference_rules import RING_S, party, places_left, rings_out
from backend_client.protocol.entities import Seat
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.permissions import may_send
from backend_client.protocol.times import format_time
from platform_backend.access.conference_links import LINK_HOLDS_S, make_link
from platform_backend.commands.conference_trail import (
    GONE,
    Steps,
    full,
    in_hand,
    put,
    stood,
    with_party,
)
from platform_backend.commands.context import Context, Done

_STEP: Final = "conference.invite"
#: Nobody asks again: the call goes on by itself to whom it was meant for then.
_NEXT: Final = "conference.next"
#: Guests of one conference at most, with those who never came.
_MOST_GUESTS: Final = 50


def invite(context: Context, args: ConferenceInvite) -> Done:
    """Ring people."""
    id_, conference = in_hand(context)
    conference, steps = rung(context, conference, args.people)
    return put(context, id_, conference, *steps)


def decline(context: Context, args: ConferenceDecline) -> Done:
    """Answer no, with a reason; the next in line is rung."""
    id_, conference = in_hand(context)
    mine = _mine(context, conference)
    declined = stood(context, mine, PartyState.DECLINED, reason=args.reason)
    return _next_rung(
        context, id_, with_party(conference, declined), mine, ("conference.decline", args.reason)
    )


def hand_on(context: Context, args: ConferenceHandOn) -> Done:
    """Let who sits at another seat be rung instead."""
    id_, conference = in_hand(context)
    mine = _mine(context, conference)
    seat = context.find(Seat, args.seat, "seat")
    if seat.holder is None:
        sentence = f"nobody sits at {seat.name}"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.SEAT_EMPTY, name=seat.name)
    handed = with_party(conference, stood(context, mine, PartyState.HANDED_ON, reason=seat.name))
    to = Invitee(user=seat.holder, role=mine.role, line=mine.line)
    changed, steps = rung(context, handed, (to,))
    return put(context, id_, changed, ("conference.hand_on", seat.name), *steps)


def unanswered(context: Context, _args: Empty) -> Done:
    """The actor has not answered in time; the next in line is rung."""
    id_, conference = context.aim(Conference, "conference")
    mine = party(conference, context.actor.id)
    if mine is None or mine not in rings_out(conference, context.now):
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, "it does not ring any more", Cause.NOT_RUNG)
    silent = with_party(conference, stood(context, mine, PartyState.NO_ANSWER))
    return _next_rung(context, id_, silent, mine, ("conference.unanswered", ""))


def guest(context: Context, args: ConferenceGuest) -> Done:
    """Make a one-time link for a guest, who stands in the roster from then on."""
    id_, conference = in_hand(context)
    guests = sum(each.kind is PartyKind.GUEST for each in conference.parties)
    if guests >= _MOST_GUESTS:
        raise full(conference)
    one = Party(
        id=f"guest-{secrets.token_hex(8)}",
        name=args.name.strip(),
        kind=PartyKind.GUEST,
        state=PartyState.INVITED,
        since=context.at,
        role=PartyRole.GUEST,
        by=context.actor.name,
    )
    # A link's time is the machine's: it is opened by telephones, whatever the district's clock says.
    real = context.draft.real_now
    invitation = make_link(context.draft, conference=id_, guest=one.id, made_by=context.actor.name, now=real)
    done = put(context, id_, with_party(conference, one), ("conference.guest", one.name))
    data = {"path": f"/conference/{invitation}", "expires_at": format_time(real + LINK_HOLDS_S)}
    return Done(done.row, {**data, "guest": one.id})


def opened(context: Context, _args: Empty) -> Done:
    """A guest's browser has opened the link; whether he comes in is another matter."""
    id_, conference = context.aim(Conference, "conference")
    mine = party(conference, context.actor.id)
    if mine is None or mine.state is not PartyState.INVITED:
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, "the link was opened before", Cause.NOT_CONFERRING)
    return put(context, id_, with_party(conference, replace(mine, opened_at=context.at)))


def rung(context: Context, conference: Conference, people: Iterable[Invitee]) -> tuple[Conference, Steps]:
    """The conference with `people` rung, and a step for each. Raises Refused when one cannot be."""
    steps = []
    for each in people:
        person = _person(context, each.user)
        if person is None:
            sentence = f"there is no person {each.user!r} who can take part"
            raise Refused(ErrorCode.NOT_FOUND, sentence, Cause.NO_PERSON, name=each.user)
        if _is_there(conference, each.user):
            sentence = f"{person.name} is in the conference or rings already"
            raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.RUNG_ALREADY, name=person.name)
        if places_left(conference) < 1:
            raise full(conference)
        conference = _ring(context, conference, person, each)
        steps.append((_STEP, person.name))
    return conference, tuple(steps)


def room_of(scope: Scope) -> tuple[str, ...]:
    """The codes of the room somebody works in, so that it sees what he is asked to."""
    departments = tuple(f"@{each}" for each in scope.departments)
    return (scope.division, *departments) if scope.division else departments


def _next_rung(
    context: Context, id_: str, conference: Conference, former: Party, step: tuple[str, str]
) -> Done:
    """Put the conference with the first in line rung who can be."""
    steps: Steps = (step,)
    line = former.line
    while line:
        first, *rest = line
        line = tuple(rest)
        person = _person(context, first)
        if person is not None and not _has_been_asked(conference, first):
            to = Invitee(user=first, role=former.role, line=line)
            conference = _ring(context, conference, person, to, by=former.by)
            steps = (*steps, (_NEXT, person.name))
            break
    return put(context, id_, conference, *steps)


def _ring(
    context: Context, conference: Conference, person: User, to: Invitee, *, by: str | None = None
) -> Conference:
    until = format_time(context.now + RING_S * context.rate)
    one = Party(
        id=person.id,
        name=person.name,
        kind=PartyKind.CONSOLE,
        state=PartyState.RINGING,
        since=context.at,
        role=to.role,
        by=context.actor.name if by is None else by,
        ring_until=until,
        line=to.line,
    )
    rooms = tuple(dict.fromkeys((*conference.rooms, *room_of(person.scope))))
    return replace(with_party(conference, one), rooms=rooms)


def _person(context: Context, user: str) -> User | None:
    """Somebody with an account whose roles let him confer."""
    person = context.draft.person(user)
    return person if person is not None and may_send("conference.join", person.roles) else None


def _is_there(conference: Conference, user: str) -> bool:
    one = party(conference, user)
    return one is not None and one.state not in GONE


def _has_been_asked(conference: Conference, user: str) -> bool:
    """Whether the line passes somebody over: he is there, or has said no."""
    return party(conference, user) is not None


def _mine(context: Context, conference: Conference) -> Party:
    mine = party(conference, context.actor.id)
    assert mine is not None
    return mine
