"""The tables of the desk as Qt models over the picture: incidents and units."""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QTimer

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.distance import distance_m
from backend_client.protocol.entities import Incident, IncidentState, Org, Position, Unit, UnitStatus
from backend_client.protocol.times import parse_time
from widgets import incident_cells, signs, theme, words
from widgets.incident_facts import IncidentFacts
from widgets.incident_filter import EVERYTHING, IncidentFilter
from widgets.incident_sieve import IncidentSieve
from widgets.names import OrgNames
from widgets.row_model import Cell, Column
from widgets.sorted_rows import Key, SortedRows
from widgets.sorted_table_model import SortedTableModel

_S = IncidentState

_CLOSED_RANK: Final = 4
#: The way of an incident, for the column of states.
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

#: The texts of so many incidents are made at once, so often: a millisecond of a frame, a district in 30 s.
_PREPARE_EVERY_MS: Final = 16


class IncidentTableModel(SortedTableModel[Incident]):
    """Incidents by id: those that wait for the desk first, urgent ones, then by severity, then the oldest.

    Signals: those of every item model.
    """

    SEVERITY, SERIAL, TITLE, TYPE, PLACE, STATE, CLOCK, ASSIGNEE, STREET = range(9)

    def __init__(
        self,
        *,
        picture: Picture,
        now: Callable[[], float],
        facts: IncidentFacts | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time; `facts` are shared with whoever else needs them."""
        self._facts = facts if facts is not None else IncidentFacts(picture=picture)
        super().__init__(
            entries=picture.of(Incident),
            entity="incident",
            columns=incident_cells.columns(),
            rows=SortedRows(tag=self._facts.slot),
            now=now,
            parent=parent,
        )
        self._names = OrgNames(orgs=picture.of(Org))
        self._orgs = picture.of(Org)
        self._filter = EVERYTHING
        self._sieve: IncidentSieve | None = None
        self._preparing = QTimer(self, interval=_PREPARE_EVERY_MS)
        self._preparing.timeout.connect(self._prepare)
        self.reload()

    @property
    def filter(self) -> IncidentFilter:
        """What is shown now."""
        return self._filter

    def set_filter(self, filter_: IncidentFilter) -> None:
        """Show only what `filter_` lets through."""
        if filter_ == self._filter:
            return
        narrower = filter_.narrows(self._filter)
        self._filter = filter_
        self._held = ""
        self._make_sieve()
        self.refilter(narrower=narrower)

    def pass_time(self) -> None:
        if self._filter.is_timed:
            self.refresh_filter()

    def tool_tip(self, row: int, column: int) -> str:
        id_ = self.id_at(row)
        entry = None if id_ is None else self._entries.get(id_)
        if entry is None:
            return ""
        if column == self.CLOCK:
            return incident_cells.clock_told(entry.data, now=self._now())
        if column == self.TITLE:
            return incident_cells.title_told(entry.data)
        return super().tool_tip(row, column)

    def on_changes(self, changes: Changes) -> None:
        self._facts.take(changes)
        if changes.touches("org"):
            self._make_sieve()
        super().on_changes(changes)
        if changes.touches("org"):
            self.forget_cells()
        if not self._preparing.isActive() and not self._facts.is_prepared:
            self._preparing.start()

    def reload(self) -> None:
        super().reload()
        self._preparing.start()

    def _prepare(self) -> None:
        """Make some of the texts that will be searched, between two frames, before anybody types."""
        spelled = self._facts.is_spelled
        self._facts.prepare()
        if not spelled and self._facts.is_spelled and self._filter.text:
            self.refilter()
        if self._facts.is_prepared:
            self._preparing.stop()

    def _make_sieve(self) -> None:
        filter_, streets = self._filter, frozenset[str]()
        if filter_.street:
            streets = frozenset(id_ for id_ in self._orgs if self._names.street_id(id_) == filter_.street)
        self._sieve = None
        if filter_ != EVERYTHING:
            self._sieve = IncidentSieve(filter_, facts=self._facts, streets=streets, now=self._now)

    def _passes(self, id_: str, data: Incident) -> bool:
        return self._sieve is None or self._sieve.passes(self._facts.slot(id_))

    def _select(self) -> list[Key]:
        rows = self._rows
        if self._sieve is None:
            return list(rows.known)
        if not rows.known:
            return []
        return list(
            compress(rows.known, self._sieve.flags()[np.frombuffer(rows.tags, dtype=np.int32)].tolist())
        )

    def _key(self, id_: str, data: Incident) -> Key:
        if self._sort_column >= 0:
            return (self._column_key(self._sort_column, id_, data), id_)
        rank = _STATE_RANK[data.state]
        if rank == _CLOSED_RANK:
            # What is over is looked up, not worked off: the latest first.
            return (rank, -parse_time(data.closed_at or data.reported_at), id_)
        # A grave one that nobody was sent to comes before a slight one that nobody has accepted.
        waits = max(rank, _STATE_RANK[_S.TO_DISPATCH])
        return (waits, not data.urgent, data.severity, rank, data.reported_at, id_)

    def _column_key(self, column: int, id_: str, data: Incident) -> Any:
        match column:
            case self.SEVERITY:
                return data.severity
            case self.SERIAL:
                return data.serial_no
            case self.TITLE:
                return data.title
            case self.TYPE:
                return data.type_name
            case self.PLACE:
                return data.place
            case self.STATE:
                return _STATE_RANK[data.state]
            case self.CLOCK:
                # The moment it falls due orders like the time that is left, and never changes by itself.
                return (self._facts.due[self._facts.slot(id_)], data.reported_at)
            case self.ASSIGNEE:
                return incident_cells.assignees(data)
        return self._names.street(data.owner_org)

    def _make_cells(self, id_: str, data: Incident) -> tuple[Cell, ...]:
        return incident_cells.cells(data, names=self._names)

    def _ageing_cell(self, column: int, id_: str, data: Incident) -> Cell:
        return incident_cells.clock_cell(data, now=self._now())


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
            now=now,
            parent=parent,
        )
        self._names = OrgNames(orgs=picture.of(Org))
        self._statuses: frozenset[UnitStatus] = frozenset()
        self._centre: Position | None = None
        self.reload()

    def set_statuses(self, statuses: frozenset[UnitStatus]) -> None:
        """Show only units in these statuses; none named: all."""
        if statuses != self._statuses:
            self._statuses = statuses
            self.refilter()

    def set_centre(self, centre: Position | None) -> None:
        """Measure distances from here and let near units come first."""
        if centre != self._centre:
            self._centre = centre
            self.reload()

    def on_changes(self, changes: Changes) -> None:
        super().on_changes(changes)
        if changes.touches("org"):
            self.forget_cells()

    def _passes(self, id_: str, data: Unit) -> bool:
        return not self._statuses or data.status in self._statuses

    def _key(self, id_: str, data: Unit) -> Key:
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
            metres = words.distance(distance_m(self._centre, data.position))
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
