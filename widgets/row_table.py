"""The table view and its painter that the desk's lists share: dense rows, keyboard first, painted cheaply."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QStaticText
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from widgets import theme
from widgets.signs import SignPainter
from widgets.sorted_table_model import SortedTableModel

_SIGN: Final = 16
_PAD: Final = 8
#: Texts laid out and kept; past this the store starts anew.
_KEPT_TEXTS: Final = 6000
#: How often ages on the screen are written anew.
_AGE_MS: Final = 1000


class RowDelegate(QStyledItemDelegate):
    """Paints cells of a `SortedTableModel` straight from the model: no style, no roles, text laid out once.

    A selected row has a bar at its left edge and a lighter ground; a focused table frames its current row.
    """

    def __init__(self, view: RowTable) -> None:
        super().__init__(view)
        self._view = view
        self._signs = SignPainter()
        self._texts: dict[tuple[str, int, bool], tuple[QStaticText, int, int]] = {}
        self._plain = theme.font()
        self._bold = theme.font(bold=True)
        self._colours: dict[str, QColor] = {}

    def _colour(self, name: str) -> QColor:
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(name)
        return found

    def _text(self, text: str, width: int, bold: bool) -> tuple[QStaticText, int, int]:
        """`text` cut to `width` and laid out, with its width and height."""
        key = (text, width, bold)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > _KEPT_TEXTS:
                self._texts.clear()
            font: QFont = self._bold if bold else self._plain
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
            laid_out = QStaticText(shown)
            laid_out.setTextFormat(Qt.TextFormat.PlainText)
            laid_out.prepare(font=font)
            size = laid_out.size()
            found = self._texts[key] = (laid_out, round(size.width()), round(size.height()))
        return found

    # Qt overrides.

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = self._view.rows
        if model is None:
            return
        row, column = index.row(), index.column()
        cell = model.cell(row, column)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        x, y, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, self._colour(theme.SELECTION))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._colour(theme.HOVER))
        painter.fillRect(x, y + height - 1, width, 1, self._colour(theme.RAISED))
        if selected and column == self._view.first_column:
            painter.fillRect(x, y, 3, height, self._colour(theme.ACCENT))
        if row == self._view.current_row and self._view.hasFocus():
            painter.fillRect(x, y, width, 1, self._colour(theme.ACCENT))
            painter.fillRect(x, y + height - 1, width, 1, self._colour(theme.ACCENT))
        left, room = x + _PAD, width - 2 * _PAD
        if cell.look is not None:
            self._signs.draw(painter, cell.look, left, y + (height - _SIGN) // 2, _SIGN)
            left += _SIGN + 6
            room -= _SIGN + 6
        if cell.text and room > 8:
            laid_out, text_width, text_height = self._text(cell.text, room, cell.bold)
            if model.columns[column].right:
                left += room - text_width
            painter.setFont(self._bold if cell.bold else self._plain)
            painter.setPen(self._colour(theme.TEXT if selected else cell.colour))
            painter.drawStaticText(left, y + (height - text_height) // 2, laid_out)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, theme.ROW_HEIGHT)


class RowTable(QTableView):
    """A list over a `SortedTableModel` whose current row stays the same id whatever happens to the rows.

    Signals: `current_id_changed(str)` (empty: none), `activated_id(str)` on Enter or a double click.
    """

    current_id_changed = Signal(str)
    activated_id = Signal(str)

    def __init__(self, *, model: SortedTableModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: SortedTableModel[Any] | None = None
        self.first_column = 0
        self.current_row = -1
        self._current_id = ""
        self._keep_in_view = False
        self.setItemDelegate(RowDelegate(self))
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

    def visible_rows(self) -> tuple[int, int]:
        """The first and the last row on the screen."""
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        count = self.model().rowCount()
        return max(first, 0), last if last >= 0 else count - 1

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.model().sort(column, order)

    def _refresh_ages(self) -> None:
        if self.rows is not None and self.isVisible():
            self.rows.refresh_ages(*self.visible_rows())

    def _activate(self, row: int) -> None:
        if self.rows is not None and (id_ := self.rows.id_at(row)) is not None:
            self.activated_id.emit(id_)

    def _find_current_again(self) -> None:
        """After the rows were read anew: the same id, or the first row for somebody who had none."""
        if self._current_id:
            if not self.select_id(self._current_id):
                self._set_current(-1)
        elif self.model().rowCount():
            self.selectRow(0)

    def _note_visibility(self) -> None:
        first, last = self.visible_rows()
        self._keep_in_view = first <= self.current_row <= last

    def _rows_rearranged(self) -> None:
        """A row that changed its place under the officer's eyes stays before them."""
        self._follow_current_row()
        if self._keep_in_view and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _follow_current_row(self) -> None:
        self.current_row = self.currentIndex().row()

    def _set_current(self, row: int) -> None:
        self.current_row = row
        id_ = "" if self.rows is None else self.rows.id_at(row) or ""
        if id_ != self._current_id:
            self._current_id = id_
            self.current_id_changed.emit(id_)

    # Qt overrides.

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

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._ages.start()

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self._ages.stop()
