"""Who may do what in a conference in which state. Pure: the platform decides, the console enables and
explains.

Moments are seconds since the epoch, durations seconds of people's.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import Final

from backend_client.protocol.conference import Conference, Party, PartyKind, PartyState, Provider
from backend_client.protocol.times import parse_time

#: How long a console rings before the next in line is rung.
RING_S: Final = 30.0
#: How long a party whose console is gone keeps its place, and how long after the platform's own start.
GRACE_S: Final = 6.0
GRACE_AFTER_START_S: Final = 15.0
#: How long a room in which nobody is stays open.
EMPTY_S: Final = 60.0
#: Parties that can be in a room at a time: each page of a mesh sends its picture to each other one, and over
#: the site's room server each decodes those of all others.
MOST: Final[Mapping[Provider, int]] = {Provider.MESH: 4, Provider.JANUS: 16, Provider.EXTERNAL: 200}
#: Whom signals are for that are for the room server's room itself.
ROOM: Final = "room"
#: Walls that can show a conference beside: to them, too, each page of a mesh sends its picture.
MOST_WALLS: Final[Mapping[Provider, int]] = {Provider.MESH: 2, Provider.JANUS: 10, Provider.EXTERNAL: 0}
_PEOPLE: Final = frozenset({PartyKind.CONSOLE, PartyKind.GUEST})
#: States from which somebody may come into a room that is locked.
_ASKED: Final = frozenset({PartyState.INVITED, PartyState.RINGING, PartyState.JOINED, PartyState.LEFT})
_LEADER: Final = "duty_leader"


class Why(enum.Enum):
    """What stands against an act."""

    CLOSED = "closed"
    NOT_IN = "not_in"
    NOT_RUNG = "not_rung"
    LOCKED = "locked"
    FULL = "full"
    REMOVED = "removed"
    NOT_MODERATOR = "not_moderator"
    NO_SERVER = "no_server"
    ELSEWHERE = "elsewhere"


def party(conference: Conference, id_: str) -> Party | None:
    """The one of this id in the roster."""
    return next((each for each in conference.parties if each.id == id_), None)


def joined(conference: Conference) -> tuple[Party, ...]:
    """Who is in the room, the one who came first being first; cameras and walls as well."""
    present = [each for each in conference.parties if each.state is PartyState.JOINED]
    return tuple(sorted(present, key=lambda each: each.joined_at or ""))


def people(conference: Conference) -> tuple[Party, ...]:
    """Those of them who are somebody: they have the places, and without them the room is empty."""
    return tuple(each for each in joined(conference) if is_person(each))


def is_person(one: Party) -> bool:
    """Whether a party is somebody, at a console or with a link, and neither a camera nor a wall."""
    return one.kind in _PEOPLE


def shown_cameras(conference: Conference) -> tuple[Party, ...]:
    """The cameras that are shown in the room."""
    return tuple(each for each in joined(conference) if each.kind is PartyKind.CAMERA)


def watching_walls(conference: Conference) -> tuple[Party, ...]:
    """The displays of walls that show the room."""
    return tuple(each for each in joined(conference) if each.kind is PartyKind.WALL)


def places(conference: Conference) -> int:
    """How many parties may be in the room at a time: those of a mesh and, where it can go on, beyond it."""
    if conference.provider is Provider.MESH and conference.beyond is not None:
        return MOST[conference.beyond]
    return MOST[conference.provider]


def places_left(conference: Conference) -> int:
    """How many more may be rung: who rings has a place."""
    return places(conference) - taken(conference)


def taken(conference: Conference) -> int:
    """How many places are taken by who is in or rings."""
    return len(people(conference)) + sum(each.state is PartyState.RINGING for each in conference.parties)


def moderates(conference: Conference, user: str, roles: Iterable[str]) -> bool:
    """Whether somebody may keep order: the moderator, and a duty leader who is in the room."""
    mine = party(conference, user)
    is_in = mine is not None and mine.state is PartyState.JOINED
    return conference.moderator == user or (is_in and _LEADER in roles)


def may_close(conference: Conference, user: str, roles: Iterable[str]) -> bool:
    """Whether somebody may end the conference: its moderator, who opened it, and every duty leader."""
    return user in (conference.moderator, conference.opened_by) or _LEADER in roles


def decide(act: str, conference: Conference, user: str, roles: Iterable[str]) -> Why | None:
    """What stands against `act`, a command's name, by a user who sees the conference; None: nothing."""
    if conference.closed_at is not None:
        return Why.CLOSED
    mine = party(conference, user)
    state = None if mine is None else mine.state
    is_in = state is PartyState.JOINED
    match act:
        case "conference.join":
            return _against_joining(conference, state)
        case "conference.decline" | "conference.hand_on":
            return None if state is PartyState.RINGING else Why.NOT_RUNG
        case "conference.close":
            return None if may_close(conference, user, roles) else Why.NOT_MODERATOR
        case "conference.remove" | "conference.lock" | "conference.mute":
            return None if moderates(conference, user, roles) else Why.NOT_MODERATOR
        case "conference.watch":
            return Why.ELSEWHERE if conference.provider is Provider.EXTERNAL else None
    if not is_in:
        return Why.NOT_IN
    match act:
        case "conference.camera" if conference.provider is Provider.EXTERNAL:
            return Why.ELSEWHERE
        case "conference.invite" | "conference.guest" if conference.locked:
            return None if moderates(conference, user, roles) else Why.LOCKED
        case "conference.fall_back" if conference.provider is Provider.MESH:
            return Why.NO_SERVER
    return None


def _against_joining(conference: Conference, state: PartyState | None) -> Why | None:
    if state is PartyState.REMOVED:
        return Why.REMOVED
    if conference.locked and state not in _ASKED:
        return Why.LOCKED
    if state is not PartyState.JOINED and len(people(conference)) >= places(conference):
        return Why.FULL
    return None


def rings_out(conference: Conference, now: float) -> tuple[Party, ...]:
    """Those who have rung for as long as anybody does."""
    if conference.closed_at is not None:
        return ()
    return tuple(
        each
        for each in conference.parties
        if each.state is PartyState.RINGING and each.ring_until and parse_time(each.ring_until) <= now
    )


def is_over(conference: Conference, now: float, *, rate: float = 1.0) -> bool:
    """Whether a room in which nobody is has been open for long enough; time passes at `rate`."""
    if conference.closed_at is not None or conference.emptied_at is None:
        return False
    return parse_time(conference.emptied_at) + EMPTY_S * rate <= now


def next_moment(conference: Conference, *, rate: float = 1.0) -> float | None:
    """When something is to be done about it by the clock, if nothing happens before."""
    if conference.closed_at is not None:
        return None
    moments = [parse_time(each.ring_until) for each in conference.parties if each.ring_until]
    if conference.emptied_at is not None:
        moments.append(parse_time(conference.emptied_at) + EMPTY_S * rate)
    return min(moments, default=None)


def heir(conference: Conference) -> str:
    """Who moderates when the moderator goes: who has been in the room longest with a console."""
    return next((each.id for each in joined(conference) if each.kind is PartyKind.CONSOLE), "")


def clock_text(seconds: float) -> str:
    """A duration as it stands in a trail, such as ``0:12:05``."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
