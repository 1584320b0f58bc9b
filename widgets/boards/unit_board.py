"""Units by status: how many are free, who is near, whose position is old."""

from __future__ import annotations

import collections
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Position, Unit, UnitStatus
from widgets import signs, theme, words
from widgets.column_room import without_room
from widgets.item_models import UnitTableModel
from widgets.row_table import RowTable
from widgets.scaling import follow_scale
from widgets.signs import SignPainter

_M = UnitTableModel
_WIDTHS: Final = {
    _M.STATUS: 106,
    _M.KIND: 100,
    _M.PLACE: 88,
    _M.LOAD: 52,
    _M.DISTANCE: 74,
    _M.POSITION_AGE: 80,
}
_ALL_COLUMNS_FROM: Final = 640
#: Where text is large these go, the first first, until a name has so much room.
_GIVES_WAY: Final = (_M.LOAD, _M.POSITION_AGE, _M.DISTANCE)
_LEAST_NAME: Final = 100
#: A place that is looked at for less than this does not put the units in order.
_REST_MS: Final = 80


class UnitTable(RowTable):
    """The units. Signals: those of every `RowTable`."""

    def empty_text(self) -> str:
        """What to say when there are no rows."""
        return self.tr("No such units")


class UnitBoard(QWidget):
    """Counts by status, which filter, above the units themselves.

    Signals: `current_unit_changed(str)`, `unit_activated(str)` on Enter or a double click.
    """

    current_unit_changed = Signal(str)
    unit_activated = Signal(str)

    def __init__(self, *, model: UnitTableModel, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units = picture.of(Unit)
        self._model = model
        self._status_of: dict[str, UnitStatus] = {}
        self._counts: collections.Counter[UnitStatus] = collections.Counter()
        self.table = UnitTable(model=model, widths=_WIDTHS)
        self.table.setAccessibleName(self.tr("Units"))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(_M.NAME, QHeaderView.ResizeMode.Stretch)
        self.table.current_id_changed.connect(self.current_unit_changed)
        self.table.activated_id.connect(self.unit_activated)
        self._chips = {status: _Chip(status=status) for status in UnitStatus}
        group = QButtonGroup(self)
        group.setExclusive(False)
        chips = QHBoxLayout()
        chips.setSpacing(4)
        chips.setContentsMargins(0, 0, theme.GAP, 0)
        for chip in self._chips.values():
            group.addButton(chip)
            chips.addWidget(chip, 1)
        group.buttonToggled.connect(self._filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(chips)
        layout.addWidget(self.table, 1)
        self._centre: Position | None = None
        self._centring = QTimer(self, singleShot=True, interval=_REST_MS)
        self._centring.timeout.connect(self._take_centre)
        self._take_centre()
        self._count_all()
        follow_scale(self, self._show_columns)

    @property
    def counts(self) -> dict[UnitStatus, int]:
        """How many units are in each status."""
        return {status: count for status, count in self._counts.items() if count}

    @property
    def statuses(self) -> frozenset[UnitStatus]:
        """The statuses that are listed; none named: all."""
        return frozenset(status for status, chip in self._chips.items() if chip.isChecked())

    def set_centre(self, centre: Position | None) -> None:
        """Measure distances from here and list near units first; None lists them without distances.

        That waits until whoever leafs through places has come to rest: all units are put in order for it.
        """
        self._centre = centre
        self._centring.start()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._model.on_changes(changes)
        if "unit" in changes.reset:
            self._count_all()
            return
        moved = False
        for id_ in changes.ids("unit"):
            entry = self._units.get(id_)
            new = None if entry is None else entry.data.status
            old = self._status_of.get(id_)
            if new != old:
                moved = True
                if old is not None:
                    self._counts[old] -= 1
                if new is None:
                    del self._status_of[id_]
                else:
                    self._counts[new] += 1
                    self._status_of[id_] = new
        if moved:
            self._show_counts()

    def _take_centre(self) -> None:
        self._model.set_centre(self._centre)
        self._centred = self._centre is not None
        self._show_columns()

    def _show_columns(self) -> None:
        """A narrow board has room for the distance or for the street, not for both."""
        narrow = self.width() < theme.px(_ALL_COLUMNS_FROM)
        hidden = {_M.PLACE if self._centred else _M.DISTANCE} if narrow or not self._centred else set()
        if narrow:
            hidden.add(_M.KIND)
        widths = {column: theme.px(width) for column, width in _WIDTHS.items() if column not in hidden}
        room = self.table.viewport().width()
        hidden |= without_room(widths, room=room, least=theme.px(_LEAST_NAME), gives_way=_GIVES_WAY)
        for column in _WIDTHS:
            self.table.setColumnHidden(column, column in hidden)

    def _count_all(self) -> None:
        self._status_of = {id_: entry.data.status for id_, entry in self._units.items()}
        self._counts = collections.Counter(self._status_of.values())
        self._show_counts()

    def _show_counts(self) -> None:
        for status, chip in self._chips.items():
            chip.set_count(self._counts[status])

    def _filter(self) -> None:
        self._model.set_statuses(self.statuses)

    # Qt overrides.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The table has its width only now.
        self._show_columns()


class _Chip(QAbstractButton):
    """A status with its count in large figures; pressed, only these units are listed."""

    def __init__(self, *, status: UnitStatus) -> None:
        super().__init__()
        self._look = signs.UNIT_STATUS[status]
        self._count = 0
        self._signs = SignPainter()
        self.setText(words.unit_status(status))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """Show how many there are."""
        if count != self._count:
            self._count = count
            self.update()

    # Qt overrides.

    def sizeHint(self) -> QSize:
        words_width = QFontMetrics(theme.font()).horizontalAdvance(self.text())
        return QSize(max(theme.px(72), words_width + 16), theme.px(48))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(56), theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus() or self.isChecked()
        painter.setPen(QColor(theme.ACCENT if focused else theme.LINE))
        painter.setBrush(QColor(theme.SELECTION if self.isChecked() else theme.RAISED))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        sign = theme.px(16)
        self._signs.draw(painter, self._look, 8, theme.px(6), sign)
        painter.setFont(theme.font(points=theme.BASE_POINT_SIZE + 1.5, bold=True))
        painter.setPen(QColor(theme.TEXT))
        # In a narrow chip the count comes nearer to its sign before a digit of it is lost.
        wide = painter.fontMetrics().horizontalAdvance(str(self._count))
        gap = max(2, min(6, self.width() - 8 - sign - wide - 2))
        room = self.rect().adjusted(8 + sign + gap, 3, 0, -theme.px(24))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(self._count))
        painter.setFont(theme.font(points=theme.BASE_POINT_SIZE - 1))
        painter.setPen(QColor(theme.TEXT if self.isChecked() else theme.TEXT_QUIET))
        room = self.rect().adjusted(8, theme.px(25), -4, -theme.px(4))
        cut = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.end()
