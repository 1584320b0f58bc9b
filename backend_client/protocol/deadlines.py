"""How an incident's clocks run, rest and end, and how pressing they are. Pure.

What changes a clock needs the working calendar and is done by the platform; how pressing one is (`stage`,
`card`, `most_pressing`) platform and console decide alike, by nothing but the clock and the platform's time.
Moments are seconds since the epoch, those within a `Deadline` are the contract's texts.
"""

from __future__ import annotations

import enum
from typing import Final

from msgspec.structs import replace

from backend_client.protocol.calendar import WorkingCalendar
from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_parts import Clock, Deadline
from backend_client.protocol.times import format_time, parse_time

#: The part of its limit after which a clock warns; source: the domain's clocks.
WARN_AT: Final = 0.7


class Stage(enum.StrEnum):
    """How far a clock has run."""

    FRESH = "fresh"
    #: 70 % of its limit are over.
    WARNED = "warned"
    OVERDUE = "overdue"
    #: Past due by once more its limit.
    FAR_OVERDUE = "far_overdue"


class Card(enum.StrEnum):
    """The card that an incident's clocks show (黄牌, 红牌)."""

    NONE = "none"
    YELLOW = "yellow"
    RED = "red"


def start(
    id_: str,
    clock: Clock,
    *,
    at: float,
    limit_s: float,
    working: bool,
    rule: str,
    calendar: WorkingCalendar,
    task: str | None = None,
) -> Deadline:
    """A clock that runs from `at` for `limit_s` seconds, set by the rule of this name."""
    due = calendar.add(at, limit_s, working=working)
    running = Deadline(
        id=id_,
        clock=clock,
        task=task,
        started_at=format_time(at),
        due_at=format_time(due),
        warn_at="",
        limit_s=limit_s,
        working=working,
        rule=rule,
    )
    return _due(running, due, calendar)


def pause(deadline: Deadline, *, at: float, calendar: WorkingCalendar) -> Deadline:
    """Let a running clock rest, with what is left of it; others stay as they are."""
    if not deadline.runs:
        return deadline
    left = calendar.between(at, parse_time(deadline.due_at), working=deadline.working)
    return replace(deadline, paused_at=format_time(at), left_s=round(left, 3))


def resume(deadline: Deadline, *, at: float, calendar: WorkingCalendar) -> Deadline:
    """Let a resting clock go on with what was left of it; others stay as they are."""
    if deadline.paused_at is None or deadline.met_at is not None:
        return deadline
    due = calendar.add(at, deadline.left_s or 0.0, working=deadline.working)
    return _due(replace(deadline, paused_at=None, left_s=None), due, calendar)


def extend(deadline: Deadline, *, until: float, calendar: WorkingCalendar) -> Deadline:
    """Let a clock run until a later moment; one that was past due is so no more.

    A clock that has ended, or that runs longer already, stays as it is.
    """
    due = parse_time(deadline.due_at)
    if deadline.met_at is not None or until <= due:
        return deadline
    added = calendar.between(due, until, working=deadline.working)
    extended = round(deadline.extended_s + added, 3)
    longer = replace(deadline, extended_s=extended, breached_at=None, escalated=0)
    if deadline.left_s is not None:
        longer = replace(longer, left_s=round(deadline.left_s + added, 3))
    return _due(longer, until, calendar)


def meet(deadline: Deadline, *, at: float, calendar: WorkingCalendar) -> Deadline:
    """End a clock; one that rests is moved by its rest first, so that `due_at` tells whether it was kept."""
    if deadline.met_at is not None:
        return deadline
    return replace(resume(deadline, at=at, calendar=calendar), met_at=format_time(at))


def breach(deadline: Deadline, *, at: float) -> Deadline:
    """Note that a clock was found past due at `at`; the first finding counts."""
    return deadline if deadline.breached_at is not None else replace(deadline, breached_at=format_time(at))


def stage(deadline: Deadline, now: float) -> Stage:
    """How far a clock has run at `now`; one that rests or has ended: how far it had run then."""
    ended = deadline.met_at or deadline.paused_at
    moment = now if ended is None else parse_time(ended)
    due = parse_time(deadline.due_at)
    if moment < due:
        return Stage.WARNED if moment >= parse_time(deadline.warn_at) else Stage.FRESH
    far = due + _whole(deadline) if deadline.far_at is None else parse_time(deadline.far_at)
    return Stage.FAR_OVERDUE if moment >= far else Stage.OVERDUE


def card(incident: Incident, now: float) -> Card:
    """Yellow when a clock is past due, red when by once more its limit or when supervised."""
    if any(each.stands for each in incident.supervisions):
        return Card.RED
    stages = {stage(each, now) for each in incident.deadlines if each.met_at is None}
    if Stage.FAR_OVERDUE in stages:
        return Card.RED
    return Card.YELLOW if Stage.OVERDUE in stages else Card.NONE


def most_pressing(incident: Incident) -> Deadline | None:
    """Of the clocks that run the one that is due first; None when none runs."""
    running = [each for each in incident.deadlines if each.runs]
    return min(running, key=lambda each: (parse_time(each.due_at), each.id), default=None)


def handling_due(incident: Incident) -> float:
    """When the handling of an incident is due, in seconds since the epoch; 0.0 when no clock says."""
    running = [each for each in incident.deadlines if each.clock is Clock.HANDLE and each.met_at is None]
    return max((parse_time(each.due_at) for each in running), default=0.0)


def _whole(deadline: Deadline) -> float:
    return deadline.limit_s + deadline.extended_s


def _due(deadline: Deadline, due: float, calendar: WorkingCalendar) -> Deadline:
    """The clock with all its moments laid around `due`, in its own kind of time."""
    whole, working = _whole(deadline), deadline.working
    warn = calendar.add(due, -(1.0 - WARN_AT) * whole, working=working)
    return replace(
        deadline,
        due_at=format_time(due),
        warn_at=format_time(warn),
        far_at=format_time(calendar.add(due, whole, working=working)),
    )
