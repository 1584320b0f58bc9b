"""The list of the palette: rows that can be chosen below headings that cannot."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets import theme
from widgets.palette.gather import Choice, Heading, Row
from widgets.palette.result_painter import ResultPainter
from widgets.palette.values import PaletteEntry

#: Rows that are seen at once.
ROWS_SEEN: Final = 12
_ROW: Final = 34
_NO_PARENT: Final = QModelIndex()


class ResultList(QListView):
    """Shows rows and which of them is current. It never takes the keyboard.

    Signals: `chosen(Choice)` when a row is clicked.
    """

    chosen = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Rows(parent=self)
        self._empty = ""
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(parent=self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self._click(index.row()))

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._model.rows

    @property
    def current(self) -> Choice | None:
        """The current row."""
        place = self.currentIndex().row()
        row = self._model.rows[place] if 0 <= place < len(self._model.rows) else None
        return row if isinstance(row, Choice) else None

    def show_rows(self, rows: tuple[Row, ...], *, empty: str = "", keep_current: bool = False) -> None:
        """Show these, or say `empty` when there are none.

        The first that can be chosen becomes current, or with `keep_current` the same thing as before.
        """
        before = self.current if keep_current else None
        self._empty = empty
        if rows != self._model.rows:
            self._model.show(rows)
        choices = [place for place, row in enumerate(rows) if isinstance(row, Choice)]
        same = [place for place in choices if before is not None and _names_same(rows[place], before)]
        self._go_to((same or choices or [-1])[0])
        self.viewport().update()

    def step(self, rows: int) -> None:
        """Move on by so many rows that can be chosen, back when negative; it stops at both ends."""
        choices = [place for place, row in enumerate(self.rows) if isinstance(row, Choice)]
        if choices:
            here = choices.index(self.currentIndex().row()) if self.current is not None else 0
            self._go_to(choices[min(max(here + rows, 0), len(choices) - 1)])

    def _go_to(self, place: int) -> None:
        self.setCurrentIndex(self._model.index(place))
        if place > 0 and isinstance(self.rows[place - 1], Heading):
            self.scrollTo(self._model.index(place - 1))
        self.scrollTo(self.currentIndex())

    def _click(self, place: int) -> None:
        row = self.rows[place]
        if isinstance(row, Choice):
            self.chosen.emit(row)

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(theme.px(600), ROWS_SEEN * theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 3 * theme.px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows and self._empty:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.TEXT_QUIET))
            painter.setFont(theme.font(points=theme.BASE_POINT_SIZE + 1))
            painter.drawText(
                self.viewport().rect(),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self._empty,
            )
            painter.end()


def _names_same(row: Row, choice: Choice) -> bool:
    return isinstance(row, Choice) and (row.kind, row.entry.id) == (choice.kind, choice.entry.id)


class _Rows(QAbstractListModel):
    """The rows as a Qt model."""

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    # Qt overrides.

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text if isinstance(row, Heading) else spoken(row.entry)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class _Delegate(QStyledItemDelegate):
    """Hands each row to the painter."""

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._painter = ResultPainter()

    # Qt overrides.

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(200), theme.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = self.parent()
        assert isinstance(view, ResultList)
        row = view.rows[index.row()]
        painter.save()
        if isinstance(row, Heading):
            self._painter.heading(painter, option.rect, row)
        else:
            self._painter.entry(
                painter, option.rect, row.entry, current=index.row() == view.currentIndex().row()
            )
        painter.restore()


def spoken(entry: PaletteEntry) -> str:
    """An entry in words alone, for a screen reader."""
    return "  ".join(part for part in (*entry.parts, entry.note, entry.why_not) if part)
