"""What a conference is about, and which open conference is about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from backend_client.picture import Entry
from backend_client.protocol.conference import Conference
from backend_client.protocol.entities import Alarm, Incident
from widgets.drills import headed, titled

#: As long as a conference's title may be.
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Matter:
    """An incident, an alarm (`incident` is then the one it was made into, if any), a plan, or neither."""

    title: str
    incident: str | None = None
    alarm: str | None = None
    plan: str | None = None


def of_incident(id_: str, incident: Incident) -> Matter:
    """A conference about an incident."""
    return Matter(title=headed(incident, gap=" ")[:_LONGEST], incident=id_)


def of_alarm(id_: str, alarm: Alarm) -> Matter:
    """A conference about an alarm."""
    title = f"{titled(alarm)} {alarm.place}".strip()
    return Matter(title=title[:_LONGEST], incident=alarm.incident, alarm=id_)


def open_conferences(conferences: Mapping[str, Entry[Conference]]) -> tuple[tuple[str, Conference], ...]:
    """Those that go on, the one opened first being first."""
    found = [(id_, each.data) for id_, each in conferences.items() if each.data.closed_at is None]
    return tuple(sorted(found, key=lambda each: (each[1].opened_at, each[0])))


def conference_about(matter: Matter, going_on: Iterable[tuple[str, Conference]]) -> str:
    """Id of the open conference about a matter; empty for none, and for what is about nothing."""
    for id_, each in going_on:
        same_incident = matter.incident is not None and each.incident == matter.incident
        same_alarm = matter.alarm is not None and each.alarm == matter.alarm
        same_plan = matter.plan is not None and each.plan == matter.plan
        if same_incident or same_alarm or same_plan:
            return id_
    return ""
