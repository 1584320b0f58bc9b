"""Which conferences ring for somebody, how a ring ended, and which calls he has missed. Pure.

All of it follows from the rosters: a call that ended while nobody sat here is missed all the same.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from backend_client.protocol.conference import Conference, Party, PartyRole, PartyState
from backend_client.protocol.conference_rules import party
from backend_client.protocol.times import parse_time

#: A ring that the platform has not ended so long after its time is not shown, in seconds of its time.
_LATE_S: Final = 3.0
_UNHEARD: Final = frozenset({PartyState.NO_ANSWER, PartyState.CALLED_OFF})


@dataclass(frozen=True, slots=True)
class Ring:
    """A conference that rings for somebody, until `until` (the platform's time)."""

    id: str
    title: str
    by: str
    role: PartyRole
    until: float
    has_line: bool


class End(enum.Enum):
    """How a ring ended that was not answered here."""

    ANSWERED = enum.auto()
    DECLINED = enum.auto()
    HANDED_ON = enum.auto()
    TAKEN_BACK = enum.auto()
    UNHEARD = enum.auto()


@dataclass(frozen=True, slots=True)
class EndedRing:
    """A ring that is over: `word` is a seat's id or a reason, as the end has it."""

    ring: Ring
    end: End
    word: str = ""


@dataclass(frozen=True, slots=True)
class MissedCall:
    """A call that nobody answered: it ended at `at`, the platform's time as text. `following` is the name of
    who was rung after it; `is_open`: one can still come in.
    """

    id: str
    title: str
    by: str
    at: str
    following: str
    is_open: bool

    @property
    def key(self) -> str:
        """Which call it was: one conference may call somebody twice."""
        return f"{self.id} {self.at}"


def rings(conferences: Iterable[tuple[str, Conference]], me: str, *, now: float) -> tuple[Ring, ...]:
    """The conferences that ring for `me`, the one that ends first being first."""
    found = []
    for id_, conference in conferences:
        mine = party(conference, me) if me else None
        if mine is None or mine.state is not PartyState.RINGING or conference.closed_at is not None:
            continue
        until = parse_time(mine.ring_until) if mine.ring_until else now
        if until + _LATE_S >= now:
            found.append(Ring(id_, conference.title, mine.by, mine.role, until, bool(mine.line)))
    return tuple(sorted(found, key=lambda each: (each.until, each.id)))


def ended(former: Iterable[Ring], conferences: Mapping[str, Conference], me: str) -> tuple[EndedRing, ...]:
    """How those that rang before and do not any more have ended."""
    found = []
    for ring in former:
        conference = conferences.get(ring.id)
        mine = None if conference is None else party(conference, me)
        match None if mine is None else mine.state:
            case PartyState.RINGING:
                continue
            case PartyState.JOINED if mine is not None:
                found.append(EndedRing(ring, End.ANSWERED, mine.seat))
            case PartyState.DECLINED if mine is not None:
                found.append(EndedRing(ring, End.DECLINED, mine.reason))
            case PartyState.HANDED_ON if mine is not None:
                found.append(EndedRing(ring, End.HANDED_ON, mine.reason))
            case PartyState.REMOVED if mine is not None:
                found.append(EndedRing(ring, End.TAKEN_BACK, mine.reason))
            case _:
                found.append(EndedRing(ring, End.UNHEARD))
    return tuple(found)


def missed(
    conferences: Iterable[tuple[str, Conference]], me: str, seen: Iterable[str]
) -> tuple[MissedCall, ...]:
    """The calls that `me` has not answered and not `seen` (keys), the newest first."""
    known = frozenset(seen)
    found = []
    for id_, conference in conferences:
        mine = party(conference, me) if me else None
        if mine is None or mine.state not in _UNHEARD:
            continue
        call = MissedCall(
            id=id_,
            title=conference.title,
            by=mine.by,
            at=mine.since,
            following=_following(conference, mine),
            is_open=conference.closed_at is None,
        )
        if call.key not in known:
            found.append(call)
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def _following(conference: Conference, mine: Party) -> str:
    """Who was rung at the moment when this one's ringing ended."""
    if mine.state is not PartyState.NO_ANSWER:
        return ""
    after = (
        each
        for each in conference.parties
        if each.id != mine.id and each.role is mine.role and each.by == mine.by and each.since >= mine.since
    )
    return next((each.name for each in after), "")
