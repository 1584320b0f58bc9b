"""The steps of a tour in their order: chosen, moved, removed, each with its own seconds and preset."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.labels import plain_label
from widgets.scaling import follow_scale
from widgets.wall.tour_draft import StepDraft, moved

_STEP: Final = Qt.ItemDataRole.UserRole
_LEAST_HEIGHT: Final = 120


class StepPane(QWidget):
    """Delete removes what is chosen, Ctrl+Up and Ctrl+Down move it, so does the mouse; Enter leads to its
    seconds and back.

    Signals: `changed()` when the steps are others.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        name_of: Callable[[StepDraft], str],
        presets_of: Callable[[str], Sequence[tuple[int, str]]],
        parent: QWidget | None = None,
    ) -> None:
        """`name_of` a step, `presets_of` the camera with this id, as pairs of number and name."""
        super().__init__(parent)
        self._name_of = name_of
        self._presets_of = presets_of
        self._faulty: frozenset[int] = frozenset()
        self._filling = False
        self._title = plain_label(bold=True)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.list.itemSelectionChanged.connect(self._show_chosen)
        self.list.model().rowsMoved.connect(self._on_dragged)
        self.list.installEventFilter(self)
        self.up, self.down = QPushButton(self.tr("Up")), QPushButton(self.tr("Down"))
        self.remove = QPushButton(self.tr("Remove"))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self.dwell = QLineEdit()
        self.dwell.setMaxLength(12)
        self.dwell.setPlaceholderText(self.tr("the tour's"))
        self.dwell.textEdited.connect(self._write_dwell)
        self.dwell.installEventFilter(self)
        self.preset = QComboBox()
        self.preset.activated.connect(lambda _index: self._write_preset())
        self._wrong = plain_label(part="error", wraps=True)
        self._wrong.hide()
        self._lay_out()
        self._show_chosen()

    @property
    def steps(self) -> tuple[StepDraft, ...]:
        """The steps as they stand."""
        return tuple(self.list.item(row).data(_STEP) for row in range(self.list.count()))

    @property
    def chosen(self) -> tuple[int, ...]:
        """Which of them are chosen, from 0."""
        return tuple(sorted(index.row() for index in self.list.selectedIndexes()))

    def load(self, steps: Sequence[StepDraft]) -> None:
        """Show these, none chosen: what is added comes behind them."""
        self._fill(steps, ())

    def add(self, steps: Sequence[StepDraft]) -> None:
        """Put these behind the chosen one, or at the end; they are chosen then."""
        chosen, here = self.chosen, self.steps
        at = chosen[-1] + 1 if chosen else len(here)
        self._fill((*here[:at], *steps, *here[at:]), range(at, at + len(steps)))
        self.changed.emit()

    def tell(self, wrong: str, *, faulty: Collection[int]) -> None:
        """Say what is wrong, nothing for nothing, and mark the steps that it is about."""
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self._faulty = frozenset(faulty)
        self._name_rows()

    def choose(self, index: int, *, dwell: bool) -> None:
        """Choose a step, the keyboard in its seconds or in the list."""
        self.list.setCurrentRow(index)
        (self.dwell if dwell else self.list).setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._title)
        column.addWidget(self.list, 1)
        buttons, fields = QHBoxLayout(), QHBoxLayout()
        for button in (self.up, self.down, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        for text, widget, stretch in (
            (self.tr("Seconds"), self.dwell, 1),
            (self.tr("Preset"), self.preset, 2),
        ):
            caption = plain_label()
            caption.setText(text)
            fields.addWidget(caption)
            fields.addWidget(widget, stretch)
        column.addLayout(fields)
        column.addWidget(self._wrong)
        follow_scale(self, lambda: self.list.setMinimumHeight(theme.px(_LEAST_HEIGHT)))

    def _fill(self, steps: Sequence[StepDraft], chosen: Collection[int]) -> None:
        self._filling = True
        self.list.clear()
        for row, step in enumerate(steps):
            item = QListWidgetItem(self.list)
            item.setData(_STEP, step)
            item.setSelected(row in chosen)
        self._filling = False
        if chosen:
            self._stand_on(max(chosen))
        self._name_rows()
        self._show_chosen()

    def _stand_on(self, row: int) -> None:
        """The keyboard's row, without another choice."""
        index = self.list.model().index(row, 0)
        self.list.selectionModel().setCurrentIndex(index, self.list.selectionModel().SelectionFlag.NoUpdate)
        self.list.scrollTo(index)

    def _name_rows(self) -> None:
        self._title.setText(self.tr("Steps: {n}").format(n=self.list.count()))
        for row in range(self.list.count()):
            item = self.list.item(row)
            step: StepDraft = item.data(_STEP)
            parts = [f"{row + 1}", self._name_of(step)]
            if step.preset is not None:
                parts.append(self.tr("preset {n}").format(n=step.preset))
            if step.dwell.strip() not in ("", "0"):
                parts.append(self.tr("{s} s").format(s=step.dwell.strip()))
            wrong = row in self._faulty
            item.setText("   ".join([*(["!"] if wrong else []), *parts]))
            item.setForeground(QBrush(QColor(theme.DANGER)) if wrong else QBrush())

    def _show_chosen(self) -> None:
        if self._filling:
            return
        chosen = [self.steps[row] for row in self.chosen]
        for widget in (self.up, self.down, self.remove, self.dwell):
            widget.setEnabled(bool(chosen))
        dwells = {step.dwell for step in chosen}
        text = dwells.pop() if len(dwells) == 1 else ""
        if self.dwell.text() != text:
            self.dwell.setText(text)
        alone = chosen[0] if len(chosen) == 1 else None
        presets = self._presets_of(alone.camera) if alone is not None and alone.camera else ()
        self.preset.clear()
        self.preset.addItem(self.tr("as it looks") if presets else self.tr("none"), None)
        for number, name in presets:
            self.preset.addItem(f"{number}  {name}", number)
        if alone is not None and alone.preset is not None:
            if self.preset.findData(alone.preset) < 0:
                self.preset.addItem(str(alone.preset), alone.preset)
            self.preset.setCurrentIndex(self.preset.findData(alone.preset))
        self.preset.setEnabled(self.preset.count() > 1)

    def _write_dwell(self, text: str) -> None:
        for row in self.chosen:
            item = self.list.item(row)
            item.setData(_STEP, replace(item.data(_STEP), dwell=text))
        self._changed()

    def _write_preset(self) -> None:
        for row in self.chosen[:1]:
            item = self.list.item(row)
            item.setData(_STEP, replace(item.data(_STEP), preset=self.preset.currentData()))
        self._changed()

    def _move(self, by: int) -> None:
        if chosen := self.chosen:
            self._fill(*moved(self.steps, chosen, by=by))
            self.changed.emit()

    def _remove(self) -> None:
        chosen = self.chosen
        left = [step for row, step in enumerate(self.steps) if row not in chosen]
        if chosen:
            # What stood behind is next; thus one key after another empties the list.
            self._fill(left, (min(chosen[0], len(left) - 1),) if left else ())
            self.changed.emit()

    def _on_dragged(self) -> None:
        self._changed()

    def _changed(self) -> None:
        self._name_rows()
        self.changed.emit()

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if enter and not ctrl and not event.isAutoRepeat():
            if watched is self.dwell:
                self.list.setFocus()
            else:
                self.dwell.setFocus()
                self.dwell.selectAll()
            return True
        if watched is self.list and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
            return True
        if watched is self.list and ctrl and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        return super().eventFilter(watched, event)
