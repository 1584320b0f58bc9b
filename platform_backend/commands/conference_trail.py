"""A conference in hand: whether an act on it is possible, and what it leaves in the trail of its incident."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.conference import Conference, Party, PartyState, Provider
from backend_client.protocol.conference_rules import Why, decide, heir, joined, party, people, places
from backend_client.protocol.entities import Incident, Step
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.times import parse_time
from platform_backend.access.scope import codes_of, unseen
from platform_backend.commands import trail
from platform_backend.commands.context import Context, Done
from platform_backend.store.batch import MAX_BODY_BYTES

#: What is told of an act: the name of each step and a word on it.
Steps = tuple[tuple[str, str], ...]
#: How long a closed conference stays before the consoles' eyes, in seconds.
VIEW_AFTER_CLOSE_S: Final = 24 * 3600.0
#: From this size on an incident takes no more steps of its conferences: it has to be closed some day.
_FULL_BYTES: Final = MAX_BODY_BYTES - 200_000
#: States of those who are not expected any more.
GONE: Final = frozenset(
    {PartyState.DECLINED, PartyState.HANDED_ON, PartyState.NO_ANSWER, PartyState.CALLED_OFF, PartyState.LEFT}
) | {PartyState.REMOVED}


def in_hand(context: Context) -> tuple[str, Conference]:
    """The target conference, when the command is possible. Raises Refused otherwise."""
    id_, conference = context.aim(Conference, "conference")
    row = context.draft.row("conference", id_)
    if row is None or not row.in_view:
        raise unseen(context.actor.scope, f"conference {id_!r}")
    conference = replace(conference, beyond=beyond(context, conference.provider))
    roles = ("duty_leader",) if _by_rule(context) else context.actor.roles
    why = decide(context.name, conference, context.actor.id, roles)
    if why is not None:
        raise _refusal(why, context, conference)
    return id_, conference


def put(context: Context, id_: str, conference: Conference, *steps: tuple[str, str]) -> Done:
    """Stage the conference, with its moderator and emptiness as they follow, and tell its incident.

    Each of `steps` is what was done and a word on it.
    """
    conference = _settled(context, conference)
    row = context.put(id_, conference, in_view=in_view(conference, context.now))
    _tell(context, conference, steps)
    return Done(row)


def with_party(conference: Conference, one: Party) -> Conference:
    """The conference with `one` in the place of whoever has its id, or at the end."""
    if party(conference, one.id) is None:
        return replace(conference, parties=(*conference.parties, one))
    parties = tuple(one if each.id == one.id else each for each in conference.parties)
    return replace(conference, parties=parties)


def stood(context: Context, one: Party, state: PartyState, **more: Any) -> Party:
    """A party that has come to another state now; what belongs to the former one is gone."""
    return replace(
        one,
        **{
            "state": state,
            "since": context.at,
            "ring_until": None,
            "line": (),
            "session": "",
            "console": "",
            "seat": "",
            "joined_at": None,
            "hand_at": None,
            "sharing": False,
            "reason": "",
            **more,
        },
    )


def ended(context: Context, one: Party, *, reason: str = "") -> Party:
    """A party whose part in the conference ends with it, or for `reason`; who is gone already stays so."""
    match one.state:
        case PartyState.JOINED:
            return stood(context, one, PartyState.LEFT, reason=reason)
        case PartyState.RINGING | PartyState.INVITED:
            return stood(context, one, PartyState.CALLED_OFF, reason=reason)
    return one


def beyond(context: Context, provider: Provider) -> Provider | None:
    """By which way a conference goes on beyond the places of `provider`."""
    server = context.room_server
    return None if provider is not Provider.MESH or server is None else server.provider


def stayed(context: Context, one: Party) -> float:
    """How long a party has been in the room, in seconds."""
    return 0.0 if one.joined_at is None else context.now - parse_time(one.joined_at)


def in_view(conference: Conference, now: float) -> bool:
    """Whether consoles see the conference: it is open, or was closed less than 24 h ago."""
    return conference.closed_at is None or parse_time(conference.closed_at) > now - VIEW_AFTER_CLOSE_S


def not_conferring(name: str) -> Refused:
    """The refusal of what is for somebody who is not in the roster."""
    return Refused(ErrorCode.NOT_FOUND, f"{name!r} takes no part in the conference", Cause.NOT_CONFERRING)


def _by_rule(context: Context) -> bool:
    # Guests act through the platform too, and have no more rights than others.
    return context.actor.internal and not context.actor.id.startswith("guest-")


def _settled(context: Context, conference: Conference) -> Conference:
    present = joined(conference)
    if conference.closed_at is not None:
        return replace(conference, emptied_at=None)
    moderator = conference.moderator
    if all(each.id != moderator for each in present):
        moderator = heir(conference)
    emptied_at = None if people(conference) else conference.emptied_at or context.at
    further = beyond(context, conference.provider)
    return replace(conference, moderator=moderator, emptied_at=emptied_at, beyond=further)


def _tell(context: Context, conference: Conference, steps: Iterable[tuple[str, str]]) -> None:
    if conference.incident is None:
        return
    row = context.draft.row("incident", conference.incident)
    if row is None or len(row.body) > _FULL_BYTES:
        # A conference goes on whatever becomes of its incident; the audit trail has all of it.
        return
    incident = row.decode(Incident)
    added = [Step(at=context.at, by=context.actor.name, action=action, text=text) for action, text in steps]
    if added:
        changed = replace(incident, steps=(*incident.steps, *added))
        context.draft.put(
            row.id,
            changed,
            codes=codes_of(changed, context.site.org_codes),
            in_view=trail.in_view(changed, context.now),
        )


def _refusal(why: Why, context: Context, conference: Conference) -> Refused:
    match why:
        case Why.CLOSED:
            return Refused(ErrorCode.ILLEGAL_TRANSITION, "the conference is over", Cause.CONFERENCE_OVER)
        case Why.NOT_IN:
            sentence = "you are not in the conference"
            return Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.NOT_CONFERRING)
        case Why.NOT_RUNG:
            sentence = "the conference does not ring for you any more"
            return Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.NOT_RUNG)
        case Why.LOCKED:
            return Refused(ErrorCode.ILLEGAL_TRANSITION, "the room is locked", Cause.CONFERENCE_LOCKED)
        case Why.FULL:
            return full(conference)
        case Why.REMOVED:
            return Refused(ErrorCode.FORBIDDEN, "you were sent out of the room", Cause.SENT_OUT)
        case Why.NO_SERVER:
            sentence = "the conference is held without a room server"
            return Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.NO_ROOM_SERVER)
        case Why.ELSEWHERE:
            sentence = "the conference is held at another server"
            return Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.HELD_ELSEWHERE)
        case Why.NOT_MODERATOR:
            sentence = f"only the moderator can do {context.name}"
            return Refused(ErrorCode.FORBIDDEN, sentence, Cause.NOT_MODERATOR)


def full(conference: Conference) -> Refused:
    """The refusal of one more than there is room for."""
    most = places(conference)
    sentence = f"the room has its {most} places; more need a room server"
    return Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.CONFERENCE_FULL, limit=most)
