"""The district's figures, counted from what is open and from what happened today."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Protocol

from backend_client.protocol.entities import (
    CLOSED_STATES,
    Alarm,
    AlarmState,
    Counter,
    Entity,
    Incident,
    IncidentState,
    Unit,
    UnitStatus,
)
from backend_client.protocol.lanes import due_at
from backend_client.protocol.times import format_time
from platform_backend.local_time import midnight

_EVERY_S = 5.0


class _Picture(Protocol):
    def incidents(self) -> Mapping[str, Incident]: ...
    def alarms(self) -> Mapping[str, Alarm]: ...
    def units(self) -> Mapping[str, Unit]: ...


class Figures:
    """Counts every few seconds and publishes what has changed."""

    def __init__(
        self,
        *,
        picture: _Picture,
        cameras_offline: Callable[[], int],
        publish: Callable[[str, str, Entity], None],
        now: Callable[[], float],
    ) -> None:
        """`now` is the district's time."""
        self._picture = picture
        self._cameras_offline = cameras_offline
        self._publish = publish
        self._now = now
        self._told: dict[str, int] = {}

    async def run(self) -> None:
        """Count until cancelled."""
        while True:
            self.tell()
            await asyncio.sleep(_EVERY_S)

    def tell(self) -> None:
        """Count once."""
        figures = count(
            incidents=self._picture.incidents(),
            alarms=self._picture.alarms(),
            units=self._picture.units(),
            cameras_offline=self._cameras_offline(),
            now=self._now(),
        )
        for name, value in figures.items():
            if self._told.get(name) != value:
                self._publish("counter", name, Counter(value=float(value)))
        self._told = figures


def count(
    *,
    incidents: Mapping[str, Incident],
    alarms: Mapping[str, Alarm],
    units: Mapping[str, Unit],
    cameras_offline: int,
    now: float,
) -> dict[str, int]:
    """Counter id -> value; drills do not count. Days are those of China."""
    today = format_time(midnight(now).timestamp())
    real = [incident for incident in incidents.values() if not incident.exercise]
    still_open = [incident for incident in real if incident.state not in CLOSED_STATES]
    return {
        "incidents.today": sum(incident.reported_at >= today for incident in real),
        "incidents.closed_today": sum(
            incident.closed_at is not None and incident.closed_at >= today for incident in real
        ),
        "incidents.open": len(still_open),
        "incidents.pending": _in(still_open, IncidentState.PENDING),
        "incidents.to_dispatch": _in(still_open, IncidentState.TO_DISPATCH),
        "incidents.handling": _in(still_open, IncidentState.HANDLING),
        "incidents.to_verify": _in(still_open, IncidentState.TO_VERIFY),
        "incidents.overdue": sum(_is_overdue(each, now) for each in still_open),
        "alarms.open": sum(
            alarm.state is AlarmState.OPEN and not alarm.exercise for alarm in alarms.values()
        ),
        "units.on_duty": sum(unit.status is not UnitStatus.OFF for unit in units.values()),
        "units.busy": sum(unit.load > 0 for unit in units.values()),
        "cameras.offline": cameras_offline,
    }


def _is_overdue(incident: Incident, now: float) -> bool:
    due = due_at(incident)
    return due is not None and due <= now


def _in(incidents: list[Incident], state: IncidentState) -> int:
    return sum(incident.state is state for incident in incidents)
