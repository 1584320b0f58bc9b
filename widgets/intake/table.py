"""The rows of a file that is being imported, with what is wrong with each or what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView, QWidget

from widgets import theme
from widgets.flow_layout import FlowLayout
from widgets.intake import words
from widgets.intake.values import Fate, ImportRow
from widgets.scaling import follow_scale
from widgets.signs import SignPainter

#: Row number, how it stands, what there is to say; the file's own fields follow.
_FIXED: Final = 3
_NUMBER, _FATE, _REMARK = range(_FIXED)
_WIDTHS: Final = {_NUMBER: 64, _FATE: 136, _REMARK: 430}
_FIELD_WIDTH: Final = 128
_SIGN: Final = 16
#: The bad ones are what one looks for.
_LOUD: Final = frozenset({Fate.BAD, Fate.REFUSED})
_WARNED: Final = frozenset({Fate.DOUBTFUL, Fate.LEFT})
_NO_PARENT: Final = QModelIndex()


class ImportTableModel(QAbstractTableModel):
    """Rows as values; `narrow` shows only those that stand in one way."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs = SignPainter()
        self._titles: tuple[str, ...] = ()
        self._rows: list[ImportRow] = []
        self._shown: list[int] = []
        self._place: dict[int, int] = {}
        self._only: Fate | None = None

    @property
    def counts(self) -> Counter[Fate]:
        """How many rows stand in each way."""
        return Counter(row.fate for row in self._rows)

    def set_rows(self, titles: Sequence[str], rows: Sequence[ImportRow]) -> None:
        """Show these; `titles` are those of the fields that each row's texts are of."""
        self.beginResetModel()
        self._titles = tuple(titles)
        self._rows = list(rows)
        self._order()
        self.endResetModel()

    def set_row(self, index: int, row: ImportRow) -> None:
        """The row at `index` of all stands differently now; it stays in view until one narrows anew."""
        self._rows[index] = row
        place = self._place.get(index)
        if place is not None:
            self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    def remark(self, place: int) -> str:
        """All that there is to say of the row that stands at `place` now."""
        return words.remark(self._rows[self._shown[place]]) if 0 <= place < len(self._shown) else ""

    def narrow(self, only: Fate | None) -> None:
        """Show only rows that stand so; None for all."""
        self.beginResetModel()
        self._only = only
        self._order()
        self.endResetModel()

    def _order(self) -> None:
        only = self._only
        self._shown = [index for index, row in enumerate(self._rows) if only is None or row.fate is only]
        self._place = {index: place for place, index in enumerate(self._shown)}

    # Qt overrides.

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else _FIXED + len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        fixed = (self.tr("Row"), self.tr("State"), self.tr("Error or answer"))
        return fixed[section] if section < _FIXED else self._titles[section - _FIXED]

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        row = self._rows[self._shown[index.row()]]
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(row, column) or None
            case Qt.ItemDataRole.DecorationRole if column == _FATE:
                return self._signs.pixmap(words.FATE_LOOK[row.fate], theme.px(_SIGN))
            case Qt.ItemDataRole.ForegroundRole if column in (_FATE, _REMARK):
                if row.fate in _LOUD:
                    return QColor(theme.DANGER)
                return QColor(theme.WARNING) if row.fate in _WARNED else None
            case Qt.ItemDataRole.TextAlignmentRole if column == _NUMBER:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, row: ImportRow, column: int) -> str:
        match column:
            case 0:
                return str(row.number)
            case 1:
                return words.fate(row.fate)
            case 2:
                return words.remark(row)
        return row.texts[column - _FIXED]


class ImportTable(QTableView):
    """The rows as a table, read with the arrow keys.

    Signals: `remark_changed(str)`: all that there is to say of the current row.
    """

    remark_changed = Signal(str)

    def __init__(self, *, model: ImportTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        model.modelReset.connect(self._lay_out)
        model.modelReset.connect(lambda: self.remark_changed.emit(""))
        follow_scale(self, self._lay_out)

    def _lay_out(self) -> None:
        self.setIconSize(QSize(theme.px(_SIGN), theme.px(_SIGN)))
        header = self.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultSectionSize(theme.row_height())
        for column in range(self.model().columnCount()):
            self.setColumnWidth(column, theme.px(_WIDTHS.get(column, _FIELD_WIDTH)))

    # Qt overrides.

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.remark_changed.emit(self._rows.remark(current.row()))


class FateBar(QWidget):
    """How many rows stand in each way; a press shows only those. Signals: `narrowed(Fate | None)`."""

    narrowed = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(gap=theme.GAP, parent=self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._only: Fate | None = None
        self._buttons: dict[Fate | None, QPushButton] = {}
        for fate in (None, *Fate):
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("part", "choice")
            button.clicked.connect(lambda _on, fate=fate: self.choose(fate))
            self._buttons[fate] = button
            self._row.addWidget(button)
        self.set_counts(Counter())

    @property
    def texts(self) -> tuple[str, ...]:
        """What the visible buttons say."""
        return tuple(button.text() for button in self._buttons.values() if not button.isHidden())

    def set_counts(self, counts: Counter[Fate]) -> None:
        """Say how many rows stand in each way; ways in which none stands are left out."""
        for fate, button in self._buttons.items():
            count = counts.total() if fate is None else counts[fate]
            name = self.tr("All rows") if fate is None else words.fate(fate)
            button.setText(f"{name}  {count:,}")
            button.setVisible(bool(count) or fate is None or fate is self._only)
            button.setChecked(fate is self._only)

    def choose(self, fate: Fate | None) -> None:
        """Show only rows that stand so; None for all."""
        self._only = fate
        for each, button in self._buttons.items():
            button.setChecked(each is fate)
        self.narrowed.emit(fate)
