"""Assigns several incidents at once: each to its recommended recipient, or all to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from backend_client.picture import Entry
from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_args import Assignee
from widgets import theme
from widgets.dialog_parts import dialog_column, foot, leave_button
from widgets.dispatch.batch_plan import Planned
from widgets.dispatch.candidate_words import reasons, shortfalls
from widgets.dispatch.candidates import Candidate
from widgets.drills import titled
from widgets.filter_edit import FilterEdit
from widgets.help.sections import Section, tell_of
from widgets.labels import plain_label
from widgets.scaling import fit_dialog, follow_scale

_NUMBER, _TITLE, _RECIPIENT, _WHY = range(4)
_ROW_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class BatchChoice:
    """One incident, as it was when it was looked at, and who is to get it."""

    entry: Entry[Incident]
    assignee: Assignee


class BatchDialog(QDialog):
    """The incidents with their recipients; Space leaves one out, typing names one recipient for all.

    Show it with `open()`. Signals: `assign_requested(tuple)` of `BatchChoice`.
    """

    assign_requested = Signal(tuple)

    def __init__(
        self,
        *,
        planned: Sequence[Planned],
        find: Callable[[str], Candidate | None],
        parent: QWidget | None = None,
    ) -> None:
        """`find` gives the one recipient that typed words mean best, None for nobody."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Assign {n} incidents").format(n=len(planned)))
        tell_of(self, Section.ASSIGN)
        self._planned = tuple(planned)
        self._find = find
        self._one: Candidate | None = None
        title = plain_label(size="large", bold=True)
        title.setText(self.windowTitle())
        self._filter = FilterEdit(placeholder=self.tr("All to one: name, code or pinyin initials"))
        self._filter.typed.connect(self._choose_one)
        self._filter.installEventFilter(self)
        self._table = QTableWidget(len(planned), 4)
        self._table.setHorizontalHeaderLabels(
            [self.tr("Number"), self.tr("Title"), self.tr("Recipient"), self.tr("Why")]
        )
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.setShowGrid(False)
        head = self._table.horizontalHeader()
        head.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self._hint = plain_label(part="quiet", wraps=True)
        self._ok = QPushButton()
        self._ok.setDefault(True)
        self._ok.clicked.connect(self._answer)
        cancel = leave_button(self, self.tr("Cancel"))
        column = dialog_column(self)
        column.addWidget(title)
        column.addWidget(self._filter)
        column.addWidget(self._table, 1)
        column.addLayout(foot(self._hint, cancel, self._ok))
        self._fill()
        self._table.itemChanged.connect(lambda _item: self._count())
        self._table.selectRow(0)
        self._filter.setFocus()
        follow_scale(self, self._size_columns)
        fit_dialog(self, 1080, 560)

    @property
    def choices(self) -> tuple[BatchChoice, ...]:
        """What would be assigned now."""
        found = []
        for row, each in enumerate(self._planned):
            recipient = self._one or each.recipient
            ticked = self._item(row, _NUMBER).checkState() == Qt.CheckState.Checked
            if ticked and recipient is not None:
                assignee = Assignee(kind=recipient.kind, id=recipient.id, lead=True)
                found.append(BatchChoice(each.entry, assignee))
        return tuple(found)

    def _size_columns(self) -> None:
        for column, width in ((_NUMBER, 230), (_RECIPIENT, 200), (_WHY, 330)):
            self._table.setColumnWidth(column, theme.px(width))
        self._table.verticalHeader().setDefaultSectionSize(theme.row_height())

    def _fill(self) -> None:
        for row, each in enumerate(self._planned):
            number = QTableWidgetItem(each.entry.data.serial_no)
            number.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            number.setCheckState(Qt.CheckState.Checked)
            self._table.setItem(row, _NUMBER, number)
            self._table.setItem(row, _TITLE, QTableWidgetItem(titled(each.entry.data)))
            self._table.setItem(row, _RECIPIENT, QTableWidgetItem())
            self._table.setItem(row, _WHY, QTableWidgetItem())
        self._show_recipients()

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self._table.item(row, column)
        assert item is not None
        return item

    def _show_recipients(self) -> None:
        for row, each in enumerate(self._planned):
            recipient = self._one or each.recipient
            name = self.tr("nobody") if recipient is None else f"{recipient.name}  {recipient.code}"
            why = ""
            if recipient is not None and self._one is None:
                why = "   ".join(part for part in (reasons(recipient), shortfalls(recipient)) if part)
            self._item(row, _RECIPIENT).setText(name)
            self._item(row, _WHY).setText(why)
        self._count()

    def _choose_one(self, typed: str) -> None:
        self._one = self._find(typed) if typed else None
        if typed and self._one is None:
            self._hint.setText(self.tr("Nobody matches what was typed"))
            self._ok.setEnabled(False)
            return
        self._show_recipients()

    def _count(self) -> None:
        count = len(self.choices)
        self._ok.setEnabled(count > 0)
        self._ok.setText(self.tr("Assign {n}").format(n=count))
        self._hint.setText(self.tr("Arrows choose a row   Space leaves it out   Enter assigns   Esc leaves"))

    def _answer(self) -> None:
        if self._ok.isEnabled() and (choices := self.choices):
            self.assign_requested.emit(choices)
            self.accept()

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._filter or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        row = self._table.currentRow()
        if event.key() in _ROW_KEYS:
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            self._table.selectRow(min(max(row + step, 0), len(self._planned) - 1))
        elif event.key() == Qt.Key.Key_Space and not self._filter.text():
            item = self._item(max(row, 0), _NUMBER)
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._answer()
        else:
            return super().eventFilter(watched, event)
        return True
