"""The duty log as a table: what was promised first, then the newest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.picture import Entry
from backend_client.protocol.duty import DutyLogEntry
from backend_client.protocol.times import parse_time
from widgets import theme, words
from widgets.duty import duty_words
from widgets.moments import moment_text
from widgets.row_model import Cell, Column
from widgets.signs import Look, Sign
from widgets.sorted_rows import Key
from widgets.sorted_table_model import SortedTableModel

translate = QCoreApplication.translate

_PROMISED: Final = Look(Sign.HOURGLASS, theme.WARNING)
_LATE: Final = Look(Sign.LATE, theme.DANGER)
_KEPT: Final = Look(Sign.CHECK, theme.OK)


class DutyLogModel(SortedTableModel[DutyLogEntry]):
    """Lines of the last day by id. Signals: those of every item model."""

    AT, KIND, TEXT, OUTCOME, PROMISE, BY = range(6)

    def __init__(
        self,
        *,
        entries: Mapping[str, Entry[DutyLogEntry]],
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(
            entries=entries,
            entity="duty_log_entry",
            columns=(
                Column(translate("DutyLogModel", "Time")),
                Column(translate("DutyLogModel", "Kind")),
                Column(translate("DutyLogModel", "What")),
                Column(translate("DutyLogModel", "Outcome")),
                Column(translate("DutyLogModel", "Promised"), ages=True),
                Column(translate("DutyLogModel", "By")),
            ),
            now=now,
            parent=parent,
        )
        self.reload()

    def told(self, id_: str) -> str:
        """A line in full, as it is read out: when, what, how it ended, by whom; empty for one not there."""
        entry = self._entries.get(id_)
        if entry is None:
            return ""
        data = entry.data
        outcome = duty_words.outcome(data.outcome) if data.outcome else ""
        head = (
            moment_text(data.at, now=self._now()),
            duty_words.kind(data.kind),
            data.by,
            data.number,
            outcome,
        )
        return "   ".join(part for part in head if part) + f"\n{data.text}"

    def _key(self, id_: str, data: DutyLogEntry) -> Key:
        if self._sort_column >= 0:
            return (self._column_key(self._sort_column, id_, data), id_)
        if data.due_at is not None and data.is_owed:
            return (0, parse_time(data.due_at), id_)
        return (1, -parse_time(data.at), id_)

    def _column_key(self, column: int, id_: str, data: DutyLogEntry) -> Any:
        return data.at if column == self.AT else super()._column_key(column, id_, data)

    def _make_cells(self, id_: str, data: DutyLogEntry) -> tuple[Cell, ...]:
        quiet = theme.TEXT_QUIET
        text = f"{data.text}  {data.number}" if data.number else data.text
        return (
            Cell(moment_text(data.at, now=self._now()), None, quiet),
            Cell(duty_words.kind(data.kind)),
            Cell(text),
            Cell(duty_words.outcome(data.outcome) if data.outcome else "", None, quiet),
            Cell(),
            Cell(data.by, None, quiet),
        )

    def _ageing_cell(self, column: int, id_: str, data: DutyLogEntry) -> Cell:
        if data.due_at is None:
            return Cell()
        if data.settled_at is not None:
            return Cell(translate("DutyLogModel", "kept"), _KEPT, theme.OK)
        left = parse_time(data.due_at) - self._now()
        text = words.age(abs(left))
        if left < 0:
            return Cell(translate("DutyLogModel", "{time} over").format(time=text), _LATE, theme.DANGER, True)
        return Cell(translate("DutyLogModel", "in {time}").format(time=text), _PROMISED, theme.WARNING)
