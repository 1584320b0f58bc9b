"""Two sheets of the desk: the directory with the duty roster, and the duty log."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from widgets.duty.contact_model import ContactModel
from widgets.duty.log_model import DutyLogModel
from widgets.duty.roster_model import RosterModel
from widgets.filter_edit import FilterEdit
from widgets.flow_layout import FlowLayout
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.row_table import RowTable

_C, _R, _L = ContactModel, RosterModel, DutyLogModel
#: So that on a screen of 1920 pixels everybody is listed with where he works and what is dialled.
_CONTACT_WIDTHS: Final = {_C.DUTY: 124, _C.POST: 100, _C.ORG: 84, _C.PHONES: 118}
_ROSTER_WIDTHS: Final = {_R.TURN: 140, _R.NAME: 110, _R.PHONE: 130}
_LOG_WIDTHS: Final = {_L.AT: 80, _L.KIND: 64, _L.OUTCOME: 110, _L.PROMISE: 124, _L.BY: 100}

#: Characters of the chosen line that stand below the log; the tip says the rest.
_READ_OUT: Final = 240


class ContactSheet(QWidget):
    """Whom to call, found by typing, or the duty roster of the next 24 hours.

    Signals: `call_requested(str)` with a contact's id, on Enter.
    """

    call_requested = Signal(str)

    def __init__(self, *, model: ContactModel, roster: RosterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tell_of(self, Section.DUTY)
        self.model = model
        self.search = FilterEdit(placeholder=self.tr("Name, post, place, number or pinyin initials"))
        self.search.typed.connect(model.set_needle)
        self.search.typed.connect(roster.set_needle)
        self.search.installEventFilter(self)
        self.roster_button = _button(self.tr("Roster"))
        self.roster_button.setCheckable(True)
        self.roster_button.setProperty("part", "choice")
        self.roster_button.setToolTip(self.tr("Who has the watch at each post, and who has it next"))
        self.roster_button.toggled.connect(self._show_roster)
        self._age = plain_label(part="warning", wraps=True)
        self._age.hide()
        self.table = ContactTable(model=model, widths=_CONTACT_WIDTHS, gives_way=(_C.POST, _C.ORG), least=78)
        self.table.setAccessibleName(self.tr("Directory"))
        self.table.horizontalHeader().setSectionResizeMode(_C.NAME, QHeaderView.ResizeMode.Stretch)
        self.roster = RosterTable(model=roster, widths=_ROSTER_WIDTHS, gives_way=(_R.PHONE,), least=120)
        self.roster.setAccessibleName(self.tr("Duty roster"))
        self.roster.horizontalHeader().setSectionResizeMode(_R.WHERE, QHeaderView.ResizeMode.Stretch)
        self._lists = QStackedWidget()
        for table in (self.table, self.roster):
            table.activated_id.connect(self.call_requested)
            self._lists.addWidget(table)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.search, 1)
        line.addWidget(self.roster_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 4, 6)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self._age)
        column.addWidget(self._lists, 1)

    def show_roster(self) -> None:
        """Bring the roster to the front and move into it."""
        self.roster_button.setChecked(True)
        _move_into(self.roster)

    def show_age(self, text: str) -> None:
        """Say from when the directory is; empty while it is the platform's own."""
        self._age.setText(text)
        self._age.setVisible(bool(text))

    def _show_roster(self, shown: bool) -> None:
        self._lists.setCurrentWidget(self.roster if shown else self.table)

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        is_press = watched is self.search and event.type() == QEvent.Type.KeyPress
        if is_press and pressed in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Into what was found: there Enter calls.
            if self.roster_button.isChecked():
                _move_into(self.roster)
            else:
                _move_into(self.table, row=self.model.likeliest_row)
            return True
        return super().eventFilter(watched, event)


class ContactTable(RowTable):
    """The contacts. Signals: those of every `RowTable`."""

    def empty_text(self) -> str:
        """What to say when there are no rows."""
        return self.tr("Nobody matches what was typed")


class RosterTable(RowTable):
    """The turns. Signals: those of every `RowTable`."""

    def empty_text(self) -> str:
        """What to say when there are no rows."""
        return self.tr("No turn of the next 24 hours is known, or none matches what was typed")


class DutyLogSheet(QWidget):
    """The duty log with its buttons. Signals: `write_requested()`, `settle_requested(str)`,
    `incident_requested(str)` with the id of a line, on Enter; `hand_over_requested()`.
    """

    write_requested = Signal()
    settle_requested = Signal(str)
    incident_requested = Signal(str)
    hand_over_requested = Signal()

    def __init__(self, *, model: DutyLogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tell_of(self, Section.DUTY)
        self.model = model
        self.table = DutyLogTable(model=model, widths=_LOG_WIDTHS, gives_way=(_L.BY, _L.OUTCOME), least=150)
        self.table.setAccessibleName(self.tr("Duty log"))
        self.table.horizontalHeader().setSectionResizeMode(_L.TEXT, QHeaderView.ResizeMode.Stretch)
        self.table.activated_id.connect(self.incident_requested)
        self.table.current_id_changed.connect(lambda _id: self._check())
        # The column is narrow: the chosen line is read below it.
        self._whole = plain_label(wraps=True)
        self._write = _button(self.tr("Write…"))
        self._write.clicked.connect(self.write_requested)
        self._settle = _button(self.tr("Promise kept"))
        self._settle.clicked.connect(lambda: self.settle_requested.emit(self.table.current_id))
        self._hand_over = _button(self.tr("Hand the shift over…"))
        self._hand_over.clicked.connect(self.hand_over_requested)
        row = FlowLayout(gap=6, line_gap=4)
        for button in (self._write, self._settle, self._hand_over):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 4, 6)
        column.setSpacing(6)
        column.addWidget(self.table, 1)
        column.addWidget(self._whole)
        column.addLayout(row)
        self._check()

    def set_can_settle(self, can: bool) -> None:
        """Whether the chosen line promises something that is not done."""
        self._settle.setEnabled(can)

    def _check(self) -> None:
        self._settle.setEnabled(False)
        told = self.model.told(self.table.current_id)
        self._whole.setText(told if len(told) <= _READ_OUT else f"{told[:_READ_OUT]}…")
        self._whole.setToolTip(told)
        self._whole.setVisible(bool(told))


class DutyLogTable(RowTable):
    """The lines. Signals: those of every `RowTable`."""

    def empty_text(self) -> str:
        """What to say when there are no rows."""
        return self.tr("Nothing has been written in the last 24 hours")


def _move_into(table: RowTable, *, row: int = 0) -> None:
    """Give a list the keyboard, at the row that was chosen in it or else at `row`."""
    if not table.model().rowCount():
        return
    if not table.current_id:
        table.selectRow(row)
    table.setFocus()


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    return button
