"""The sheet of the desk on which open conferences stand, and what belongs to the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from widgets import theme
from widgets.labels import plain_label
from widgets.scaling import follow_scale

_ID: Final = Qt.ItemDataRole.UserRole
#: Rows that are seen at once; more can be scrolled to.
_ROWS: Final = 3


@dataclass(frozen=True, slots=True)
class ConferenceRow:
    """An open conference: `people` are those in it, `state` how this person stands to it, in words."""

    id: str
    title: str
    people: int
    since: str
    state: str


class ConferenceSheet(QWidget):
    """Open conferences, and below them parts of others. Signals: `join_requested(id)`."""

    join_requested = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QTreeWidget()
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setHeaderLabels([self.tr("Conference"), self.tr("People"), self.tr("Since"), ""])
        header = self.rows.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.rows.itemActivated.connect(lambda item: self.join_requested.emit(item.data(0, _ID)))
        self._nothing = plain_label(part="quiet", wraps=True)
        self._nothing.setText(self.tr("No conference is open."))
        self._nothing.setContentsMargins(8, 8, 8, 8)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self.rows)
        self.rows.hide()
        follow_scale(self, self._measure)

    def add_part(self, part: QWidget, *, stretch: int = 1) -> None:
        """Something more below the list."""
        self._column.addWidget(part, stretch)

    @property
    def current(self) -> str:
        """The id of the chosen one; empty for none."""
        item = self.rows.currentItem()
        return "" if item is None else str(item.data(0, _ID))

    def focus(self) -> None:
        """Move the keyboard into the list."""
        self.rows.setFocus()

    def show_conferences(self, rows: Sequence[ConferenceRow]) -> None:
        """Show these, the choice staying where it was."""
        chosen = self.current
        self.rows.clear()
        for row in rows:
            item = QTreeWidgetItem([row.title, str(row.people), row.since, row.state])
            item.setData(0, _ID, row.id)
            item.setToolTip(0, row.title)
            self.rows.addTopLevelItem(item)
            if row.id == chosen or (not chosen and row is rows[0]):
                self.rows.setCurrentItem(item)
        self.rows.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._measure()

    def _measure(self) -> None:
        count = min(_ROWS, max(1, self.rows.topLevelItemCount()))
        row = max(self.rows.sizeHintForRow(0), theme.px(24))
        self.rows.setFixedHeight(self.rows.header().sizeHint().height() + count * row + 4)
