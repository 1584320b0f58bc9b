"""Which clocks of an incident run after an act: started, met, paused and resumed by how it stands now. Pure.

What counts is how the incident stood before and stands after, much more than the name of the act: a state
that several acts lead to starts the same clocks. Limits are given out when a clock starts and kept by it;
later changes of the limits are for later clocks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from backend_client.protocol import deadlines
from backend_client.protocol.entities import CLOSED_STATES, Incident, IncidentState, Task, TaskState
from backend_client.protocol.incident_parts import Clock, Deadline, Report, ReportKind
from backend_client.protocol.lifecycle import UNDO_WITHIN_S, UNFINISHED_TASKS, next_state
from backend_client.protocol.times import format_time, parse_time
from platform_backend.limits.limits import Limit, Limits, Matter

#: Reports owed while a matter is open run beside everything else.
_BESIDE: Final = frozenset({Clock.FIRST_REPORT, Clock.FOLLOW_UP_REPORT})
_REPORTS: Final = _BESIDE | {Clock.FINAL_REPORT}
_RESTING: Final = frozenset({IncidentState.SUSPENDED, IncidentState.LEDGERED})
#: Acts after which nobody may be left to work on what is being handled.
_LEFT_TO_NOBODY: Final = frozenset({"task.return", "incident.verify"})
#: Acts that may take another one back: the clock that one ended goes on as if nothing had been.
_TAKING_BACK: Final = frozenset({"incident.recall", "incident.reopen"})


def after(
    before: Incident | None,
    incident: Incident,
    *,
    act: str,
    now: float,
    limits: Limits,
    org_codes: Mapping[str, str],
) -> tuple[Deadline, ...]:
    """The clocks of `incident` as it stands after `act`; it begins with those it has.

    `before` is how it stood, None for a new one. `org_codes` maps an org's id to its division code.
    """
    clocks = _Clocks(incident, act=act, now=now, limits=limits, org_codes=org_codes)
    if before is None or before.state is not incident.state or before.owner_org != incident.owner_org:
        clocks.enter(None if before is None else before.state)
    elif act == "incident.assign":
        clocks.end({Clock.DISPATCH})
    if act in _LEFT_TO_NOBODY and incident.state is IncidentState.HANDLING and not _is_worked_on(incident):
        # It has to be dispatched once more, while the whole goes on.
        clocks.need(Clock.DISPATCH)
    clocks.tasks()
    clocks.reports(before)
    return clocks.all


def reckoned(
    incident: Incident, *, now: float, limits: Limits, org_codes: Mapping[str, str]
) -> tuple[Deadline, ...]:
    """The clocks of an incident that has none yet, from its trail; what is past due counts as pressed."""
    state = IncidentState.PENDING
    past: Incident | None = None
    found: tuple[Deadline, ...] = ()
    for step in incident.steps:
        at = parse_time(step.at)
        if past is not None:
            state = next_state(step.action, state) or state
        tasks = tuple(as_of for task in incident.tasks if (as_of := _as_of(task, at)) is not None)
        then = replace(incident, state=state, tasks=tasks, deadlines=found, reports=())
        found = after(past, then, act=step.action, now=at, limits=limits, org_codes=org_codes)
        past = then
    today = replace(incident, deadlines=found)
    found = after(past, today, act="", now=now, limits=limits, org_codes=org_codes)
    return tuple(_pressed(each, incident, now, limits, org_codes) for each in found)


def extended(incident: Incident, *, until: float, limits: Limits) -> tuple[Deadline, ...]:
    """The clocks after an extension of the handling time (延期) until `until`."""
    return tuple(
        deadlines.extend(each, until=until, calendar=limits.calendar) if each.clock is Clock.HANDLE else each
        for each in incident.deadlines
    )


def taken_over(
    incident: Incident, ended: Incident, *, now: float, limits: Limits
) -> tuple[tuple[Report, ...], tuple[Deadline, ...]]:
    """Reports and clocks of `incident` when it goes on for `ended` too.

    What was reported of the one need not be reported again of the other; what is owed on the one is owed on
    the other no later.
    """
    reports, own = incident.reports, incident.deadlines
    if not reports and not any(each.kind is ReportKind.FINAL for each in ended.reports):
        reports = ended.reports
        if reports:
            own = tuple(
                deadlines.meet(each, at=now, calendar=limits.calendar)
                if each.clock is Clock.FIRST_REPORT and each.met_at is None
                else each
                for each in own
            )
    owed = Clock.FOLLOW_UP_REPORT if reports else Clock.FIRST_REPORT
    due = min((parse_time(each.due_at) for each in _owed(own, owed)), default=None)
    numbers = itertools.count(sum(each.clock is owed for each in own) + 1)
    more = [
        replace(each, id=f"{owed.value}-{next(numbers)}")
        for each in _owed(ended.deadlines, owed)
        if due is None or parse_time(each.due_at) < due
    ]
    if incident.state in _RESTING:
        more = [deadlines.pause(each, at=now, calendar=limits.calendar) for each in more]
    return reports, (*own, *more)


def given_back(
    incident: Incident, ended: Incident, *, limits: Limits, org_codes: Mapping[str, str]
) -> tuple[Deadline, ...]:
    """The clocks of `incident` without those that it ran for `ended`, or because it had gone on for it.

    `incident` has its own severity and reports back.
    """
    theirs = {_begun(each) for each in ended.deadlines if each.clock in _BESIDE}
    next_one = Clock.FOLLOW_UP_REPORT if incident.reports else Clock.FIRST_REPORT
    owed = None if limits.limit(next_one, matter_of(incident, org_codes)) is None else next_one
    return tuple(
        each
        for each in incident.deadlines
        if each.met_at is not None
        or each.clock not in _BESIDE
        or (each.clock is owed and _begun(each) not in theirs)
    )


def matter_of(incident: Incident, org_codes: Mapping[str, str], *, task: str | None = None) -> Matter:
    """What the limits of an incident depend on; for a task's clock the org is its recipient's."""
    org = org_codes.get(incident.owner_org, "")
    for each in incident.tasks:
        if each.id == task:
            org = org_codes.get(each.org) or org_codes.get(each.assignee) or org
    return Matter(type_code=incident.type_code, severity=incident.severity, urgent=incident.urgent, org=org)


class _Clocks:
    """The clocks of one incident while they are changed."""

    def __init__(
        self, incident: Incident, *, act: str, now: float, limits: Limits, org_codes: Mapping[str, str]
    ) -> None:
        self._incident = incident
        self._act = act
        self._now = now
        self._limits = limits
        self._org_codes = org_codes
        self.all = incident.deadlines

    def enter(self, left: IncidentState | None) -> None:
        """The incident has come into its state, or to its org."""
        match self._incident.state:
            case IncidentState.PENDING:
                self.end(set(Clock) - _BESIDE)
                self.start(Clock.ACCEPT)
            case IncidentState.TO_DISPATCH:
                arrived = next((each for each in self._open() if each.clock is Clock.ACCEPT), None)
                self.end(set(Clock) - _BESIDE)
                self.start(
                    Clock.DISPATCH, arrived=None if arrived is None else parse_time(arrived.started_at)
                )
            case IncidentState.HANDLING if left in _RESTING:
                self.end({Clock.REVIEW})
                self.all = tuple(
                    deadlines.resume(each, at=self._now, calendar=self._limits.calendar) for each in self.all
                )
            case IncidentState.HANDLING:
                self.end({Clock.ACCEPT, Clock.DISPATCH, Clock.VERIFY})
                self.start(Clock.HANDLE)
            case IncidentState.TO_VERIFY:
                self._wake()
                self.end(set(Clock) - _BESIDE)
                self.start(Clock.VERIFY)
            case IncidentState.SUSPENDED | IncidentState.LEDGERED:
                self.all = tuple(
                    deadlines.pause(each, at=self._now, calendar=self._limits.calendar) for each in self.all
                )
                self._review()
            case _:
                self.end(set(Clock))
                if self._incident.state is IncidentState.CLOSED and not self._filed(ReportKind.FINAL):
                    self.start(Clock.FINAL_REPORT)

    def tasks(self) -> None:
        """Every task that waits for its recipient has a clock of its own, and no other."""
        for task in self._incident.tasks:
            running = any(each.task == task.id for each in self._open())
            if task.state is TaskState.OFFERED and not running:
                if not any(each.task == task.id for each in self.all):
                    self.start(Clock.SIGN, task=task.id)
            elif task.state is not TaskState.OFFERED and running:
                self.end({Clock.SIGN}, task=task.id)

    def reports(self, before: Incident | None) -> None:
        """The reports on a major incident: the first one, follow-ups while it is open, the final one."""
        incident = self._incident
        filed = len(incident.reports) - (0 if before is None else len(before.reports))
        if filed > 0:
            final = incident.reports[-1].kind is ReportKind.FINAL
            self.end(_REPORTS if final else _BESIDE)
        if incident.state in CLOSED_STATES | _RESTING or self._filed(ReportKind.FINAL):
            return
        if incident.reports:
            self.need(Clock.FOLLOW_UP_REPORT)
        else:
            self.need(Clock.FIRST_REPORT, at=parse_time(incident.reported_at) if before is None else None)

    def start(
        self, clock: Clock, *, task: str | None = None, at: float | None = None, arrived: float | None = None
    ) -> None:
        """Start a clock, if there is a limit for it."""
        if self._taken_back(clock):
            return
        matter = matter_of(self._incident, self._org_codes, task=task)
        limit = self._limits.limit(clock, matter, act=self._act)
        if limit is not None:
            moment = arrived if limit.since_arrival and arrived is not None else at
            self._run(clock, limit, self._now if moment is None else moment, task)

    def need(self, clock: Clock, *, at: float | None = None) -> None:
        """Start a clock unless it runs or rests already."""
        if not any(each.clock is clock for each in self._open()):
            self.start(clock, at=at)

    def end(self, clocks: Iterable[Clock], *, task: str | None = None) -> None:
        """End all clocks of these kinds, or those of one task."""
        kinds = set(clocks)
        self.all = tuple(
            self._met(each)
            if each.clock in kinds and each.met_at is None and task in (None, each.task)
            else each
            for each in self.all
        )

    def _met(self, deadline: Deadline) -> Deadline:
        if deadline.runs and parse_time(deadline.due_at) <= self._now:
            # Somebody was quicker than whoever looks for what is past due.
            deadline = deadlines.breach(deadline, at=self._now)
        return deadlines.meet(deadline, at=self._now, calendar=self._limits.calendar)

    def _open(self) -> list[Deadline]:
        return [each for each in self.all if each.met_at is None]

    def _wake(self) -> None:
        """Reports go on when what rested is settled."""
        self.all = tuple(
            deadlines.resume(each, at=self._now, calendar=self._limits.calendar)
            if each.clock in _BESIDE
            else each
            for each in self.all
        )

    def _review(self) -> None:
        """The ledger is looked at again on the day that was named."""
        ledger = self._incident.ledger
        if self._incident.state is not IncidentState.LEDGERED or ledger is None:
            return
        until = parse_time(ledger.review_at)
        review = deadlines.start(
            self._next_id(Clock.REVIEW),
            Clock.REVIEW,
            at=self._now,
            limit_s=max(0.0, round(until - self._now, 3)),
            working=False,
            rule="review",
            calendar=self._limits.calendar,
        )
        self.all = (*self.all, review)

    def _filed(self, kind: ReportKind) -> bool:
        return any(each.kind is kind for each in self._incident.reports)

    def _run(self, clock: Clock, limit: Limit, at: float, task: str | None) -> None:
        fresh = deadlines.start(
            self._next_id(clock),
            clock,
            at=at,
            limit_s=limit.span.seconds,
            working=limit.span.working,
            rule=limit.rule,
            calendar=self._limits.calendar,
            task=task,
        )
        self.all = (*self.all, fresh)

    def _taken_back(self, clock: Clock) -> bool:
        """Let the clock go on that the act ended which is taken back now; whether there was one."""
        if self._act not in _TAKING_BACK:
            return False
        ended = [
            (each.met_at, index)
            for index, each in enumerate(self.all)
            # What ends in this very act is not what is taken back.
            if each.clock is clock
            and each.met_at is not None
            and 0.0 < self._now - parse_time(each.met_at) <= UNDO_WITHIN_S
        ]
        if not ended:
            return False
        _, last = max(ended)
        self.all = (*self.all[:last], replace(self.all[last], met_at=None), *self.all[last + 1 :])
        return True

    def _next_id(self, clock: Clock) -> str:
        numbers = [int(each.id.rpartition("-")[2]) for each in self.all if each.clock is clock]
        return f"{clock.value}-{max(numbers, default=0) + 1}"


def _is_worked_on(incident: Incident) -> bool:
    return any(task.state in UNFINISHED_TASKS for task in incident.tasks)


def _owed(clocks: Iterable[Deadline], kind: Clock) -> list[Deadline]:
    return [each for each in clocks if each.clock is kind and each.met_at is None]


def _begun(deadline: Deadline) -> tuple[Clock, str, str]:
    return deadline.clock, deadline.started_at, deadline.rule


def _as_of(task: Task, at: float) -> Task | None:
    """A task as it was at `at`; None when it had not been given yet."""
    if parse_time(task.offered_at) > at:
        return None
    signed = task.signed_at is not None and parse_time(task.signed_at) <= at
    return replace(task, state=TaskState.SIGNED if signed else TaskState.OFFERED)


def _pressed(
    deadline: Deadline, incident: Incident, now: float, limits: Limits, org_codes: Mapping[str, str]
) -> Deadline:
    due = parse_time(deadline.due_at)
    if not deadline.runs or due > now:
        return deadline
    steps = limits.steps(deadline.clock, matter_of(incident, org_codes, task=deadline.task))
    over = [
        step
        for step in steps
        if limits.calendar.add(due, step.after.seconds, working=step.after.working) <= now
    ]
    return replace(deadline, breached_at=format_time(due), escalated=len(over))
