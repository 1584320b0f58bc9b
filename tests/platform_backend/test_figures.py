"""The district's figures."""

from __future__ import annotations

from types import SimpleNamespace

from backend_client.protocol.entities import (
    Alarm,
    AlarmState,
    Counter,
    Entity,
    Incident,
    IncidentState,
    Unit,
    UnitStatus,
)
from backend_client.protocol.incident_parts import Clock, Deadline
from backend_client.protocol.times import format_time
from platform_backend.figures import Figures, count
from tests.platform_backend.simulation.town import MORNING


def _clock(late: bool) -> Deadline:
    due = format_time(MORNING + (-1.0 if late else 1.0))
    return Deadline(
        id="d", clock=Clock.DISPATCH, started_at=due, due_at=due, warn_at=due, limit_s=60.0, rule="r"
    )


def _incident(
    state: IncidentState, *, age_s: float, severity: int = 3, closed: bool = False, late: bool | None = None
) -> Incident:
    at = format_time(MORNING - age_s)
    return Incident(
        serial_no="1",
        type_code="0101",
        type_name="积水",
        severity=severity,
        title="",
        source="",
        state=state,
        owner_org="org-1",
        reported_at=at,
        accepted_at=at,
        closed_at=format_time(MORNING) if closed else None,
        deadlines=(_clock(late),) if late is not None else (),
    )


def test_figures_are_counted() -> None:
    incidents = {
        "a": _incident(IncidentState.PENDING, age_s=60.0),
        "b": _incident(IncidentState.HANDLING, age_s=600.0, late=False),
        # Reported before midnight (the moment is nine in the morning), closed today.
        "c": _incident(IncidentState.CLOSED, age_s=10 * 3600.0, closed=True),
        "d": _incident(IncidentState.TO_DISPATCH, age_s=2000.0, late=True),
    }
    alarm = Alarm(priority=1, kind="", title="", source="", state=AlarmState.OPEN, raised_at="", org="org-1")
    units = {
        "u": Unit(code="z1", name="", org="", kind="", status=UnitStatus.ON_SCENE, load=1),
        "v": Unit(code="z2", name="", org="", kind="", status=UnitStatus.OFF),
    }
    figures = count(incidents=incidents, alarms={"x": alarm}, units=units, cameras_offline=3, now=MORNING)
    assert figures == {
        "incidents.today": 3,
        "incidents.closed_today": 1,
        "incidents.open": 3,
        "incidents.pending": 1,
        "incidents.to_dispatch": 1,
        "incidents.handling": 1,
        "incidents.to_verify": 0,
        "incidents.overdue": 1,
        "alarms.open": 1,
        "units.on_duty": 1,
        "units.busy": 1,
        "cameras.offline": 3,
    }


def test_only_what_has_changed_is_published() -> None:
    told: list[tuple[str, float]] = []
    incidents = {"a": _incident(IncidentState.PENDING, age_s=60.0)}
    picture = SimpleNamespace(incidents=lambda: incidents, alarms=dict, units=dict)

    def publish(entity: str, id_: str, data: Entity) -> None:
        assert (entity, type(data)) == ("counter", Counter)
        assert isinstance(data, Counter)
        told.append((id_, data.value))

    figures = Figures(picture=picture, cameras_offline=lambda: 0, publish=publish, now=lambda: MORNING)
    figures.tell()
    assert ("incidents.open", 1.0) in told
    told.clear()
    figures.tell()
    assert told == []
    incidents["b"] = _incident(IncidentState.HANDLING, age_s=60.0)
    figures.tell()
    assert dict(told) == {"incidents.today": 2.0, "incidents.open": 2.0, "incidents.handling": 1.0}
