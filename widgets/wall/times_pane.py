"""When a tour runs by itself: any number of schedules, each with its wall, days, hours and tiles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.flow_layout import FlowLayout
from widgets.labels import plain_label
from widgets.scaling import follow_scale
from widgets.wall.tour_draft import MOST_TIMES, WEEK, TimesDraft, Wrong
from widgets.wall.tour_words import day_name, times_line

_TIMES: Final = Qt.ItemDataRole.UserRole
#: Three schedules: few tours have more, and the steps want the room.
_HEIGHT: Final = 100


@dataclass(frozen=True, slots=True)
class WallOffer:
    """A wall that a schedule may be for: its id, what it is called, and the numbers of its tiles."""

    id: str
    title: str
    tiles: Collection[int]


class TimesPane(QWidget):
    """The first of `walls` is a new schedule's. Signals: `changed()` when the schedules are others."""

    changed = Signal()

    def __init__(self, *, walls: Sequence[WallOffer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walls = tuple(walls)
        self._with_tiles = True
        self._wrongs: Mapping[int, str] = {}
        self._filling = False
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.list.installEventFilter(self)
        self.add, self.remove = QPushButton(self.tr("Add a schedule")), QPushButton(self.tr("Remove"))
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.wall = QComboBox()
        self.wall.activated.connect(lambda _index: self._write())
        self.days = {day: QPushButton(day_name(day)) for day in WEEK}
        self.since, self.until, self.tiles = QLineEdit(), QLineEdit(), QLineEdit()
        self.tiles.setPlaceholderText(self.tr("such as 1-4, 7"))
        for edit in (self.since, self.until, self.tiles):
            edit.setMaxLength(200)
            edit.textEdited.connect(lambda _text: self._write())
        self._caption_tiles = plain_label()
        self._wrong = plain_label(part="error", wraps=True)
        self._wrong.hide()
        self._never = plain_label(part="quiet", wraps=True)
        self._never.setText(self.tr("Without a schedule the tour is started by hand only."))
        self._fields = QWidget()
        self._lay_out()
        self._show_chosen()

    @property
    def times(self) -> tuple[TimesDraft, ...]:
        """The schedules as they stand."""
        return tuple(self.list.item(row).data(_TIMES) for row in range(self.list.count()))

    def load(self, times: Sequence[TimesDraft]) -> None:
        """Show these, the first one chosen."""
        self._fill(times, 0)

    def set_with_tiles(self, with_tiles: bool) -> None:
        """Whether a schedule names tiles: scenes have the whole wall."""
        if with_tiles != self._with_tiles:
            self._with_tiles = with_tiles
            self._name_rows()
            self._show_chosen()

    def tell(self, wrongs: Mapping[int, str]) -> None:
        """Say what is wrong, by the number of the schedule from 0, and mark these."""
        self._wrongs = wrongs
        self._name_rows()
        self._show_wrong()

    def choose(self, index: int, wrong: Wrong) -> None:
        """Choose a schedule, the keyboard in the field that something is wrong with."""
        self.list.setCurrentRow(index)
        fields = {Wrong.NO_DAY: self.days[1], Wrong.SINCE: self.since, Wrong.UNTIL: self.until}
        fields.get(wrong, self.tiles).setFocus()

    def _lay_out(self) -> None:
        title = plain_label(bold=True)
        title.setText(self.tr("Runs by itself"))
        self._caption_tiles.setText(self.tr("On the tiles"))
        days = FlowLayout(gap=4, line_gap=4)
        for button in self.days.values():
            button.setCheckable(True)
            button.setProperty("part", "choice")
            button.setStyleSheet("padding: 4px 8px")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked: self._write())
            days.addWidget(button)
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        rows = (
            (self.tr("Wall"), self.wall, 0, 0, 5),
            (self.tr("From"), self.since, 2, 0, 1),
            (self.tr("Until"), self.until, 2, 2, 1),
        )
        for text, widget, row, column, span in rows:
            caption = plain_label()
            caption.setText(text)
            grid.addWidget(caption, row, column)
            grid.addWidget(widget, row, column + 1, 1, span)
        on = plain_label()
        on.setText(self.tr("Days"))
        grid.addWidget(on, 1, 0)
        grid.addLayout(days, 1, 1, 1, 5)
        grid.addWidget(self._caption_tiles, 2, 4)
        grid.addWidget(self.tiles, 2, 5)
        for column, stretch in ((1, 2), (3, 2), (5, 3)):
            grid.setColumnStretch(column, stretch)
        right = QVBoxLayout()
        right.addWidget(self._never)
        right.addWidget(self._fields)
        right.addWidget(self._wrong)
        right.addStretch(1)
        left, buttons = QVBoxLayout(), QHBoxLayout()
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        left.addWidget(self.list, 1)
        left.addLayout(buttons)
        sides = QHBoxLayout()
        sides.setSpacing(2 * theme.GAP)
        sides.addLayout(left, 1)
        sides.addLayout(right, 1)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(theme.GAP)
        column_of_all.addWidget(title)
        column_of_all.addLayout(sides)
        follow_scale(self, lambda: self.list.setFixedHeight(theme.px(_HEIGHT)))

    def _fill(self, times: Sequence[TimesDraft], chosen: int) -> None:
        self._filling = True
        self.list.clear()
        for each in times:
            item = QListWidgetItem(self.list)
            item.setData(_TIMES, each)
        self._name_rows()
        self._filling = False
        self.list.setCurrentRow(min(chosen, self.list.count() - 1))
        self._show_chosen()

    def _title_of(self, wall: str) -> str:
        return next((each.title for each in self._walls if each.id == wall), wall)

    def _name_rows(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            times: TimesDraft = item.data(_TIMES)
            line = times_line(times, wall=self._title_of(times.wall), with_tiles=self._with_tiles)
            wrong = row in self._wrongs
            item.setText(f"!   {line}" if wrong else line)
            item.setForeground(QBrush(QColor(theme.DANGER)) if wrong else QBrush())

    def _chosen(self) -> QListWidgetItem | None:
        item: QListWidgetItem | None = self.list.currentItem()
        return item

    def _show_chosen(self) -> None:
        if self._filling:
            return
        item = self._chosen()
        self.add.setEnabled(bool(self._walls) and self.list.count() < MOST_TIMES)
        self.remove.setEnabled(item is not None)
        self._show_wrong()
        self._fields.setVisible(item is not None)
        self._never.setVisible(item is None)
        for widget in (self._caption_tiles, self.tiles):
            widget.setVisible(self._with_tiles)
        if item is None:
            return
        times: TimesDraft = item.data(_TIMES)
        self.wall.clear()
        for each in self._walls:
            self.wall.addItem(each.title, each.id)
        if self.wall.findData(times.wall) < 0:
            # One that is not known here stays what it is.
            self.wall.addItem(times.wall, times.wall)
        self.wall.setCurrentIndex(self.wall.findData(times.wall))
        for day, button in self.days.items():
            button.setChecked(day in times.days)
        for edit, text in ((self.since, times.since), (self.until, times.until), (self.tiles, times.tiles)):
            if edit.text() != text:
                edit.setText(text)

    def _show_wrong(self) -> None:
        """What is wrong with the chosen schedule, else with the first one that something is wrong with."""
        row = self.list.currentRow()
        first = min(self._wrongs, default=-1)
        text = self._wrongs.get(row) or self._wrongs.get(first, "")
        if text and row not in self._wrongs:
            text = self.tr("Schedule {n}: {wrong}").format(n=first + 1, wrong=text)
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def _write(self) -> None:
        item = self._chosen()
        if item is None:
            return
        item.setData(
            _TIMES,
            replace(
                item.data(_TIMES),
                wall=self.wall.currentData(),
                days=tuple(day for day, button in self.days.items() if button.isChecked()),
                since=self.since.text(),
                until=self.until.text(),
                tiles=self.tiles.text(),
            ),
        )
        self._name_rows()
        self.changed.emit()

    def _add(self) -> None:
        before = self._chosen()
        # Mostly the same wall at another hour.
        new = TimesDraft(wall=self._walls[0].id) if before is None else before.data(_TIMES)
        self._fill((*self.times, new), self.list.count())
        self.changed.emit()
        self.wall.setFocus()

    def _remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self._fill([each for number, each in enumerate(self.times) if number != row], row)
            self.changed.emit()

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        ):
            self._remove()
            return True
        return super().eventFilter(watched, event)
