"""The table view and its painter that the desk's lists share: dense rows, keyboard first, painted cheaply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from widgets import theme
from widgets.signs import SignPainter
from widgets.sorted_table_model import Cell, SortedTableModel

_SIGN: Final = 16
_PAD: Final = 8
#: Pictures of rows kept; past this the store starts anew. A screen holds some twenty.
_KEPT_STRIPS: Final = 120
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

#: Everything a row's picture depends on: its cells, and whether it is selected, current and under the mouse.
_StripKey: TypeAlias = tuple[tuple[Cell, ...], bool, bool, bool]
#: Left edge, width, text to the right.
_Place: TypeAlias = tuple[int, int, bool]

#: How often ages on the screen are written anew.
_AGE_MS: Final = 1000


class RowPainter:
    """Paints whole rows of a `SortedTableModel` and keeps them as pictures: a cell costs its text once.

    While others change around it, a row is copied. A selected row has a bar at its left
    edge and a lighter ground; the current row of a focused table has lines above and below.
    """

    def __init__(self) -> None:
        self._signs = SignPainter()
        self._strips: dict[str, tuple[_StripKey, QPixmap]] = {}
        self._places: Sequence[_Place] = ()
        self._plain = theme.font()
        self._bold = theme.font(bold=True)
        self._cut = {False: QFontMetrics(self._plain), True: QFontMetrics(self._bold)}
        self._colours: dict[str, QColor] = {}

    def strip(
        self, id_: str, key: _StripKey, columns: Sequence[_Place], size: QSize, ratio: float
    ) -> QPixmap:
        """The picture of one row; of a row that has one already, only the cells that changed are painted."""
        held = self._strips.get(id_)
        every = range(len(columns))
        if held is not None and held[0] == key:
            return held[1]
        if held is not None and held[0][1:] == key[1:]:
            pixmap = held[1]
            changed: Sequence[int] = [column for column in every if held[0][0][column] != key[0][column]]
        else:
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.clear()
            pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(self._ground(key))
            changed = every
        painter = QPainter(pixmap)
        for column in changed:
            self._paint(painter, key, column, columns[column], size.height())
        painter.end()
        self._strips[id_] = (key, pixmap)
        return pixmap

    def keep_for(self, places: Sequence[_Place]) -> None:
        """Forget the pictures when the columns have other places than before.

        A header says so too, but says it as well of columns that were only looked at again.
        """
        if places != self._places:
            self._places = places
            self.forget()

    def forget(self) -> None:
        """Rows look different from now on."""
        self._strips.clear()

    def _colour(self, name: str) -> QColor:
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(name)
        return found

    def _ground(self, key: _StripKey) -> QColor:
        _, selected, _, hovered = key
        return self._colour(theme.SELECTION if selected else theme.HOVER if hovered else theme.SURFACE)

    def _paint(self, painter: QPainter, key: _StripKey, column: int, place: _Place, height: int) -> None:
        cells, selected, current, _ = key
        cell = cells[column]
        left, width, right = place
        if width <= 0:
            return
        painter.fillRect(left, 0, width, height, self._ground(key))
        painter.fillRect(left, height - 1, width, 1, self._colour(theme.ACCENT if current else theme.RAISED))
        if current:
            painter.fillRect(left, 0, width, 1, self._colour(theme.ACCENT))
        if selected and left <= 0:
            painter.fillRect(0, 0, 3, height, self._colour(theme.ACCENT))
        left, room = left + _PAD, width - 2 * _PAD
        if cell.look is not None:
            self._signs.draw(painter, cell.look, left, (height - _SIGN) // 2, _SIGN)
            left, room = left + _SIGN + 6, room - _SIGN - 6
        if cell.text and room > 8:
            painter.setFont(self._bold if cell.bold else self._plain)
            painter.setPen(self._colour(theme.TEXT if selected else cell.colour))
            text = self._cut[cell.bold].elidedText(cell.text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, 0, room, height), _RIGHT if right else _LEFT, text)


class RowTable(QTableView):
    """A list over a `SortedTableModel` whose current row stays the same id whatever happens to the rows.

    With `choose_first` the first row becomes current when rows arrive and none is.

    Signals: `current_id_changed(str)` (empty: none), `activated_id(str)` on Enter or a double click.
    """

    current_id_changed = Signal(str)
    activated_id = Signal(str)

    def __init__(
        self, *, model: SortedTableModel[Any], choose_first: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choose_first = choose_first
        self.rows: SortedTableModel[Any] | None = None
        self._current_row = -1
        self._hovered_row = -1
        self._painter = RowPainter()
        self._ground = QColor(theme.SURFACE)
        # Every pixel is painted here, so Qt need not paint what lies below the table first.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._current_id = ""
        self._keep_in_view = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        # Single keys are commands here: a Chinese input method must never see them.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(theme.ROW_HEIGHT)
        rows.setDefaultSectionSize(theme.ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setFixedHeight(theme.ROW_HEIGHT)
        columns.setHighlightSections(False)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.setSortIndicatorShown(True)
        columns.setSortIndicatorClearable(True)
        columns.setSectionsClickable(True)
        columns.setMinimumSectionSize(32)
        self.rows = model
        self.setModel(model)
        columns.sectionResized.connect(lambda *_: self.viewport().update())
        columns.sortIndicatorChanged.connect(self._sort)
        model.modelReset.connect(self._find_current_again)
        model.rowsAboutToBeMoved.connect(self._note_visibility)
        model.rowsMoved.connect(self._rows_rearranged)
        model.layoutAboutToBeChanged.connect(self._note_visibility)
        model.layoutChanged.connect(self._rows_rearranged)
        model.rowsInserted.connect(self._follow_current_row)
        model.rowsRemoved.connect(self._follow_current_row)
        self.doubleClicked.connect(lambda index: self._activate(index.row()))
        self._ages = QTimer(self)
        self._ages.setInterval(_AGE_MS)
        self._ages.timeout.connect(self._refresh_ages)

    @property
    def current_id(self) -> str:
        """The id of the current row, empty when there is none."""
        return self._current_id

    def select_id(self, id_: str) -> bool:
        """Make `id_` current and scroll to it; False when it is not among the rows."""
        assert self.rows is not None
        row = self.rows.row_of(id_)
        if row is None:
            return False
        self.selectRow(row)
        self.scrollTo(self.rows.index(row, 0))
        return True

    def empty_text(self) -> str:
        """What to say when there are no rows."""
        return ""

    def visible_rows(self) -> tuple[int, int]:
        """The first and the last row on the screen."""
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        count = self.model().rowCount()
        return max(first, 0), last if last >= 0 else count - 1

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.model().sort(column, order)

    def _hover(self, row: int) -> None:
        if row != self._hovered_row:
            self._hovered_row = row
            self.viewport().update()

    def _places(self) -> list[_Place]:
        """Where each column that is shown begins, how wide it is and whether its text stands to the right."""
        assert self.rows is not None
        return [
            (
                self.columnViewportPosition(column),
                0 if self.isColumnHidden(column) else self.columnWidth(column),
                about.right,
            )
            for column, about in enumerate(self.rows.columns)
        ]

    def _paint_empty(self, painter: QPainter) -> None:
        painter.fillRect(self.viewport().rect(), self._ground)
        painter.setPen(QColor(theme.TEXT_QUIET))
        painter.setFont(theme.font(points=theme.BASE_POINT_SIZE + 2))
        room = QRect(0, 0, self.viewport().width(), min(self.viewport().height(), 240))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.empty_text())

    def _refresh_ages(self) -> None:
        if self.rows is not None and self.isVisible():
            self.rows.refresh_ages(*self.visible_rows())

    def _activate(self, row: int) -> None:
        if self.rows is not None and (id_ := self.rows.id_at(row)) is not None:
            self.activated_id.emit(id_)

    def _find_current_again(self) -> None:
        """After the rows were read anew: the same id, or (by choice) the first row for who had none."""
        if self._current_id:
            if not self.select_id(self._current_id):
                self._set_current(-1)
        elif self._choose_first and self.model().rowCount():
            self.selectRow(0)

    def _note_visibility(self) -> None:
        first, last = self.visible_rows()
        self._keep_in_view = first <= self._current_row <= last

    def _rows_rearranged(self) -> None:
        """A row that changed its place under the officer's eyes stays before them."""
        self._follow_current_row()
        if self._keep_in_view and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _follow_current_row(self) -> None:
        self._current_row = self.currentIndex().row()

    def _set_current(self, row: int) -> None:
        self._current_row = row
        id_ = "" if self.rows is None else self.rows.id_at(row) or ""
        if id_ != self._current_id:
            self._current_id = id_
            self.current_id_changed.emit(id_)

    # Qt overrides.

    def paintEvent(self, event: QPaintEvent) -> None:
        model = self.rows
        if model is None:
            return
        painter = QPainter(self.viewport())
        if not model.rowCount():
            self._paint_empty(painter)
            return
        places, ratio = self._places(), self.devicePixelRatioF()
        self._painter.keep_for(places)
        size = QSize(self.viewport().width(), theme.ROW_HEIGHT)
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        last = last if last >= 0 else model.rowCount() - 1
        chosen = self.selectionModel()
        focused = self.hasFocus()
        for row in range(max(first, 0), last + 1):
            key = (
                model.cells(row),
                chosen.isRowSelected(row),
                focused and row == self._current_row,
                row == self._hovered_row,
            )
            id_ = model.id_at(row)
            assert id_ is not None
            strip = self._painter.strip(id_, key, places, size, ratio)
            painter.drawPixmap(0, self.rowViewportPosition(row), strip)
        below = self.rowViewportPosition(model.rowCount() - 1) + theme.ROW_HEIGHT
        painter.fillRect(0, below, size.width(), self.viewport().height() - below, self._ground)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._painter.forget()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        if current.isValid():
            self._set_current(current.row())
        self.viewport().update()

    def rowsAboutToBeRemoved(self, parent: QModelIndex | QPersistentModelIndex, start: int, end: int) -> None:
        if start <= self.currentIndex().row() <= end:
            # Qt would make a neighbour current, and the next key would act on an incident nobody chose.
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            self._set_current(-1)
        super().rowsAboutToBeRemoved(parent, start, end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentIndex().row())
            event.accept()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands, not a search by the first column."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ages.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ages.stop()
