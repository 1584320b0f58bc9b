"""The work that is open when a fresh district starts, so that the desk is not empty."""

from __future__ import annotations

import math
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
from backend_client.protocol.times import format_time
from platform_backend.districts.history import DESK, DONE_TEXTS, RECENT_S, Serials, report
from platform_backend.districts.matters import Matter, Matters
from platform_backend.districts.spec import DistrictSpec

#: How the open incidents spread over the states, in parts.
_STATES = (
    (IncidentState.PENDING, 9.0),
    (IncidentState.TO_DISPATCH, 6.0),
    (IncidentState.HANDLING, 7.0),
    (IncidentState.TO_VERIFY, 4.0),
)
#: Minutes since the report, shortest and longest, for each state.
_AGES = {
    IncidentState.PENDING: (0.5, 25.0),
    IncidentState.TO_DISPATCH: (4.0, 45.0),
    IncidentState.HANDLING: (20.0, 170.0),
    IncidentState.TO_VERIFY: (60.0, RECENT_S / 60.0 - 1.0),
}


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
    return Opening(incidents, units)


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
    incident = replace(incident, accepted_at=accepted, steps=tuple(steps))
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
    )
    steps.append(Step(at=assigned, by=DESK, action="incident.assign", text=unit.name))
    if incident.state is IncidentState.TO_VERIFY or rng.random() < 0.75:
        task = replace(task, state=TaskState.SIGNED, signed_at=signed)
        steps.append(Step(at=signed, by=unit.name, action="task.sign", text=unit.name))
    if incident.state is IncidentState.TO_VERIFY:
        done = format_time(reported + (now - reported) * 0.9)
        task = replace(task, state=TaskState.DONE, done_at=done)
        steps.append(Step(at=done, by=unit.name, action="incident.finish", text=rng.choice(DONE_TEXTS)))
    else:
        there = task.state is TaskState.SIGNED
        units[unit_id] = replace(
            unit,
            load=unit.load + 1,
            status=UnitStatus.ON_SCENE if there else UnitStatus.ASSIGNED,
            position=matter.place.position if there else unit.position,
        )
    return replace(incident, tasks=(task,), steps=tuple(steps))


def _nearest_free(matter: Matter, units: dict[str, Unit]) -> str:
    free = (id_ for id_, unit in units.items() if unit.status is UnitStatus.AVAILABLE)
    here = matter.place.position
    return min(free, key=lambda id_: math.dist(units[id_].position or (0.0, 0.0), here))
