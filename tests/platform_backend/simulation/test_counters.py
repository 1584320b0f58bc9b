"""The district's figures."""

from __future__ import annotations

from backend_client.protocol.entities import (
    Alarm,
    AlarmState,
    Incident,
    IncidentState,
    Step,
    Unit,
    UnitStatus,
)
from backend_client.protocol.times import format_time
from platform_backend.simulation.counters import count, overdue
from tests.platform_backend.simulation.town import MORNING


def _incident(state: IncidentState, *, age_s: float, severity: int = 3, closed: bool = False) -> Incident:
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
        steps=(Step(at=at, by="", action="incident.create"),),
    )


def test_figures_are_counted() -> None:
    incidents = {
        "a": _incident(IncidentState.PENDING, age_s=60.0),
        "b": _incident(IncidentState.HANDLING, age_s=600.0),
        # Reported before midnight (the moment is nine in the morning), closed today.
        "c": _incident(IncidentState.CLOSED, age_s=10 * 3600.0, closed=True),
        "d": _incident(IncidentState.TO_DISPATCH, age_s=2000.0),
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


def test_limits_depend_on_state_and_severity() -> None:
    def late(state: IncidentState, age_s: float, severity: int = 3) -> bool:
        return overdue(_incident(state, age_s=age_s, severity=severity), now=MORNING)

    assert not late(IncidentState.PENDING, 1700.0)
    assert late(IncidentState.PENDING, 1900.0)
    assert late(IncidentState.TO_DISPATCH, 700.0, severity=1)
    assert not late(IncidentState.HANDLING, 7 * 3600.0)
    assert late(IncidentState.HANDLING, 9 * 3600.0)
    assert late(IncidentState.TO_VERIFY, 3700.0)
    assert not late(IncidentState.CLOSED, 99 * 3600.0)
