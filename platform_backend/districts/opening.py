"""The work that is open when a fresh district starts, so that the desk is not empty."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from random import Random

from msgspec.structs import replace

from backend_client.protocol.entities import (
    AssigneeKind,
    Incident,
    IncidentState,
    Step,
    Task,
    TaskState,
    Unit,
    UnitStatus,
)
from backend_client.protocol.incident_parts import (
    LedgerEntry,
    Request,
    RequestKind,
    Supervision,
    Suspension,
)
from backend_client.protocol.times import format_time, parse_time
from platform_backend.districts.areas import org_id
from platform_backend.districts.history import DESK, DONE_TEXTS, RECENT_S, Serials, report
from platform_backend.districts.matters import Matter, Matters
from platform_backend.districts.naming import MODEL
from platform_backend.districts.spec import DistrictSpec

#: How the open incidents spread over the states, in parts.
_STATES = (
    (IncidentState.PENDING, 9.0),
    (IncidentState.TO_DISPATCH, 6.0),
    (IncidentState.HANDLING, 7.0),
    (IncidentState.TO_VERIFY, 4.0),
    (IncidentState.SUSPENDED, 1.0),
    (IncidentState.LEDGERED, 1.0),
)
#: Minutes since the report, shortest and longest, for each state.
_AGES = {
    IncidentState.PENDING: (0.5, 25.0),
    IncidentState.TO_DISPATCH: (4.0, 45.0),
    IncidentState.HANDLING: (20.0, 170.0),
    IncidentState.TO_VERIFY: (60.0, RECENT_S / 60.0 - 1.0),
    IncidentState.SUSPENDED: (90.0, RECENT_S / 60.0 - 1.0),
    IncidentState.LEDGERED: (90.0, RECENT_S / 60.0 - 1.0),
}
#: Every so many-th of those that wait for acceptance was reported up by its street; every so many-th of
#: those in hand is supervised, and of another kind waits for more time.
_REPORTED_UP, _SUPERVISED, _EXTENDING = 4, 5, 3
_LEADER, _SUPERVISOR = f"{MODEL}值班长", f"{MODEL}督查员"
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Opening:
    """Open incidents by id, and all units, those with a task loaded and busy."""

    incidents: dict[str, Incident]
    units: dict[str, Unit]


def build_opening(
    spec: DistrictSpec,
    matters: Matters,
    units: dict[str, Unit],
    *,
    serials: Serials,
    now: float,
    rng: Random,
) -> Opening:
    """As many open incidents as the spec says, the oldest first; tasks go to units nearby that are free."""
    parts = sum(part for _, part in _STATES)
    states = [state for state, part in _STATES for _ in range(round(part / parts * spec.open_incidents))]
    states = (states + [IncidentState.PENDING] * spec.open_incidents)[: spec.open_incidents]
    ages = sorted(((rng.uniform(*_AGES[state]) * 60.0, state) for state in states), reverse=True)
    units = dict(units)
    incidents: dict[str, Incident] = {}
    for number, (age, state) in enumerate(ages, start=spec.past_incidents + 1):
        matter = matters.draw(matters.place(rng=rng), rng=rng)
        id_ = f"inc-{number:06d}"
        incident = report(serials.next(matter.place.grid[:9], now - age), matter, now - age, state=state)
        incidents[id_] = _brought_on(id_, incident, matter, now - age, now, units, rng)
    return Opening(_pressed(incidents, spec, serials=serials, now=now), units)


def _pressed(
    incidents: dict[str, Incident], spec: DistrictSpec, *, serials: Serials, now: float
) -> dict[str, Incident]:
    """Some of them with what presses, or waits, beside their state."""
    seen: Counter[IncidentState] = Counter()
    for id_, incident in incidents.items():
        seen[incident.state] += 1
        count = seen[incident.state]
        match incident.state:
            case IncidentState.PENDING if count % _REPORTED_UP == 2:
                incidents[id_] = _reported_up(incident, spec, now)
            case IncidentState.HANDLING if count % _SUPERVISED == 1:
                incidents[id_] = _supervised(incident, spec, serials, now)
            case IncidentState.HANDLING if count % _EXTENDING == 2:
                incidents[id_] = _extending(incident, now)
    return incidents


def _reported_up(incident: Incident, spec: DistrictSpec, now: float) -> Incident:
    """The street took it on, saw that it was beyond its powers, and handed it to the district."""
    reported = parse_time(incident.reported_at)
    accepted, up = (format_time(reported + (now - reported) * share) for share in (0.3, 0.6))
    reason = "超出街道职权，请区级协调。"
    return replace(
        incident,
        owner_org=org_id(spec.code),
        reported_by=(incident.owner_org,),
        steps=(
            *incident.steps,
            Step(at=accepted, by=DESK, action="incident.accept"),
            Step(at=up, by=DESK, action="incident.report_up", text=f"{spec.title}: {reason}"),
        ),
    )


def _supervised(incident: Incident, spec: DistrictSpec, serials: Serials, now: float) -> Incident:
    """The district presses: a document with a number, a demand and a deadline."""
    at = format_time(now - 60.0)
    number = f"{spec.title}督办〔{at[:4]}〕{serials.count(f'supervision-{spec.code}-{at[:4]}')}号"
    demand = "请查明原因，限期办结并书面回复。"
    document = Supervision(
        number=number,
        at=at,
        by=_SUPERVISOR,
        org=org_id(spec.code),
        demand=demand,
        due_at=format_time(now + 24 * _HOUR),
    )
    step = Step(at=at, by=_SUPERVISOR, action="incident.supervise", text=f"{number} {demand}")
    return replace(incident, supervisions=(document,), steps=(*incident.steps, step))


def _extending(incident: Incident, now: float) -> Incident:
    """Whoever works on it asks for more time."""
    at, name, reason = format_time(now - 120.0), incident.tasks[0].name, "需等待材料到场。"
    request = Request(
        kind=RequestKind.EXTENSION,
        by=name,
        name=name,
        at=at,
        reason=reason,
        until=format_time(now + 12 * _HOUR),
    )
    step = Step(at=at, by=name, action="incident.request_extension", text=reason)
    return replace(incident, request=request, steps=(*incident.steps, step))


def _brought_on(
    id_: str,
    incident: Incident,
    matter: Matter,
    reported: float,
    now: float,
    units: dict[str, Unit],
    rng: Random,
) -> Incident:
    """The incident with the acts that brought it into its state; `units` gets the load of its task."""
    steps = [Step(at=incident.reported_at, by=matter.source, action="incident.create")]
    if incident.state is IncidentState.PENDING:
        return replace(incident, steps=tuple(steps))
    # The acts so far share the time since the report: accepted early, the rest is the work itself.
    accepted, assigned, signed = (
        format_time(reported + (now - reported) * share) for share in (0.15, 0.3, 0.4)
    )
    steps.append(Step(at=accepted, by=DESK, action="incident.accept"))
    incident = replace(
        incident,
        accepted_at=accepted,
        accepted_by=DESK,
        accepted_org=incident.owner_org,
        steps=tuple(steps),
    )
    if incident.state is IncidentState.TO_DISPATCH:
        return incident
    unit_id = _nearest_free(matter, units)
    unit = units[unit_id]
    task = Task(
        id=f"{id_}-t1",
        kind=AssigneeKind.UNIT,
        assignee=unit_id,
        name=unit.name,
        lead=True,
        state=TaskState.OFFERED,
        offered_at=assigned,
        org=unit.org,
    )
    steps.append(Step(at=assigned, by=DESK, action="incident.assign", text=unit.name))
    if incident.state is not IncidentState.HANDLING or rng.random() < 0.75:
        task = replace(task, state=TaskState.SIGNED, signed_at=signed, signed_by=unit.name)
        steps.append(Step(at=signed, by=unit.name, action="task.sign", text=unit.name))
    if incident.state is IncidentState.TO_VERIFY:
        done = format_time(reported + (now - reported) * 0.9)
        result = rng.choice(DONE_TEXTS)
        task = replace(task, state=TaskState.DONE, done_at=done, ended_at=done, result=result)
        steps.append(Step(at=done, by=unit.name, action="incident.finish", text=result))
        incident = replace(incident, finished_at=done)
    else:
        there = task.state is TaskState.SIGNED
        units[unit_id] = replace(
            unit,
            load=unit.load + 1,
            status=UnitStatus.ON_SCENE if there else UnitStatus.ASSIGNED,
            position=matter.place.position if there else unit.position,
        )
    incident = replace(incident, tasks=(task,), steps=tuple(steps))
    if incident.state in (IncidentState.SUSPENDED, IncidentState.LEDGERED):
        return _resting(incident, reported, now)
    return incident


def _resting(incident: Incident, reported: float, now: float) -> Incident:
    """Work that cannot go on: it is looked at again later."""
    at = format_time(reported + (now - reported) * 0.8)
    if incident.state is IncidentState.SUSPENDED:
        reason, act = "降雨，雨停后施工。", "incident.suspend"
        until = format_time(now + 6 * _HOUR)
        incident = replace(incident, suspension=Suspension(at=at, until=until, reason=reason, by=_LEADER))
    else:
        owner, act = f"{MODEL}责任科室", "incident.ledger"
        reason = "需列入改造计划。"
        review_at = format_time(now + 7 * 24 * _HOUR)
        entry = LedgerEntry(at=at, review_at=review_at, owner=owner, reason=reason, by=_LEADER)
        incident = replace(incident, ledger=entry)
        reason = f"{owner}: {reason}"
    return replace(incident, steps=(*incident.steps, Step(at=at, by=_LEADER, action=act, text=reason)))


def _nearest_free(matter: Matter, units: dict[str, Unit]) -> str:
    free = (id_ for id_, unit in units.items() if unit.status is UnitStatus.AVAILABLE)
    here = matter.place.position
    return min(free, key=lambda id_: math.dist(units[id_].position or (0.0, 0.0), here))
