"""The district's figures, counted from what is open and from what happened today."""

from __future__ import annotations

from collections.abc import Mapping

from backend_client.protocol.entities import (
    CLOSED_STATES,
    Alarm,
    AlarmState,
    Incident,
    IncidentState,
    Unit,
    UnitStatus,
)
from backend_client.protocol.times import format_time

_LOCAL_S = 8 * 3600.0
_DAY_S = 86_400.0
#: Published limits of a district in seconds: accept and dispatch 30 min, urgent (severity 1) 10 min; handle
#: 8 h; verify 1 h.
_DISPATCH_S = 1800.0
_URGENT_DISPATCH_S = 600.0
_HANDLE_S = 8 * 3600.0
_VERIFY_S = 3600.0


def count(
    *,
    incidents: Mapping[str, Incident],
    alarms: Mapping[str, Alarm],
    units: Mapping[str, Unit],
    cameras_offline: int,
    now: float,
) -> dict[str, int]:
    """Counter id -> value; drills do not count. Days are those of China, whose midnight is 16:00 UTC."""
    midnight = format_time((now + _LOCAL_S) // _DAY_S * _DAY_S - _LOCAL_S)
    real = [incident for incident in incidents.values() if not incident.exercise]
    still_open = [incident for incident in real if incident.state not in CLOSED_STATES]
    return {
        "incidents.today": sum(incident.reported_at >= midnight for incident in real),
        "incidents.closed_today": sum(
            incident.closed_at is not None and incident.closed_at >= midnight for incident in real
        ),
        "incidents.open": len(still_open),
        "incidents.pending": _in(still_open, IncidentState.PENDING),
        "incidents.to_dispatch": _in(still_open, IncidentState.TO_DISPATCH),
        "incidents.handling": _in(still_open, IncidentState.HANDLING),
        "incidents.to_verify": _in(still_open, IncidentState.TO_VERIFY),
        "incidents.overdue": sum(overdue(incident, now=now) for incident in still_open),
        "alarms.open": sum(
            alarm.state is AlarmState.OPEN and not alarm.exercise for alarm in alarms.values()
        ),
        "units.on_duty": sum(unit.status is not UnitStatus.OFF for unit in units.values()),
        "units.busy": sum(unit.load > 0 for unit in units.values()),
        "cameras.offline": cameras_offline,
    }


def overdue(incident: Incident, *, now: float) -> bool:
    """Whether the limit of the state an incident is in has passed."""
    match incident.state:
        case IncidentState.PENDING | IncidentState.TO_DISPATCH:
            limit = _URGENT_DISPATCH_S if incident.severity == 1 else _DISPATCH_S
            since = incident.reported_at
        case IncidentState.HANDLING:
            limit, since = _HANDLE_S, incident.accepted_at or incident.reported_at
        case IncidentState.TO_VERIFY:
            limit, since = _VERIFY_S, incident.steps[-1].at if incident.steps else incident.reported_at
        case _:
            return False
    # Times of the contract compare as text.
    return since < format_time(now - limit)


def _in(incidents: list[Incident], state: IncidentState) -> int:
    return sum(incident.state is state for incident in incidents)
