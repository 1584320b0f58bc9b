"""Who an incident can be assigned to, the likeliest first. No widgets here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from backend_client.picture import Picture
from backend_client.protocol.entities import (
    AssigneeKind,
    Department,
    Grid,
    Incident,
    Org,
    Position,
    Unit,
    UnitStatus,
)
from backend_client.protocol.lifecycle import UNFINISHED_TASKS
from backend_client.protocol.times import parse_time
from widgets.initials import Initials
from widgets.item_models import STALE_POSITION_S, distance_m
from widgets.names import OrgNames

#: A busier unit is thought of as this much further away, for each task it has.
_METRES_PER_TASK: Final = 400.0
_STATUS_METRES: Final = {
    UnitStatus.AVAILABLE: 0.0,
    UnitStatus.ON_SCENE: 1_500.0,
    UnitStatus.EN_ROUTE: 2_500.0,
    UnitStatus.ASSIGNED: 2_500.0,
    UnitStatus.OFF: 1e7,
}
_UNKNOWN_DISTANCE: Final = 20_000.0
_OWN_GRID_METRES: Final = -800.0
_STALE_METRES: Final = 1_000.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be given a task, with what an officer weighs."""

    kind: AssigneeKind
    id: str
    name: str
    code: str
    org: str
    search: str
    status: UnitStatus | None = None
    unit_kind: str = ""
    load: int = 0
    distance: float | None = None
    own_grid: bool = False
    stale: bool = False
    has_task: bool = False


class Candidates:
    """All units and departments of the picture, weighed for one incident."""

    def __init__(self, *, picture: Picture, initials: Initials) -> None:
        self._units = picture.of(Unit)
        self._departments = picture.of(Department)
        self._grids = picture.of(Grid)
        self._names = OrgNames(orgs=picture.of(Org))
        self._initials = initials

    def for_incident(self, incident: Incident, *, now: float) -> tuple[Candidate, ...]:
        """Everybody, the likeliest first: free, near, of the incident's own grid, not burdened already."""
        busy = {(task.kind, task.assignee) for task in incident.tasks if task.state in UNFINISHED_TASKS}
        owners = self._grid_owners(incident.grid_code)
        units = [
            self._unit(
                id_,
                entry.data,
                at=incident.position,
                own=id_ in owners or entry.data.grid_code == (incident.grid_code or ""),
                has_task=(AssigneeKind.UNIT, id_) in busy,
                now=now,
            )
            for id_, entry in self._units.items()
        ]
        departments = [
            Candidate(
                kind=AssigneeKind.DEPARTMENT,
                id=id_,
                name=entry.data.name,
                code=entry.data.code,
                org=self._names.name(entry.data.org),
                search=self._initials.search_text(entry.data.name, entry.data.code),
                has_task=(AssigneeKind.DEPARTMENT, id_) in busy,
            )
            for id_, entry in self._departments.items()
        ]
        units.sort(key=_weight)
        departments.sort(key=lambda candidate: (candidate.has_task, candidate.code))
        return (*units, *departments)

    def _grid_owners(self, code: str | None) -> frozenset[str]:
        return frozenset(
            entry.data.owner
            for entry in self._grids.values()
            if entry.data.owner is not None and entry.data.code == code
        )

    def _unit(
        self, id_: str, unit: Unit, *, at: Position | None, own: bool, has_task: bool, now: float
    ) -> Candidate:
        known = at is not None and unit.position is not None
        return Candidate(
            kind=AssigneeKind.UNIT,
            id=id_,
            name=unit.name,
            code=unit.code,
            org=self._names.street(unit.org),
            search=self._initials.search_text(unit.name, unit.code, unit.kind),
            status=unit.status,
            unit_kind=unit.kind,
            load=unit.load,
            distance=distance_m(at, unit.position) if known and at and unit.position else None,
            own_grid=own,
            stale=unit.position_at is not None and now - parse_time(unit.position_at) > STALE_POSITION_S,
            has_task=has_task,
        )


def matching(candidates: Iterable[Candidate], needle: str) -> list[Candidate]:
    """Those whose name, code or pinyin initials hold `needle`; a code typed in full comes first."""
    if not needle:
        return list(candidates)
    found = [candidate for candidate in candidates if needle in candidate.search]
    found.sort(key=lambda candidate: candidate.code.casefold() != needle)
    return found


def _weight(candidate: Candidate) -> tuple[bool, float, str]:
    metres = _UNKNOWN_DISTANCE if candidate.distance is None else candidate.distance
    if candidate.status is not None:
        metres += _STATUS_METRES.get(candidate.status, _UNKNOWN_DISTANCE)
    metres += candidate.load * _METRES_PER_TASK
    metres += _OWN_GRID_METRES if candidate.own_grid else 0.0
    metres += _STALE_METRES if candidate.stale else 0.0
    return candidate.has_task, metres, candidate.code
