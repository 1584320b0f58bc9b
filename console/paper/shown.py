"""What the desk's lists show now, and by which filter, in words."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol.entities import UnitStatus
from console.paper.offers import PastShown, Shown
from console.paper.past import Past
from widgets import words
from widgets.dispatch.incident_lanes import lane_name
from widgets.filter_words import FilterWords
from widgets.incident_filter import IncidentFilter
from widgets.incident_history import IncidentHistory
from widgets.phrases import listed
from widgets.row_model import RowModel

translate = QCoreApplication.translate


def incidents_shown(rows: RowModel, filter_: IncidentFilter, picture: Picture) -> Shown:
    """What an incident table shows, which is filtered so."""
    return Shown(rows.rowCount(), filter_told(filter_, picture), rows.ids)


def past_shown(history: IncidentHistory, past: Past, picture: Picture) -> PastShown | None:
    """What was found in the past; None as long as nobody knows how much that is."""
    filter_ = history.filter
    if filter_ is None or history.total is None:
        return None
    return PastShown(
        history.total, filter_told(filter_, picture), lambda progress: past.gather(filter_, progress)
    )


def units_shown(rows: RowModel, statuses: Collection[UnitStatus]) -> Shown:
    """What a table of units shows; `statuses` are those it is filtered by, none: all."""
    about = listed(words.unit_status(status) for status in UnitStatus if status in statuses)
    return Shown(rows.rowCount(), about, rows.ids)


def filter_told(filter_: IncidentFilter, picture: Picture) -> str:
    """A filter in words."""
    parts = [] if filter_.lane is None or filter_.past else [lane_name(filter_.lane)]
    parts += FilterWords(picture=picture).parts(filter_)
    if filter_.text:
        parts.append(f"“{filter_.text}”")
    return listed(parts) or translate("Shown", "All")
