"""The table view and its painter that the desk's lists share: dense rows, keyboard first, painted cheaply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from widgets import theme
from widgets.row_ahead import RowsAhead
from widgets.row_model import RowModel
from widgets.row_painter import Place, RowPainter
from widgets.scaled_table import NO_WIDTHS, ScaledTable
from widgets.scaling import follow_scale

#: How often ages on the screen are written anew.
_AGE_MS: Final = 1000


class RowTable(ScaledTable):
    """A list over a `RowModel` whose current row stays the same id whatever happens to the rows.

    With `choose_first` the first row becomes current when rows arrive and none is. `widths` are those of
    columns in pixels at 100 % text scale; `gives_way` names columns that are hidden where the column that
    stretches would not have `least` pixels, the first to go first.

    With `several` more than one row can be selected, by Ctrl, Shift, arrows and mouse. Rows just out of sight
    are painted before they are scrolled to.

    Signals: `current_id_changed(str)` (empty: none), `activated_id(str)` on Enter or a double click,
    `selected_ids_changed()`.
    """

    current_id_changed = Signal(str)
    activated_id = Signal(str)
    selected_ids_changed = Signal()

    def __init__(
        self,
        *,
        model: RowModel,
        choose_first: bool = False,
        widths: Mapping[int, int] = NO_WIDTHS,
        gives_way: Sequence[int] = (),
        least: int = 0,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(widths=widths, gives_way=gives_way, least=least, parent=parent)
        self._choose_first = choose_first
        self.rows: RowModel | None = None
        self._current_row = -1
        self._lost_row = -1
        self._hovered_row = -1
        self._painter = RowPainter()
        self._ground = QColor(theme.SURFACE)
        # Every pixel is painted here, so Qt need not paint what lies below the table first.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._current_id = ""
        self._keep_in_view = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._several = several
        self._selected: tuple[str, ...] = ()
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        # Single keys are commands here: a Chinese input method must never see them.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.rows = model
        self.setModel(model)
        columns = self.horizontalHeader()
        columns.sectionResized.connect(lambda *_: self.viewport().update())
        columns.sortIndicatorChanged.connect(self._sort)
        model.modelAboutToBeReset.connect(self._note_selected)
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
        self._ahead = RowsAhead(paint=self._paint_ahead, parent=self)
        follow_scale(self, self.measure)

    @property
    def current_id(self) -> str:
        """The id of the current row, empty when there is none."""
        return self._current_id

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """The ids of the selected rows, as they stand; the current row is usually among them."""
        assert self.rows is not None
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(id_ for row in chosen if (id_ := self.rows.id_at(row)) is not None)

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

    def measure(self) -> None:
        super().measure()
        self._painter.measure()

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

    def _places(self) -> list[Place]:
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

    def _strips(self, rows: Iterable[int]) -> Iterator[tuple[int, QPixmap]]:
        """The pictures of rows. What is the same for all of them is asked once: asking Qt has its price."""
        model, painter, places = self.rows, self._painter, self._places()
        assert model is not None
        painter.keep_for(places)
        chosen = self.selectionModel()
        selected = {index.row() for index in chosen.selectedRows()} if chosen.hasSelection() else ()
        current = self._current_row if self.hasFocus() else -1
        hovered = self._hovered_row
        size = QSize(self.viewport().width(), self.verticalHeader().defaultSectionSize())
        ratio = self.devicePixelRatioF()
        for row in rows:
            key = (model.cells(row), row in selected, row == current, row == hovered)
            yield row, painter.strip(model.id_at(row) or "", key, places, size, ratio)

    def _paint_ahead(self, row: int) -> None:
        if 0 <= row < self.model().rowCount():
            for _ in self._strips((row,)):
                pass

    def _paint_empty(self, painter: QPainter) -> None:
        painter.fillRect(self.viewport().rect(), self._ground)
        painter.setPen(QColor(theme.TEXT_QUIET))
        painter.setFont(theme.font(points=theme.BASE_POINT_SIZE + 2))
        room = QRect(0, 0, self.viewport().width(), min(self.viewport().height(), theme.px(240)))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.empty_text())

    def _refresh_ages(self) -> None:
        if self.rows is not None and self.isVisible():
            self.rows.pass_time()
            self.rows.refresh_ages(*self.visible_rows())

    def _activate(self, row: int) -> None:
        if self.rows is not None and (id_ := self.rows.id_at(row)) is not None:
            self.activated_id.emit(id_)

    def _note_selected(self) -> None:
        self._selected = self.selected_ids if self._several else ()

    def _select_again(self) -> None:
        """Select the rows that were selected, where there were several and they are still there."""
        assert self.rows is not None
        if len(self._selected) > 1:
            flag = QItemSelectionModel.SelectionFlag
            rows = (self.rows.row_of(id_) for id_ in self._selected)
            chosen = QItemSelection()
            for row in rows:
                if row is not None:
                    chosen.select(self.rows.index(row, 0), self.rows.index(row, 0))
            self.selectionModel().select(chosen, flag.Select | flag.Rows)
        self._selected = ()

    def _find_current_again(self) -> None:
        """After the rows were read anew: the same id, or (by choice) the first row for who had none."""
        self._find_current()
        self._select_again()

    def _find_current(self) -> None:
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
        before = self._current_row
        self._follow_current_row()
        if self._keep_in_view and self._current_row not in (before, -1):
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
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        last = last if last >= 0 else model.rowCount() - 1
        for row, strip in self._strips(range(max(first, 0), last + 1)):
            painter.drawPixmap(0, self.rowViewportPosition(row), strip)
        width, height = self.viewport().width(), self.verticalHeader().defaultSectionSize()
        below = self.rowViewportPosition(model.rowCount() - 1) + height
        painter.fillRect(0, below, width, self.viewport().height() - below, self._ground)
        painter.end()
        self._ahead.look(*self.visible_rows())

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
            self._lost_row = -1
            self._set_current(current.row())
        self.viewport().update()

    def rowsAboutToBeRemoved(self, parent: QModelIndex | QPersistentModelIndex, start: int, end: int) -> None:
        if start <= self.currentIndex().row() <= end:
            # Qt would make a neighbour current, and the next key would act on an incident nobody chose.
            self._lost_row = start
            self.selectionModel().clearCurrentIndex()
            if not self._several:
                self.clearSelection()
            self._set_current(-1)
        super().rowsAboutToBeRemoved(parent, start, end)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if not self.currentIndex().isValid() and self._lost_row >= 0 and self.model().rowCount():
            # Where the current row was that has gone; Qt would begin at the top again.
            return self.model().index(min(self._lost_row, self.model().rowCount() - 1), 0)
        # Rows are chosen whole: these lead to the ends of the list, where Qt goes to those of the row.
        if action is QAbstractItemView.CursorAction.MoveHome:
            return self.model().index(0, 0)
        if action is QAbstractItemView.CursorAction.MoveEnd:
            return self.model().index(self.model().rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentIndex().row())
            event.accept()
            return
        super().keyPressEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected_ids_changed.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands, not a search by the first column."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ages.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ages.stop()
        self._ahead.stop()
