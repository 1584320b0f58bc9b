"""The list of alarms: open, acknowledged and shelved, with what can be done to each."""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QHeaderView, QProgressBar, QPushButton, QVBoxLayout, QWidget

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, AlarmState
from widgets import words
from widgets.action import Action
from widgets.alarms.alarm_model import AlarmTableModel
from widgets.dispatch.missed_panel import MissedPanel
from widgets.flow_layout import FlowLayout
from widgets.row_table import RowTable

_M = AlarmTableModel
_WIDTHS: Final = {_M.PRIORITY: 36, _M.PLACE: 150, _M.STATE: 124, _M.AGE: 64, _M.BY: 120, _M.SOURCE: 110}
_GIVES_WAY: Final = (_M.SOURCE, _M.BY, _M.PLACE)
_LEAST: Final = 150


class AlarmTable(RowTable):
    """The alarms. Signals: those of every `RowTable`."""

    def empty_text(self) -> str:
        """What to say when there are no rows."""
        return self.tr("No such alarms")


class AlarmCentre(QWidget):
    """Counts by state, which filter, above the alarms and the acts on the chosen one.

    Signals: `current_changed(str)` when another alarm is chosen (empty: none), `alarm_activated(str)` on
    Enter or a double click; those of `missed`.
    """

    current_changed = Signal(str)
    alarm_activated = Signal(str)

    def __init__(self, *, picture: Picture, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarms = picture.of(Alarm)
        self._model = AlarmTableModel(picture=picture, now=now, parent=self)
        self.missed = MissedPanel()
        self.table = AlarmTable(model=self._model, widths=_WIDTHS, gives_way=_GIVES_WAY, least=_LEAST)
        self.table.setAccessibleName(self.tr("Alarms"))
        self.table.horizontalHeader().setSectionResizeMode(_M.TITLE, QHeaderView.ResizeMode.Stretch)
        self.table.current_id_changed.connect(self._choose)
        self.table.activated_id.connect(self.alarm_activated)
        self._chips = {state: _chip(state) for state in AlarmState}
        self._narrowed = QPushButton()
        self._narrowed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._narrowed.clicked.connect(self.show_all)
        self._narrowed.hide()
        chips = FlowLayout(gap=4, line_gap=4)
        for chip in self._chips.values():
            chip.toggled.connect(self._filter)
            chips.addWidget(chip)
        chips.addWidget(self._narrowed)
        self._progress = QProgressBar()
        self._progress.hide()
        self._buttons: dict[str, QPushButton] = {}
        self._acts: dict[str, Action] = {}
        self._row = FlowLayout(gap=4, line_gap=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 4, 6)
        column.setSpacing(6)
        column.addWidget(self.missed)
        column.addLayout(chips)
        column.addWidget(self.table, 1)
        column.addWidget(self._progress)
        column.addLayout(self._row)
        self._count()

    @property
    def current(self) -> str:
        """The id of the chosen alarm, empty for none."""
        return self.table.current_id

    @property
    def counts(self) -> dict[AlarmState, int]:
        """How many alarms are in each state."""
        return dict(collections.Counter(entry.data.state for entry in self._alarms.values()))

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._model.on_changes(changes)
        if changes.touches("alarm"):
            self._count()

    @property
    def has_keyboard(self) -> bool:
        """Whether keys pressed now are the list's or one of its buttons'."""
        holder = QApplication.focusWidget()
        return holder is not None and self.isAncestorOf(holder)

    def set_actions(self, actions: Sequence[Action]) -> None:
        """The acts on the chosen alarm; when the mouse rests on one it tells its key, or why it cannot be."""
        self._acts = {action.id: action for action in actions}
        for id_, action in self._acts.items():
            button = self._buttons.get(id_) or self._add_button(id_)
            if action.text != button.text():
                button.setText(action.text)
            button.setEnabled(action.enabled)
            key = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(action.why_not or key)
        for id_, button in self._buttons.items():
            button.setVisible(id_ in self._acts)

    def _add_button(self, id_: str) -> QPushButton:
        button = _small(QPushButton())
        button.clicked.connect(lambda: self._acts[id_].run())
        self._buttons[id_] = button
        self._row.addWidget(button)
        return button

    def show_only(self, ids: Iterable[str], text: str) -> None:
        """Narrow the list to a group, called `text`; another press of its button shows all again."""
        self._narrowed.setText(self.tr("{group}   show all").format(group=text).replace("&", "&&"))
        self._narrowed.show()
        self._model.set_only(frozenset(ids))
        first = self._model.id_at(0)
        if first is not None:
            self.table.select_id(first)

    def show_all(self) -> None:
        """Show every alarm again."""
        self._narrowed.hide()
        self._model.set_only(frozenset())

    def show_progress(self, done: int, total: int) -> None:
        """How far a row of acts has come; all done hides it."""
        self._progress.setVisible(done < total)
        self._progress.setMaximum(total)
        self._progress.setValue(done)
        self._progress.setFormat(self.tr("Acknowledging {n} of {m}").format(n=done, m=total))

    def focus(self) -> None:
        """Move to what came in during a break, if it has not been seen, else to the list."""
        if not self.missed.isHidden():
            self.missed.take_focus()
            return
        if not self.table.current_id and (first := self._model.id_at(0)) is not None:
            self.table.select_id(first)
        self.table.setFocus()

    def _choose(self, id_: str) -> None:
        # An alarm that somebody else has just dealt with does not vanish under its reader.
        self._model.hold(id_)
        self.current_changed.emit(id_)

    def _filter(self) -> None:
        self._model.set_states(frozenset(state for state, chip in self._chips.items() if chip.isChecked()))

    def _count(self) -> None:
        counts = self.counts
        for state, chip in self._chips.items():
            chip.setText(f"{words.alarm_state(state)} {counts.get(state, 0)}")


def _chip(state: AlarmState) -> QPushButton:
    chip = _small(QPushButton(words.alarm_state(state)))
    chip.setCheckable(True)
    chip.setProperty("part", "choice")
    chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return chip


def _small(button: QPushButton) -> QPushButton:
    button.setStyleSheet("padding: 4px 8px")
    return button
