"""What the desk's lists show now, and by which filter, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Entry, Picture
from backend_client.protocol.entities import Incident, Org, UnitStatus
from console.paper.offers import Shown
from widgets import words
from widgets.dispatch.incident_lanes import lane_name
from widgets.incident_filter import IncidentFilter
from widgets.names import OrgNames
from widgets.row_model import RowModel

translate = QCoreApplication.translate


def incidents_shown(rows: RowModel, filter_: IncidentFilter, picture: Picture) -> Shown:
    """What an incident table shows, which is filtered so."""
    about = filter_told(filter_, names=OrgNames(orgs=picture.of(Org)), incidents=picture.of(Incident))
    return Shown(rows.rowCount(), about, rows.ids)


def units_shown(rows: RowModel, statuses: Collection[UnitStatus]) -> Shown:
    """What a table of units shows; `statuses` are those it is filtered by, none: all."""
    about = ", ".join(words.unit_status(status) for status in UnitStatus if status in statuses)
    return Shown(rows.rowCount(), about, rows.ids)


def filter_told(filter_: IncidentFilter, *, names: OrgNames, incidents: Mapping[str, Entry[Incident]]) -> str:
    """A filter in words."""
    parts = []
    if filter_.lane is not None:
        parts.append(lane_name(filter_.lane))
    parts += [words.severity(level) for level in sorted(filter_.severities)]
    if filter_.type_code:
        found = (
            entry.data.type_name for entry in incidents.values() if entry.data.type_code == filter_.type_code
        )
        parts.append(next(found, filter_.type_code))
    if filter_.street:
        parts.append(names.name(filter_.street))
    if filter_.older_than_s > 0:
        older = translate("Shown", "older than {age}")
        parts.append(older.format(age=words.age(filter_.older_than_s)))
    if filter_.text:
        parts.append(f"“{filter_.text}”")
    return ", ".join(parts) or translate("Shown", "All")
