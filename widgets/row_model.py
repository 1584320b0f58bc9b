"""What a list of dense rows asks of its model: cells by row, ids for places and places for ids."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets import theme
from widgets.signs import Look

#: Ids of rows, for drags and for whoever holds a model index.
ID_ROLE = Qt.ItemDataRole.UserRole

NO_PARENT = QModelIndex()


class Cell(NamedTuple):
    """What stands in one cell. `marks` are further signs, before the text."""

    text: str = ""
    look: Look | None = None
    colour: str = theme.TEXT
    bold: bool = False
    marks: tuple[Look, ...] = ()


class Column(NamedTuple):
    """A column: its heading, whether it changes with time alone, and whether its text stands to the right."""

    title: str
    ages: bool = False
    right: bool = False


class RowModel(QAbstractTableModel):
    """Rows of cells, each with an id. Signals: those of every item model."""

    def __init__(self, *, columns: tuple[Column, ...], parent: QObject | None) -> None:
        super().__init__(parent)
        self.columns = columns

    # What a subclass answers, besides `rowCount`.

    def id_at(self, row: int) -> str | None:
        """The id in place `row`, None where there is none."""
        raise NotImplementedError

    def row_of(self, id_: str) -> int | None:
        """The place of `id_`, None when it is not shown."""
        raise NotImplementedError

    def cells(self, row: int) -> tuple[Cell, ...]:
        """What stands in a row now."""
        raise NotImplementedError

    def ids(self) -> list[str]:
        """The ids of the rows, as they stand."""
        raise NotImplementedError

    def tool_tip(self, row: int, column: int) -> str:
        """What is said of a cell when the mouse rests on it."""
        return self.cells(row)[column].text

    def pass_time(self) -> None:
        """Let time have its effect on which rows are shown; called about every second."""

    def refresh_ages(self, first: int, last: int) -> None:
        """Have the cells of these rows that change with time alone painted again."""
        last = min(last, self.rowCount() - 1)
        if first > last:
            return
        for number, column in enumerate(self.columns):
            if column.ages:
                self.dataChanged.emit(self.index(first, number), self.index(last, number))

    # Qt overrides.

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(index.row())[index.column()].text
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tool_tip(index.row(), index.column())
        if role == ID_ROLE:
            return self.id_at(index.row())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None
