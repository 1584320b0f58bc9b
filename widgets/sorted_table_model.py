"""A table model over one entity of the picture: always in order, and each change costs what it touched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from backend_client.changes import Changes
from backend_client.picture import Entry
from backend_client.protocol.entities import Entity
from widgets import theme
from widgets.signs import Look
from widgets.sorted_rows import Key, SortedRows, merged_ranges

E = TypeVar("E", bound=Entity)

#: More rows that come or go at once than this are cheaper to take in as a whole.
_BULK = 200
#: More rows that change in place than this are announced as one range: only visible ones are painted anyway.
_MANY_CHANGES = 64

#: Ids of rows, for drags and for whoever holds a model index.
ID_ROLE = Qt.ItemDataRole.UserRole

_NO_PARENT = QModelIndex()


class Cell(NamedTuple):
    """What stands in one cell."""

    text: str = ""
    look: Look | None = None
    colour: str = theme.TEXT
    bold: bool = False


class Column(NamedTuple):
    """A column: its heading, whether it changes with time alone, and whether its text stands to the right."""

    title: str
    ages: bool = False
    right: bool = False


class SortedTableModel(QAbstractTableModel, Generic[E]):
    """Rows of one entity in order; the order is the model's own until `sort` names a column.

    Cells are made when a row is first painted and kept until it changes. Signals: those of every item model.
    """

    def __init__(
        self,
        *,
        entries: Mapping[str, Entry[E]],
        entity: str,
        columns: tuple[Column, ...],
        parent: QObject | None,
    ) -> None:
        super().__init__(parent)
        self._entries = entries
        self._entity = entity
        self.columns = columns
        self._rows = SortedRows()
        self._cells: dict[str, tuple[Cell, ...]] = {}
        self._ageing = tuple(number for number, column in enumerate(columns) if column.ages)
        self._blank = (Cell(),) * len(columns)
        self._sort_column = -1
        self._held = ""

    # What a subclass says about its entity.

    def _key(self, id_: str, data: E) -> Key | None:
        """Where a row belongs, ending in its id; None when the filter drops it. Called for every change."""
        raise NotImplementedError

    def _column_key(self, column: int, id_: str, data: E) -> Any:
        """What the rows are ordered by under a column's heading."""
        return self._make_cells(id_, data)[column].text

    def _make_cells(self, id_: str, data: E) -> tuple[Cell, ...]:
        """The cells of one row; those of columns that age are made by `_ageing_cell` instead."""
        raise NotImplementedError

    def _ageing_cell(self, column: int, id_: str, data: E) -> Cell:
        """A cell that depends on the time."""
        raise NotImplementedError

    # What views and their owners ask.

    def id_at(self, row: int) -> str | None:
        """The id in place `row`, None beyond the end."""
        return self._rows.id_at(row) if 0 <= row < len(self._rows) else None

    def row_of(self, id_: str) -> int | None:
        """The place of `id_`, None when it is not shown."""
        return self._rows.row_of(id_)

    def cells(self, row: int) -> tuple[Cell, ...]:
        """What stands in a row now."""
        id_ = self._rows.id_at(row)
        entry = self._entries.get(id_)
        if entry is None:
            return self._blank
        cells = self._cells.get(id_)
        if cells is None:
            cells = self._cells[id_] = self._make_cells(id_, entry.data)
        for column in self._ageing:
            cells = (*cells[:column], self._ageing_cell(column, id_, entry.data), *cells[column + 1 :])
        return cells

    def hold(self, id_: str) -> None:
        """Show this one even when the filter would drop it, so that it does not vanish under its reader."""
        if id_ != self._held:
            released, self._held = self._held, id_
            if released:
                self._take((released,))

    def refresh_ages(self, first: int, last: int) -> None:
        """Have the ageing cells of these rows painted again."""
        last = min(last, len(self._rows) - 1)
        if first > last:
            return
        for column in self._ageing:
            self.dataChanged.emit(self.index(first, column), self.index(last, column))

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if self._entity in changes.reset:
            self.reload()
        elif ids := changes.ids(self._entity):
            self._take(ids)

    def reload(self) -> None:
        """Read everything anew; views find their place again by id."""
        self.beginResetModel()
        self._cells.clear()
        keys = ((id_, self._key(id_, entry.data)) for id_, entry in self._entries.items())
        self._rows.rebuild({id_: key for id_, key in keys if key is not None})
        self.endResetModel()

    def forget_cells(self) -> None:
        """Names from elsewhere that stand in the cells have changed."""
        self._cells.clear()
        self._announce_all()

    # How changes are taken in.

    def _take(self, ids: Collection[str]) -> None:
        entries, key_for, old_key = self._entries, self._key, self._rows.key
        painted = {id_: self._cells.pop(id_) for id_ in self._cells.keys() & set(ids)}
        same: list[str] = []
        moved: dict[str, Key] = {}
        fresh: dict[str, Key] = {}
        gone: list[str] = []
        for id_ in ids:
            entry = entries.get(id_)
            old = old_key(id_)
            new = None if entry is None else key_for(id_, entry.data)
            if new == old:
                if old is not None and entry is not None and self._reads_anew(id_, entry.data, painted):
                    same.append(id_)
            elif new is None:
                gone.append(id_)
            elif old is None:
                fresh[id_] = new
            else:
                moved[id_] = new
        if len(fresh) + len(gone) > _BULK:
            self.reload()
            return
        for id_ in gone:
            self._remove(id_)
        if len(moved) == 1:
            for id_, key in moved.items():
                self._move(id_, key)
        elif moved:
            # One rearrangement costs the views as much as one move.
            self._rearrange(lambda: self._rows.rekey(moved))
        for id_, key in fresh.items():
            self._insert(id_, key)
        self._announce([*same, *moved])

    def _reads_anew(self, id_: str, data: E, painted: Mapping[str, tuple[Cell, ...]]) -> bool:
        """Whether a row that keeps its place has to be painted again: most changes touch nothing shown."""
        before = painted.get(id_)
        if before is None:
            return True
        now = self._cells[id_] = self._make_cells(id_, data)
        return now != before

    def _insert(self, id_: str, key: Key) -> None:
        row = self._rows.place_for(key)
        self.beginInsertRows(_NO_PARENT, row, row)
        self._rows.insert(id_, key)
        self.endInsertRows()

    def _remove(self, id_: str) -> None:
        row = self._rows.row_of(id_)
        assert row is not None
        self.beginRemoveRows(_NO_PARENT, row, row)
        self._rows.remove(id_)
        self.endRemoveRows()

    def _move(self, id_: str, key: Key) -> None:
        source, target = self._rows.row_of(id_), self._rows.place_for(key)
        assert source is not None
        # `target` counts the row itself, as Qt's moves do; these two places are where it already stands.
        moves = target not in (source, source + 1)
        if moves:
            self.beginMoveRows(_NO_PARENT, source, source, _NO_PARENT, target)
        self._rows.remove(id_)
        self._rows.insert(id_, key)
        if moves:
            self.endMoveRows()

    def _rearrange(self, change: Callable[[], None]) -> None:
        """Put the same rows into another order; whoever holds an index keeps his row."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._rows.id_at(index.row()) for index in held]
        change()
        places = [self._rows.row_of(id_) for id_ in ids]
        self.changePersistentIndexList(
            held,
            [
                QModelIndex() if row is None else self.index(row, index.column())
                for row, index in zip(places, held, strict=True)
            ],
        )
        self.layoutChanged.emit()

    def _announce(self, ids: list[str]) -> None:
        if len(ids) > _MANY_CHANGES:
            self._announce_all()
            return
        last = len(self.columns) - 1
        for first_row, last_row in merged_ranges(
            row for id_ in ids if (row := self._rows.row_of(id_)) is not None
        ):
            self.dataChanged.emit(self.index(first_row, 0), self.index(last_row, last))

    def _announce_all(self) -> None:
        if len(self._rows):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))

    # Qt overrides.

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.cells(index.row())[index.column()].text
        if role == ID_ROLE:
            return self._rows.id_at(index.row())
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

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, or by the model's own order when `column` is -1."""

        self._sort_column = column
        entries = self._entries
        ids = [self._rows.id_at(row) for row in range(len(self._rows))]
        if not all(id_ in entries for id_ in ids):
            # The picture is ahead of this model for a moment: read it anew rather than mix two kinds of keys.
            self._rows.reverse = column >= 0 and order == Qt.SortOrder.DescendingOrder
            self.reload()
            return
        keys = {id_: key for id_ in ids if (key := self._key(id_, entries[id_].data)) is not None}

        def change() -> None:
            self._rows.reverse = column >= 0 and order == Qt.SortOrder.DescendingOrder
            self._rows.rebuild(keys)

        self._rearrange(change)
