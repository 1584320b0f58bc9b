"""Who an incident can be assigned to, the likeliest first, and what speaks for and against each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backend_client.picture import Picture
from backend_client.protocol.distance import distance_m
from backend_client.protocol.entities import AssigneeKind, Department, Grid, Incident, Org, Unit, UnitStatus
from backend_client.protocol.incident_type import IncidentType
from backend_client.protocol.lifecycle import UNFINISHED_TASKS
from backend_client.protocol.times import parse_time
from widgets.dispatch.weighing import Facts, Point, Shortage, points, shortages, weight
from widgets.initials import Initials
from widgets.names import OrgNames


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be given a task, with what an officer weighs. `facts` are None for a department."""

    kind: AssigneeKind
    id: str
    name: str
    code: str
    org: str
    search: str
    points: tuple[Point, ...] = ()
    facts: Facts | None = None
    unit_kind: str = ""

    @property
    def status(self) -> UnitStatus | None:
        """What a unit is doing."""
        return None if self.facts is None else self.facts.status

    @property
    def distance(self) -> float | None:
        """How far away a unit was when it was last seen, in metres."""
        return None if self.facts is None else self.facts.distance

    @property
    def has_task(self) -> bool:
        """Whether an open task of the incident is with him already."""
        return Point.HAS_TASK in self.points


class Candidates:
    """All units and departments of the picture, weighed for one incident."""

    def __init__(self, *, picture: Picture, initials: Initials) -> None:
        self._units = picture.of(Unit)
        self._departments = picture.of(Department)
        self._grids = picture.of(Grid)
        self._types = picture.of(IncidentType)
        self._names = OrgNames(orgs=picture.of(Org))
        self._initials = initials
        #: Names and their search texts: making these costs more than all the weighing.
        self._searched: dict[tuple[str, ...], str] = {}

    def for_incident(self, incident: Incident, *, now: float) -> tuple[Candidate, ...]:
        """Everybody, the likeliest first: near, free, of the right kind, of the incident's own grid."""
        type_ = self._type_of(incident)
        busy = {(task.kind, task.assignee) for task in incident.tasks if task.state in UNFINISHED_TASKS}
        owners = self._grid_owners(incident.grid_code)
        units = []
        for id_, entry in self._units.items():
            has_task = (AssigneeKind.UNIT, id_) in busy
            own = id_ in owners or entry.data.grid_code == (incident.grid_code or "")
            facts = _facts(entry.data, incident, type_, own_grid=own, has_task=has_task, now=now)
            units.append(self._unit(id_, entry.data, facts))
        units.sort(key=_order)
        in_charge = frozenset(type_.departments if type_ is not None else ())
        departments = [
            self._department(
                id_, entry.data, in_charge=id_ in in_charge, has_task=(AssigneeKind.DEPARTMENT, id_) in busy
            )
            for id_, entry in self._departments.items()
        ]
        departments.sort(key=lambda each: (each.has_task, Point.IN_CHARGE not in each.points, each.code))
        return (*units, *departments)

    def recommended(self, incident: Incident, *, now: float) -> Candidate | None:
        """The one to be proposed: the likeliest unit on duty, else the department in charge; None: nobody."""
        for candidate in self.for_incident(incident, now=now):
            if not candidate.has_task and candidate.status is not UnitStatus.OFF:
                return candidate
        return None

    def shortages(self, candidates: Iterable[Candidate]) -> tuple[Shortage, ...]:
        """What is short for the incident that `candidates` were weighed for."""
        return shortages(each.facts for each in candidates if each.facts is not None)

    def _type_of(self, incident: Incident) -> IncidentType | None:
        # Of the dictionary's own id; a platform that names its entities otherwise is searched.
        entry = self._types.get(f"type-{incident.type_code}")
        if entry is not None and entry.data.code == incident.type_code:
            return entry.data
        return next((e.data for e in self._types.values() if e.data.code == incident.type_code), None)

    def _grid_owners(self, code: str | None) -> frozenset[str]:
        return frozenset(
            entry.data.owner
            for entry in self._grids.values()
            if entry.data.owner is not None and entry.data.code == code
        )

    def _unit(self, id_: str, unit: Unit, facts: Facts) -> Candidate:
        return Candidate(
            kind=AssigneeKind.UNIT,
            id=id_,
            name=unit.name,
            code=unit.code,
            org=self._names.street(unit.org),
            search=self._search_text(unit.name, unit.code, unit.kind),
            points=points(facts),
            facts=facts,
            unit_kind=unit.kind,
        )

    def _department(self, id_: str, department: Department, *, in_charge: bool, has_task: bool) -> Candidate:
        told = ((Point.IN_CHARGE, in_charge), (Point.HAS_TASK, has_task))
        return Candidate(
            kind=AssigneeKind.DEPARTMENT,
            id=id_,
            name=department.name,
            code=department.code,
            org=self._names.name(department.org),
            search=self._search_text(department.name, department.code),
            points=tuple(point for point, holds in told if holds),
        )

    def _search_text(self, *parts: str) -> str:
        text = self._searched.get(parts)
        if text is None:
            text = self._searched[parts] = self._initials.search_text(*parts)
        return text


def matching(candidates: Iterable[Candidate], needle: str) -> list[Candidate]:
    """Those whose name, code or pinyin initials hold `needle`; a code typed in full comes first."""
    if not needle:
        return list(candidates)
    found = [candidate for candidate in candidates if needle in candidate.search]
    found.sort(key=lambda candidate: candidate.code.casefold() != needle)
    return found


def _facts(
    unit: Unit, incident: Incident, type_: IncidentType | None, *, own_grid: bool, has_task: bool, now: float
) -> Facts:
    at, here = incident.position, unit.position
    kinds = type_.unit_kinds if type_ is not None else ()
    wanted = frozenset(type_.skills if type_ is not None else ())
    return Facts(
        status=unit.status,
        load=unit.load,
        distance=None if at is None or here is None else distance_m(at, here),
        position_age=None if unit.position_at is None else max(0.0, now - parse_time(unit.position_at)),
        own_grid=own_grid,
        kind_rank=kinds.index(unit.kind) if unit.kind in kinds else None,
        any_kind=not kinds,
        wanted_skills=len(wanted),
        missing_skills=len(wanted.difference(unit.skills)),
        has_task=has_task,
    )


def _order(candidate: Candidate) -> tuple[bool, float, str]:
    assert candidate.facts is not None
    return candidate.has_task, weight(candidate.facts), candidate.code
