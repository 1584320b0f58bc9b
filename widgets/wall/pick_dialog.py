"""Chooses one of several by its name, number or pinyin initials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QPushButton, QWidget

from widgets.dialog_parts import dialog_column, foot, leave_button
from widgets.filter_edit import FilterEdit
from widgets.held_keys import ignore_held_enter
from widgets.help.sections import Section, tell_of
from widgets.initials import Initials
from widgets.labels import plain_label
from widgets.scaling import fit_dialog

_CHOICE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: `note` stands quietly behind its name; with a `why_not` it cannot be chosen now."""

    id: str
    name: str
    note: str = ""
    why_not: str = ""


class PickDialog(QDialog):
    """Typing narrows the list, Up and Down choose, Enter takes; show it with `open()`.

    Signals: `picked(id)`.
    """

    picked = Signal(str)

    def __init__(
        self,
        *,
        title: str,
        send: str,
        choices: Sequence[Choice],
        initials: Initials,
        nothing: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`nothing` is said while there is nothing to choose from at all."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        tell_of(self, Section.TILES)
        self._choices = [(each, initials.search_text(each.name, each.note)) for each in choices]
        self._nothing = nothing
        heading = plain_label(size="large", bold=True)
        heading.setText(title)
        self.filter = FilterEdit(placeholder=self.tr("Name or pinyin initials"))
        self.filter.typed.connect(self._narrow)
        self.filter.installEventFilter(self)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.currentItemChanged.connect(lambda _now, _before: self._check())
        self.list.itemDoubleClicked.connect(lambda _item: self._take())
        self._missing = plain_label(part="quiet", wraps=True)
        self._send = QPushButton(send)
        self._send.setAutoDefault(False)
        self._send.clicked.connect(self._take)
        column = dialog_column(self)
        column.addWidget(heading)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        column.addLayout(foot(self._missing, leave_button(self, self.tr("Cancel")), self._send))
        ignore_held_enter(self.filter, self._send)
        self._narrow("")
        self.filter.setFocus()
        fit_dialog(self, 560, 480)

    def _narrow(self, typed: str) -> None:
        self.list.clear()
        for choice, text in self._choices:
            if typed in text:
                note = f"      {choice.why_not or choice.note}" if choice.why_not or choice.note else ""
                item = QListWidgetItem(f"{choice.name}{note}")
                item.setData(_CHOICE, choice)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._check()

    def _chosen(self) -> Choice | None:
        item: QListWidgetItem | None = self.list.currentItem()
        choice = None if item is None else item.data(_CHOICE)
        return choice if isinstance(choice, Choice) else None

    def _check(self) -> None:
        choice = self._chosen()
        if choice is None:
            self._missing.setText(self.tr("Nothing is called so") if self._choices else self._nothing)
        else:
            self._missing.setText(choice.why_not)
        self._send.setEnabled(choice is not None and not choice.why_not)

    def _take(self) -> None:
        choice = self._chosen()
        if choice is not None and not choice.why_not:
            self.accept()
            self.picked.emit(choice.id)

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)
