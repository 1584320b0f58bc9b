"""The tables of the desk as Qt models over the picture: incidents and units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import (
    CLOSED_STATES,
    Incident,
    IncidentState,
    Org,
    Position,
    Unit,
    UnitStatus,
)
from backend_client.protocol.times import parse_time
from widgets import signs, theme, words
from widgets.names import OrgNames
from widgets.sorted_rows import Key
from widgets.sorted_table_model import Cell, Column, SortedTableModel

_S = IncidentState

_CLOSED_RANK: Final = 4
#: Who has to be looked at first: what nobody has accepted, then what nobody was sent to.
_STATE_RANK: Final = {
    _S.PENDING: 0,
    _S.TO_DISPATCH: 1,
    _S.HANDLING: 2,
    _S.TO_VERIFY: 2,
    _S.SUSPENDED: 3,
    _S.LEDGERED: 3,
    _S.CLOSED: 4,
    _S.REJECTED: 4,
    _S.MERGED: 4,
    _S.VOID: 4,
}

_STATUS_RANK: Final = {
    UnitStatus.AVAILABLE: 0,
    UnitStatus.ON_SCENE: 1,
    UnitStatus.EN_ROUTE: 2,
    UnitStatus.ASSIGNED: 3,
    UnitStatus.OFF: 4,
}

_METRES_PER_DEGREE: Final = 111_320.0


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents a table shows: `states` (empty: all) and a `text` in number, title, type or place."""

    states: frozenset[IncidentState] = frozenset()
    text: str = ""

    def lets_through(self, incident: Incident) -> bool:
        """Whether `incident` is to be shown."""
        if self.states and incident.state not in self.states:
            return False
        if not self.text:
            return True
        text = self.text.casefold()
        parts = (incident.serial_no, incident.title, incident.place, incident.type_name)
        return any(text in part.casefold() for part in parts)


EVERYTHING: Final = IncidentFilter()


class IncidentTableModel(SortedTableModel[Incident]):
    """Incidents by id: what nobody accepted first, then by severity, then the oldest.

    Signals: those of every item model.
    """

    SEVERITY, SERIAL, TITLE, TYPE, PLACE, STATE, AGE, ASSIGNEE, STREET = range(9)

    def __init__(self, *, picture: Picture, now: Callable[[], float], parent: QObject | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            entries=picture.of(Incident),
            entity="incident",
            columns=(
                Column(translate("IncidentTableModel", "Lv")),
                Column(translate("IncidentTableModel", "Number")),
                Column(translate("IncidentTableModel", "Title")),
                Column(translate("IncidentTableModel", "Type")),
                Column(translate("IncidentTableModel", "Place")),
                Column(translate("IncidentTableModel", "State")),
                Column(translate("IncidentTableModel", "Age"), ages=True, right=True),
                Column(translate("IncidentTableModel", "Assigned to")),
                Column(translate("IncidentTableModel", "Street")),
            ),
            parent=parent,
        )
        self._names = OrgNames(orgs=picture.of(Org))
        self._now = now
        self._filter = EVERYTHING
        self.reload()

    @property
    def filter(self) -> IncidentFilter:
        """What is shown now."""
        return self._filter

    def set_filter(self, filter_: IncidentFilter) -> None:
        """Show only what `filter_` lets through."""
        if filter_ != self._filter:
            self._filter = filter_
            self._held = ""
            self.reload()

    def on_changes(self, changes: Changes) -> None:
        super().on_changes(changes)
        if changes.touches("org"):
            self.forget_cells()

    def _key(self, id_: str, data: Incident) -> Key | None:
        if self._filter is not EVERYTHING and id_ != self._held and not self._filter.lets_through(data):
            return None
        if self._sort_column >= 0:
            return (self._column_key(self._sort_column, id_, data), id_)
        rank = _STATE_RANK[data.state]
        if rank == _CLOSED_RANK:
            # What is over is looked up, not worked off: the latest first.
            return (rank, -parse_time(data.closed_at or data.reported_at), id_)
        return (rank, data.severity, data.reported_at, id_)

    def _column_key(self, column: int, id_: str, data: Incident) -> Any:
        match column:
            case self.SEVERITY:
                return data.severity
            case self.STATE:
                return _STATE_RANK[data.state]
            case self.AGE:
                return -parse_time(data.reported_at)
        return super()._column_key(column, id_, data)

    def _make_cells(self, id_: str, data: Incident) -> tuple[Cell, ...]:
        quiet = theme.TEXT_QUIET
        waits = data.state in (IncidentState.PENDING, IncidentState.TO_DISPATCH)
        title = data.title
        if data.exercise:
            title = QCoreApplication.translate("IncidentTableModel", "[Drill] {title}").format(title=title)
        look = signs.INCIDENT_STATE.get(data.state, signs.UNKNOWN)
        return (
            Cell("", signs.SEVERITY.get(data.severity, signs.UNKNOWN)),
            Cell(data.serial_no, None, quiet),
            Cell(title, None, theme.TEXT, waits),
            Cell(data.type_name, None, quiet),
            Cell(data.place),
            Cell(words.incident_state(data.state), look, look.colour),
            Cell(),
            Cell(assignees(data)),
            Cell(self._names.street(data.owner_org), None, quiet),
        )

    def _ageing_cell(self, column: int, id_: str, data: Incident) -> Cell:
        ends = parse_time(data.closed_at) if data.closed_at is not None else self._now()
        text = words.age(ends - parse_time(data.reported_at))
        return Cell(text, None, theme.TEXT_QUIET if data.state in CLOSED_STATES else theme.TEXT)


def assignees(incident: Incident) -> str:
    """Who handles it: the lead, and how many support."""
    names = sorted(incident.tasks, key=lambda task: not task.lead)
    if not names:
        return ""
    return names[0].name if len(names) == 1 else f"{names[0].name} +{len(names) - 1}"


class UnitTableModel(SortedTableModel[Unit]):
    """Units by id: who is free first, near ones first once a centre is set.

    Signals: those of every item model.
    """

    STATUS, NAME, KIND, PLACE, LOAD, DISTANCE, POSITION_AGE = range(7)

    def __init__(self, *, picture: Picture, now: Callable[[], float], parent: QObject | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            entries=picture.of(Unit),
            entity="unit",
            columns=(
                Column(translate("UnitTableModel", "Status")),
                Column(translate("UnitTableModel", "Name")),
                Column(translate("UnitTableModel", "Kind")),
                Column(translate("UnitTableModel", "Street")),
                Column(translate("UnitTableModel", "Tasks"), right=True),
                Column(translate("UnitTableModel", "Distance"), right=True),
                Column(translate("UnitTableModel", "Seen"), ages=True, right=True),
            ),
            parent=parent,
        )
        self._names = OrgNames(orgs=picture.of(Org))
        self._now = now
        self._statuses: frozenset[UnitStatus] = frozenset()
        self._centre: Position | None = None
        self.reload()

    def set_statuses(self, statuses: frozenset[UnitStatus]) -> None:
        """Show only units in these statuses; none named: all."""
        if statuses != self._statuses:
            self._statuses = statuses
            self.reload()

    def set_centre(self, centre: Position | None) -> None:
        """Measure distances from here and let near units come first."""
        if centre != self._centre:
            self._centre = centre
            self.reload()

    def on_changes(self, changes: Changes) -> None:
        super().on_changes(changes)
        if changes.touches("org"):
            self.forget_cells()

    def _key(self, id_: str, data: Unit) -> Key | None:
        if self._statuses and data.status not in self._statuses and id_ != self._held:
            return None
        if self._sort_column >= 0:
            return (self._column_key(self._sort_column, id_, data), id_)
        return (_STATUS_RANK[data.status], self._hundreds_of_metres(data), data.load, data.code, id_)

    def _column_key(self, column: int, id_: str, data: Unit) -> Any:
        match column:
            case self.STATUS:
                return _STATUS_RANK[data.status]
            case self.LOAD:
                return data.load
            case self.DISTANCE:
                return self._hundreds_of_metres(data)
            case self.POSITION_AGE:
                return -parse_time(data.position_at) if data.position_at is not None else 0.0
        return super()._column_key(column, id_, data)

    def _hundreds_of_metres(self, data: Unit) -> int:
        """Coarse on purpose: rows must not dance while people walk."""
        if self._centre is None:
            return 0
        return 10_000_000 if data.position is None else round(distance_m(self._centre, data.position) / 100)

    def _make_cells(self, id_: str, data: Unit) -> tuple[Cell, ...]:
        look = signs.UNIT_STATUS.get(data.status, signs.UNKNOWN)
        quiet = theme.TEXT_QUIET
        metres = ""
        if self._centre is not None and data.position is not None:
            metres = distance_text(distance_m(self._centre, data.position))
        return (
            Cell(words.unit_status(data.status), look, look.colour),
            Cell(data.name),
            Cell(data.kind, None, quiet),
            Cell(self._names.street(data.org), None, quiet),
            Cell(str(data.load) if data.load else "", None, theme.TEXT),
            Cell(metres),
            Cell(),
        )

    def _ageing_cell(self, column: int, id_: str, data: Unit) -> Cell:
        if data.position_at is None:
            return Cell("-", None, theme.TEXT_QUIET)
        age = self._now() - parse_time(data.position_at)
        return Cell(words.age(age), None, theme.WARNING if age > STALE_POSITION_S else theme.TEXT_QUIET)


#: A unit's position older than this is shown as stale.
STALE_POSITION_S: Final = 300.0


def distance_m(a: Position, b: Position) -> float:
    """Distance in metres between two places of one district; flat-earth, good to 0.1 % over 50 km."""
    east = (b[0] - a[0]) * cos(radians((a[1] + b[1]) / 2))
    return hypot(east, b[1] - a[1]) * _METRES_PER_DEGREE


def distance_text(metres: float) -> str:
    """``340 m`` or ``2.4 km``."""
    if metres < 1000:
        return QCoreApplication.translate("Words", "{n} m").format(n=int(round(metres, -1)))
    return QCoreApplication.translate("Words", "{n} km").format(n=f"{metres / 1000:.1f}")
