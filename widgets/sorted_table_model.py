"""A table model over one entity of the picture: always in order, and each change costs what it touched."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from backend_client.changes import Changes
from backend_client.picture import Entry
from backend_client.protocol.entities import Entity
from widgets.row_model import NO_PARENT, Cell, Column, RowModel
from widgets.sorted_rows import Key, SortedRows, merged_ranges

E = TypeVar("E", bound=Entity)

#: More rows that come or go at once than this are cheaper to take in as a whole.
_BULK = 200
#: More rows that change in place than this are announced as one range: only visible ones are painted anyway.
_MANY_CHANGES = 64
#: No more rows than these are looked at one by one when the filter lets fewer of them through.
_FEW_ROWS = 500
#: Rows whose cells are kept; past this they are made anew when they are next painted.
_KEPT_ROWS = 2000


class SortedTableModel(RowModel, Generic[E]):
    """Rows of one entity in order; the order is the model's own until `sort` names a column.

    All entities are kept in order, those that the filter drops too, so that another filter needs no sorting.
    Cells are made when a row is first painted and kept until it changes. Signals: those of every item model.
    """

    def __init__(
        self,
        *,
        entries: Mapping[str, Entry[E]],
        entity: str,
        columns: tuple[Column, ...],
        now: Callable[[], float],
        rows: SortedRows | None = None,
        parent: QObject | None,
    ) -> None:
        """`now` is the platform's time, in seconds since the epoch."""
        super().__init__(columns=columns, parent=parent)
        self._entries = entries
        self._entity = entity
        self._rows = SortedRows() if rows is None else rows
        self._now = now
        self._cells: dict[str, tuple[Cell, ...]] = {}
        #: With the cells that age, which hold for the second in which they were made.
        self._aged: dict[str, tuple[Cell, ...]] = {}
        self._aged_at = 0
        self._ageing = tuple(number for number, column in enumerate(columns) if column.ages)
        self._blank = (Cell(),) * len(columns)
        self._sort_column = -1
        self._held = ""

    # What a subclass says about its entity.

    def _key(self, id_: str, data: E) -> Key:
        """Where a row belongs, ending in its id. Called for every change."""
        raise NotImplementedError

    def _passes(self, id_: str, data: E) -> bool:
        """Whether the filter lets a row through. Called for every change."""
        return True

    def _select(self) -> list[Key]:
        """The keys of all rows that the filter lets through, in ascending order."""
        return self._select_from(self._rows.known)

    def _select_from(self, keys: Sequence[Key]) -> list[Key]:
        """Those of `keys` that the filter lets through."""
        entries, passes = self._entries, self._passes
        return [key for key in keys if (entry := entries.get(key[-1])) and passes(key[-1], entry.data)]

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
        return self._rows.id_at(row) if 0 <= row < len(self._rows) else None

    def row_of(self, id_: str) -> int | None:
        return self._rows.row_of(id_)

    def ids(self) -> list[str]:
        return self._rows.ids()

    def cells(self, row: int) -> tuple[Cell, ...]:
        id_ = self._rows.id_at(row)
        second = int(self._now())
        if second != self._aged_at:
            self._aged.clear()
            self._aged_at = second
        elif (aged := self._aged.get(id_)) is not None:
            return aged
        entry = self._entries.get(id_)
        if entry is None:
            return self._blank
        cells = self._cells.get(id_)
        if cells is None:
            if len(self._cells) > _KEPT_ROWS:
                self._cells.clear()
            cells = self._cells[id_] = self._make_cells(id_, entry.data)
        for column in self._ageing:
            cells = (*cells[:column], self._ageing_cell(column, id_, entry.data), *cells[column + 1 :])
        self._aged[id_] = cells
        return cells

    def hold(self, id_: str) -> None:
        """Show this one even when the filter would drop it, so that it does not vanish under its reader."""
        if id_ != self._held:
            released, self._held = self._held, id_
            if released:
                self._take((released,))

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if self._entity in changes.reset:
            self.reload()
        elif ids := changes.ids(self._entity):
            self._take(ids)

    def reload(self) -> None:
        """Read everything anew; views find their place again by id."""
        self.beginResetModel()
        self._forget()
        key_for = self._key
        self._rows.rebuild({id_: key_for(id_, entry.data) for id_, entry in self._entries.items()})
        self._rows.show(self._chosen(self._select()))
        self.endResetModel()

    def refilter(self, *, narrower: bool = False) -> None:
        """The filter is another one; `narrower`: it shows nothing that is not shown now.

        Where the same rows stay shown, nobody hears of it.
        """
        few = narrower and len(self._rows) < _FEW_ROWS
        chosen = self._chosen(self._select_from(self._rows.shown) if few else self._select())
        if chosen != self._rows.shown:
            self.beginResetModel()
            self._rows.show(chosen)
            self.endResetModel()

    def refresh_filter(self) -> None:
        """Time has passed, and the filter may let other rows through than before."""
        before = {key[-1] for key in self._rows.shown}
        after = {key[-1] for key in self._chosen(self._select())}
        if before != after:
            self._take(before ^ after)

    def forget_cells(self) -> None:
        """Names from elsewhere that stand in the cells have changed."""
        self._forget()
        self._announce_all()

    def _forget(self) -> None:
        self._cells.clear()
        self._aged.clear()

    def _chosen(self, chosen: list[Key]) -> list[Key]:
        """What the filter lets through, and the row that is held."""
        held = self._rows.known_key(self._held) if self._held else None
        entry = self._entries.get(self._held)
        if held is not None and entry is not None and not self._passes(self._held, entry.data):
            insort(chosen, held)
        return chosen

    # How changes are taken in.

    def _take(self, ids: Collection[str]) -> None:
        entries, rows, key_for, passes, held = self._entries, self._rows, self._key, self._passes, self._held
        for id_ in self._aged.keys() & set(ids):
            del self._aged[id_]
        painted = {id_: self._cells.pop(id_) for id_ in self._cells.keys() & set(ids)}
        same: list[str] = []
        moved: dict[str, Key] = {}
        fresh: dict[str, Key] = {}
        gone: dict[str, Key | None] = {}
        unseen: dict[str, Key | None] = {}
        for id_ in ids:
            entry = entries.get(id_)
            old = rows.key(id_)
            new = None if entry is None else key_for(id_, entry.data)
            if entry is None or new is None or not (id_ == held or passes(id_, entry.data)):
                (unseen if old is None else gone)[id_] = new
            elif new == old:
                if self._reads_anew(id_, entry.data, painted):
                    same.append(id_)
            elif old is None:
                fresh[id_] = new
            else:
                moved[id_] = new
        rows.file(unseen)
        if len(fresh) + len(gone) > _BULK:
            self._take_in_bulk(fresh | moved | gone)
            return
        for id_, key in gone.items():
            self._remove(id_, key)
        if len(moved) == 1:
            for id_, key in moved.items():
                self._move(id_, key)
        elif moved:
            # One rearrangement costs the views as much as one move.
            self._rearrange(lambda: rows.rekey(moved))
        for id_, key in fresh.items():
            self._insert(id_, key)
        self._announce([*same, *moved])

    def _take_in_bulk(self, keys: Mapping[str, Key | None]) -> None:
        self.beginResetModel()
        self._rows.file(keys)
        self._rows.show(self._chosen(self._select()))
        self.endResetModel()

    def _reads_anew(self, id_: str, data: E, painted: Mapping[str, tuple[Cell, ...]]) -> bool:
        """Whether a row that keeps its place has to be painted again: most changes touch nothing shown."""
        before = painted.get(id_)
        if before is None:
            return True
        now = self._cells[id_] = self._make_cells(id_, data)
        return now != before

    def _insert(self, id_: str, key: Key) -> None:
        row = self._rows.place_for(key)
        self.beginInsertRows(NO_PARENT, row, row)
        self._rows.insert(id_, key)
        self.endInsertRows()

    def _remove(self, id_: str, key: Key | None) -> None:
        row = self._rows.row_of(id_)
        assert row is not None
        self.beginRemoveRows(NO_PARENT, row, row)
        self._rows.hide(id_)
        self._rows.file({id_: key})
        self.endRemoveRows()

    def _move(self, id_: str, key: Key) -> None:
        source, target = self._rows.row_of(id_), self._rows.place_for(key)
        assert source is not None
        # `target` counts the row itself, as Qt's moves do; these two places are where it already stands.
        moves = target not in (source, source + 1)
        if moves:
            self.beginMoveRows(NO_PARENT, source, source, NO_PARENT, target)
        self._rows.rekey({id_: key})
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

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, or by the model's own order when `column` is -1."""
        self._sort_column = column
        reverse = column >= 0 and order == Qt.SortOrder.DescendingOrder
        entries, rows = self._entries, self._rows
        shown = rows.ids()
        if not all(id_ in entries for id_ in shown):
            # The picture is ahead of this model for a moment: read it anew rather than mix two kinds of keys.
            rows.reverse = reverse
            self.reload()
            return
        keys = {id_: self._key(id_, entry.data) for id_, entry in entries.items()}

        def change() -> None:
            rows.reverse = reverse
            rows.rebuild(keys)
            if len(shown) < len(keys):
                held = set(shown)
                rows.show([key for key in rows.known if key[-1] in held])

        self._rearrange(change)
