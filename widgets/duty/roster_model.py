"""The duty roster of the next 24 hours as a table: who has the watch at each post, and who has it next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.picture import Entry
from backend_client.protocol.duty import Contact
from backend_client.protocol.times import parse_time
from widgets import signs, theme
from widgets.duty.duty_words import turn_text, turns_told
from widgets.duty.numbers import first_phone, turn_within
from widgets.initials import Initials
from widgets.row_model import Cell, Column
from widgets.sorted_rows import Key
from widgets.sorted_table_model import SortedTableModel

translate = QCoreApplication.translate

#: How far ahead the roster looks: today's turns and the next.
AHEAD_S: Final = 24 * 3600.0


class RosterModel(SortedTableModel[Contact]):
    """Contacts who have a turn now or within a day, by post and then by when they have it.

    The posts of `home`, an org's id or empty, stand first. Rows move when a turn begins or ends, not before.
    Signals: those of every item model.
    """

    TURN, WHERE, NAME, PHONE = range(4)

    def __init__(
        self,
        *,
        entries: Mapping[str, Entry[Contact]],
        org_name: Callable[[str], str],
        home: Callable[[], str],
        initials: Initials,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time."""
        super().__init__(
            entries=entries,
            entity="contact",
            columns=(
                Column(translate("RosterModel", "Turn"), ages=True),
                Column(translate("RosterModel", "Post")),
                Column(translate("RosterModel", "Name")),
                Column(translate("RosterModel", "Number")),
            ),
            now=now,
            parent=parent,
        )
        self._org_name = org_name
        self._home = home
        self._initials = initials
        self._needle = ""
        #: Nobody's turn begins or ends before this moment.
        self._stands_until = -inf
        self.reload()

    def set_needle(self, needle: str) -> None:
        """Show only those whose name or post holds what was typed."""
        if needle != self._needle:
            self._needle = needle
            self.refilter()

    def reload(self) -> None:
        self._stands_until = inf
        super().reload()

    def pass_time(self) -> None:
        if self._now() >= self._stands_until:
            self.reload()

    def tool_tip(self, row: int, column: int) -> str:
        """The turns that somebody has yet."""
        entry = self._entries.get(self.id_at(row) or "") if column == self.TURN else None
        if entry is None:
            return super().tool_tip(row, column)
        return turns_told(entry.data, now=self._now())

    def _passes(self, id_: str, data: Contact) -> bool:
        if turn_within(data, self._now(), AHEAD_S) is None:
            return False
        return not self._needle or self._needle in self._initials.search_text(data.name, self._post(data))

    def _key(self, id_: str, data: Contact) -> Key:
        now = self._now()
        for turn in data.shifts:
            # Whoever comes into sight within the day to come does so before his turn begins.
            for moment in (parse_time(turn.since) - AHEAD_S, parse_time(turn.since), parse_time(turn.until)):
                if now < moment < self._stands_until:
                    self._stands_until = moment
        if self._sort_column >= 0:
            return (self._column_key(self._sort_column, id_, data), id_)
        turn_ = turn_within(data, now, AHEAD_S)
        begins = "" if turn_ is None else turn_.since
        return (data.org != self._home(), self._post(data), begins, data.name, id_)

    def _column_key(self, column: int, id_: str, data: Contact) -> Any:
        if column == self.TURN:
            turn = turn_within(data, self._now(), AHEAD_S)
            return "" if turn is None else turn.since
        return super()._column_key(column, id_, data)

    def _post(self, data: Contact) -> str:
        return " ".join(part for part in (self._org_name(data.org), data.post) if part)

    def _make_cells(self, id_: str, data: Contact) -> tuple[Cell, ...]:
        phone = first_phone(data)
        return (
            Cell(),
            Cell(self._post(data), None, theme.TEXT_QUIET),
            Cell(data.name),
            Cell("" if phone is None else phone.number),
        )

    def _ageing_cell(self, column: int, id_: str, data: Contact) -> Cell:
        now = self._now()
        turn = turn_within(data, now, AHEAD_S)
        if turn is None:
            return Cell()
        if parse_time(turn.since) <= now:
            return Cell(turn_text(turn, now=now), signs.ON_DUTY, theme.OK, bold=True)
        return Cell(turn_text(turn, now=now), signs.NEXT_ON_DUTY, theme.TEXT)
