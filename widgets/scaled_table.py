"""A table view whose rows, head and columns have the sizes of the text scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from widgets import theme
from widgets.column_room import without_room

NO_WIDTHS: Final[Mapping[int, int]] = MappingProxyType({})
#: After these nothing keeps its size; a window that is activated, say, changes none.
_SIZES_CHANGE: Final = frozenset(
    {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange}
)


class ScaledTable(QTableView):
    """Rows all of one height, and columns that go where there is no room for them.

    `widths` are those of columns in pixels at 100 % text scale; `gives_way` names columns that are hidden
    where the column that stretches would not have `least` pixels, the first to go first.
    """

    def __init__(
        self, *, widths: Mapping[int, int], gives_way: Sequence[int], least: int, parent: QWidget | None
    ) -> None:
        # What Qt laid out last: number of rows, size of the viewport, heights of a row and of the head.
        self._laid_out: tuple[int, QSize, int, int] | None = None
        super().__init__(parent)
        self._widths = widths
        self._gives_way = gives_way
        self._least = least
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.setSortIndicatorShown(True)
        columns.setSortIndicatorClearable(True)
        columns.setSectionsClickable(True)
        columns.setMinimumSectionSize(32)

    def measure(self) -> None:
        """Rows, head and columns as the text scale wants them."""
        self._laid_out = None
        height = theme.row_height()
        rows = self.verticalHeader()
        # In this order: the one must not exceed the other in between.
        rows.setMinimumSectionSize(min(height, rows.defaultSectionSize()))
        rows.setDefaultSectionSize(height)
        rows.setMinimumSectionSize(height)
        self.horizontalHeader().setFixedHeight(height)
        for column, width in self._widths.items():
            self.setColumnWidth(column, theme.px(width))
        self._show_columns()

    def _show_columns(self) -> None:
        widths = {column: theme.px(width) for column, width in self._widths.items()}
        hidden = without_room(
            widths, room=self.viewport().width(), least=theme.px(self._least), gives_way=self._gives_way
        )
        for column in self._gives_way:
            self.setColumnHidden(column, column in hidden)

    # Qt overrides.

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _SIZES_CHANGE:
            self._laid_out = None
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def doItemsLayout(self) -> None:
        # Rows that changed places fill the same room as before; Qt would measure head and scroll bar anew.
        laid_out = (
            self.model().rowCount(),
            self.viewport().size(),
            self.verticalHeader().defaultSectionSize(),
            self.horizontalHeader().height(),
        )
        if laid_out == self._laid_out:
            self.viewport().update()
            return
        super().doItemsLayout()
        self._laid_out = laid_out
