"""The directory as a table: whom to call, where he works, whether he is on duty now, and his numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.picture import Entry
from backend_client.protocol.duty import Contact
from backend_client.protocol.times import parse_time
from widgets import signs, theme
from widgets.duty.duty_words import phone_kind, turn_text, turns_told
from widgets.duty.numbers import first_phone, on_duty, turn_within
from widgets.initials import Initials
from widgets.row_model import Cell, Column
from widgets.sorted_rows import Key
from widgets.sorted_table_model import SortedTableModel

translate = QCoreApplication.translate

#: A turn that begins within so many seconds is told.
_SOON_S: Final = 24 * 3600.0


class ContactModel(SortedTableModel[Contact]):
    """Contacts by id: who is on duty first, then duty rooms, then everybody by name.

    Signals: those of every item model.
    """

    DUTY, NAME, POST, ORG, PHONES = range(5)

    def __init__(
        self,
        *,
        entries: Mapping[str, Entry[Contact]],
        org_name: Callable[[str], str],
        initials: Initials,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(
            entries=entries,
            entity="contact",
            columns=(
                Column(translate("ContactModel", "On duty"), ages=True),
                Column(translate("ContactModel", "Name")),
                Column(translate("ContactModel", "Post")),
                Column(translate("ContactModel", "Where")),
                Column(translate("ContactModel", "Numbers")),
            ),
            now=now,
            parent=parent,
        )
        self._org_name = org_name
        self._initials = initials
        self._needle = ""
        self.reload()

    @property
    def likeliest_row(self) -> int:
        """The first row of somebody who is on duty now; the first of all where nobody is."""
        now = self._now()
        for row, id_ in enumerate(self.ids()):
            entry = self._entries.get(id_)
            if entry is not None and on_duty(entry.data, now) is not None:
                return row
        return 0

    def set_needle(self, needle: str) -> None:
        """Show only those whose name, post, place or number holds what was typed."""
        if needle != self._needle:
            self._needle = needle
            self.refilter()

    def _passes(self, id_: str, data: Contact) -> bool:
        return self._needle in self._search_text(data) if self._needle else True

    def tool_tip(self, row: int, column: int) -> str:
        """All numbers, where only the first has room, and all turns."""
        entry = self._entries.get(self.id_at(row) or "")
        if entry is None or column not in (self.PHONES, self.DUTY):
            return super().tool_tip(row, column)
        if column == self.DUTY:
            return turns_told(entry.data, now=self._now())
        return "\n".join(f"{phone_kind(phone.kind)}  {phone.number}" for phone in entry.data.phones)

    def _key(self, id_: str, data: Contact) -> Key:
        if self._sort_column >= 0:
            return (self._column_key(self._sort_column, id_, data), id_)
        # Where somebody is on duty changes with the hours; rows must not dance with the clock.
        rank = 0 if data.shifts else 1 if data.unit is None else 2
        return (rank, data.org, data.name, id_)

    def _column_key(self, column: int, id_: str, data: Contact) -> Any:
        if column == self.DUTY:
            turn = turn_within(data, self._now(), _SOON_S)
            return (turn is None, "" if turn is None else turn.since)
        return super()._column_key(column, id_, data)

    def _search_text(self, data: Contact) -> str:
        numbers = " ".join(phone.number for phone in data.phones)
        return self._initials.search_text(data.name, data.post, self._org_name(data.org), numbers)

    def _make_cells(self, id_: str, data: Contact) -> tuple[Cell, ...]:
        quiet, phone = theme.TEXT_QUIET, first_phone(data)
        return (
            Cell(),
            Cell(data.name, None, theme.TEXT, bool(data.shifts)),
            Cell(data.post, None, quiet),
            Cell(self._org_name(data.org), None, quiet),
            Cell("" if phone is None else phone.number),
        )

    def _ageing_cell(self, column: int, id_: str, data: Contact) -> Cell:
        now = self._now()
        turn = turn_within(data, now, _SOON_S) if data.shifts else None
        if turn is None:
            return Cell()
        is_on = parse_time(turn.since) <= now
        look, colour = (signs.ON_DUTY, theme.OK) if is_on else (signs.NEXT_ON_DUTY, theme.TEXT_QUIET)
        return Cell(turn_text(turn, now=now), look, colour)
