"""Incidents that the platform remembers, asked for page by page as somebody scrolls. Nothing here waits."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Final, Protocol

import msgspec
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QTimer, Signal

from backend_client.picture import Picture
from backend_client.protocol.entities import Incident, Org
from backend_client.protocol.queries import Found, IncidentsSearch
from backend_client.protocol.times import format_time
from widgets import incident_cells
from widgets.incident_filter import IncidentFilter
from widgets.names import OrgNames
from widgets.row_model import NO_PARENT, Cell, RowModel

#: Incidents asked for at once.
PAGE: Final = 100
#: Nobody is asked before whoever types has paused for so long.
_PAUSE_MS: Final = 250
#: Rows below those on the screen that should be there already.
_AHEAD: Final = 50


class Archive(Protocol):
    """Whom to ask."""

    def ask(
        self, args: IncidentsSearch, *, then: Callable[[Found], None], failed: Callable[[str], None]
    ) -> None:
        """Ask, and go on: `then` gets the answer, or `failed` why there is none, in words."""


class NobodyToAsk:
    """An archive where there is no platform."""

    def ask(
        self, args: IncidentsSearch, *, then: Callable[[Found], None], failed: Callable[[str], None]
    ) -> None:
        """As `Archive`: nothing is ever found."""
        then(Found(total=0, items=()))


class Asking(enum.Enum):
    """How it stands with the answers."""

    IDLE = enum.auto()
    #: Somebody was asked, or is about to be.
    WAITING = enum.auto()
    FAILED = enum.auto()


class IncidentHistory(RowModel):
    """What was found, the newest first. `total` is None until an answer came.

    What is asked for is held still at the moment of the first page, so that new incidents do not push the
    rows from page to page. Answers to an older question are dropped. Signals: those of every item model;
    `asking_changed()` when `asking`, `total` or the number of rows did.
    """

    asking_changed = Signal()

    def __init__(
        self,
        *,
        archive: Archive,
        picture: Picture,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time."""
        super().__init__(columns=incident_cells.columns(past=True), parent=parent)
        self._archive = archive
        self._names = OrgNames(orgs=picture.of(Org))
        self._now = now
        self._filter: IncidentFilter | None = None
        self._question = 0
        self._until = ""
        self._offset = 0
        self._ids: list[str] = []
        self._found: dict[str, Incident] = {}
        self._places: dict[str, int] = {}
        self.asking = Asking.IDLE
        self.total: int | None = None
        self.why = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    @property
    def filter(self) -> IncidentFilter | None:
        """What is asked for; None before anybody asked."""
        return self._filter

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing more to ask for."""
        return self.total is not None and self._offset >= self.total

    def set_filter(self, filter_: IncidentFilter) -> None:
        """Ask for what `filter_` describes; what was found before goes."""
        if filter_ == self._filter and self.asking is not Asking.FAILED:
            return
        self._filter = filter_
        self.ask_again()

    def ask_again(self) -> None:
        """Ask from the beginning, as things are now."""
        self._question += 1
        self.beginResetModel()
        self._ids, self._found, self._places = [], {}, {}
        self.endResetModel()
        self._until, self._offset, self.total = "", 0, None
        self._set(Asking.WAITING)
        self._pause.start()

    def need(self, row: int) -> None:
        """Row `row` is looked at: there should be some more below it."""
        if self.asking is Asking.IDLE and not self.is_whole and row + _AHEAD >= len(self._ids):
            self._set(Asking.WAITING)
            self._ask()

    def go_on(self) -> None:
        """Ask again for the page that did not come."""
        if self.asking is Asking.FAILED:
            self._set(Asking.WAITING)
            self._ask()

    def incident(self, id_: str) -> Incident | None:
        """One that was found."""
        return self._found.get(id_)

    def _ask(self) -> None:
        filter_, question = self._filter, self._question
        if filter_ is None:
            return
        now = self._now()
        if not self._until:
            self._until = latest(filter_, now=now)
        self._archive.ask(
            search_for(filter_, now=now, until=self._until, offset=self._offset, limit=PAGE),
            then=lambda found: self._take(question, found),
            failed=lambda why: self._fail(question, why),
        )

    def _take(self, question: int, found: Found) -> None:
        if question != self._question:
            return
        fresh = [
            (item.id, incident)
            for item in found.items
            if item.id not in self._found and (incident := decoded(item.data)) is not None
        ]
        # A page that is cut short by its size goes on where it ended; an empty one ends everything.
        self._offset += len(found.items) if found.items else found.total
        self.total = found.total
        if fresh:
            first = len(self._ids)
            self.beginInsertRows(NO_PARENT, first, first + len(fresh) - 1)
            for number, (id_, incident) in enumerate(fresh, start=first):
                self._ids.append(id_)
                self._found[id_] = incident
                self._places[id_] = number
            self.endInsertRows()
        self._set(Asking.IDLE)

    def _fail(self, question: int, why: str) -> None:
        if question == self._question:
            self.why = why
            self._set(Asking.FAILED)

    def _set(self, asking: Asking) -> None:
        self.asking = asking
        self.asking_changed.emit()

    # What views ask.

    def id_at(self, row: int) -> str | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, id_: str) -> int | None:
        return self._places.get(id_)

    def ids(self) -> list[str]:
        return list(self._ids)

    def cells(self, row: int) -> tuple[Cell, ...]:
        incident = self._found[self._ids[row]]
        made = incident_cells.cells(incident, names=self._names)
        clock = incident_cells.reported_cell(incident, now=self._now())
        return (*made[: incident_cells.CLOCK], clock, *made[incident_cells.CLOCK + 1 :])

    def tool_tip(self, row: int, column: int) -> str:
        incident = self._found[self._ids[row]]
        if column == incident_cells.CLOCK:
            return incident_cells.clock_told(incident, now=self._now())
        if column == incident_cells.TITLE:
            return incident_cells.title_told(incident)
        return super().tool_tip(row, column)

    # Qt overrides.

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)


def latest(filter_: IncidentFilter, *, now: float) -> str:
    """Until when an incident that is found may have been reported; `now` is the platform's time."""
    # A second later than now: what was reported this very moment is found too.
    return format_time(now + 1.0 - filter_.older_than_s)


def search_for(
    filter_: IncidentFilter, *, now: float, until: str, offset: int, limit: int
) -> IncidentsSearch:
    """The question for one page of what `filter_` describes, reported before `until`."""
    return IncidentsSearch(
        text=filter_.text,
        states=tuple(sorted(filter_.states)),
        severities=tuple(sorted(filter_.severities)),
        type_codes=(filter_.type_code,) if filter_.type_code else (),
        org=filter_.street or None,
        since=format_time(now - filter_.within_s) if filter_.within_s else None,
        until=until,
        offset=offset,
        limit=limit,
    )


def decoded(data: msgspec.Raw) -> Incident | None:
    """None for data that break the contract: one bad row must not hide the others."""
    try:
        return msgspec.json.decode(data, type=Incident)
    except msgspec.MsgspecError:
        return None
