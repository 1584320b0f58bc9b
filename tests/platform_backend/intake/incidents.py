"""An incident with everything that a document can tell of it."""

from __future__ import annotations

from backend_client.protocol.entities import (
    AssigneeKind,
    Grid,
    Incident,
    IncidentState,
    Step,
    Task,
    TaskState,
)
from backend_client.protocol.times import parse_time
from platform_backend.intake.dossier import Dossier

AT = "2026-03-02T04:20:00.000Z"
GRID = Grid(
    code="330104001001001",
    name="示范网格",
    org="c1",
    street="s1",
    polygon=((120.19, 30.24), (120.21, 30.24), (120.21, 30.26), (120.19, 30.26)),
)


def task(number: int, kind: AssigneeKind, state: TaskState, *, name: str, lead: bool = False) -> Task:
    return Task(
        id=f"t{number}",
        kind=kind,
        assignee=f"a{number}",
        name=name,
        lead=lead,
        state=state,
        offered_at=AT,
    )


def incident(**changes: object) -> Incident:
    facts: dict[str, object] = {
        "serial_no": "330104001-2026-000001",
        "type_code": "0101",
        "type_name": "积水",
        "severity": 2,
        "title": "江边 <积水> & 更多\x07",
        "source": "hotline",
        "state": IncidentState.HANDLING,
        "owner_org": "s1",
        "reported_at": AT,
        "occurred_at": AT,
        "position": (120.2, 30.25),
        "grid_code": GRID.code,
        "place": "示范路1号",
        "description": "水深半米",
        "tasks": (
            task(1, AssigneeKind.UNIT, TaskState.ON_SCENE, name="示范组0001", lead=True),
            task(2, AssigneeKind.DEPARTMENT, TaskState.OFFERED, name="消防救援大队"),
        ),
        "steps": (
            Step(at=AT, by="示范甲", action="incident.create"),
            Step(at=AT, by="示范乙", action="x", text="<b>"),
        ),
    }
    return Incident(**{**facts, **changes})  # type: ignore[arg-type]


def dossier(
    found: Incident | None = None, *, grid: Grid | None = GRID, ver: int = 3, **more: object
) -> Dossier:
    return Dossier(
        id="i-1",
        ver=ver,
        incident=found or incident(),
        grid=grid,
        org_codes={"s1": "330104001"},
        org_names={"s1": "示范街道"},
        district="330104",
        made_at=parse_time("2026-03-02T05:00:00Z"),
        changed_at=parse_time("2026-03-02T04:50:00Z"),
        **more,  # type: ignore[arg-type]
    )
