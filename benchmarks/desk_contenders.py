"""The two that are compared: the console's own desk, and what people would use otherwise."""

from __future__ import annotations

import time
from typing import Final, Protocol, cast

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Incident, Position
from console.browsing import Browsing
from console.wall.previews import Previews
from console.windows import DeskWindow
from widgets.initials import Initials

_HEADINGS: Final = ("Lv", "Number", "Title", "Type", "Place", "State", "Reported", "Assigned to", "Street")


class Contender(Protocol):
    """A window with a field that filters a table of incidents."""

    window: QWidget
    field: QLineEdit
    table: QAbstractItemView

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""

    def is_filtered(self) -> bool:
        """Whether the rows of the table are those that the field asks for."""
        ...


class _NoPreviews:
    """Stands where the cameras' pictures would: no camera is measured here."""

    def show_place(self, position: Position | None, first: str = "") -> None:
        """Show nothing."""


class OurDesk:
    """The whole desk window, with what it does when an incident is chosen."""

    def __init__(self, picture: Picture) -> None:
        desk = DeskWindow(picture=picture, initials=Initials(), now=time.time, acknowledge_key="K")
        self._browsing = Browsing(
            desk=desk,
            picture=picture,
            previews=cast("Previews", _NoPreviews()),
            on_incident=lambda _id: None,
            parent=desk,
        )
        self._desk = desk
        self.window: QWidget = desk
        self.field: QLineEdit = desk.lanes.search
        self.table: QAbstractItemView = desk.table

    def on_changes(self, changes: Changes) -> None:
        """As `Contender`."""
        self._desk.on_changes(changes)

    def is_filtered(self) -> bool:
        """As `Contender`."""
        return self._desk.table.is_filtered_by(self._desk.lanes.filter)


class PlainTable:
    """A `QTableView` over a `QSortFilterProxyModel` over a `QStandardItemModel`, ordered by severity.

    Rows are looked up by id and written cell by cell, as the usual examples do.
    """

    def __init__(self, picture: Picture) -> None:
        self._incidents = picture.of(Incident)
        self._items: dict[str, list[QStandardItem]] = {}
        self._source = QStandardItemModel()
        self._source.setHorizontalHeaderLabels(list(_HEADINGS))
        self._proxy = QSortFilterProxyModel()
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setSourceModel(self._source)
        for id_, entry in self._incidents.items():
            self._put(id_, entry.data)
        view = QTableView()
        view.setModel(self._proxy)
        view.setSortingEnabled(True)
        view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.window = QWidget()
        self.window.setWindowTitle("Plain table")
        self.field = QLineEdit()
        self.table: QAbstractItemView = view
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        column.addWidget(view, 1)
        self.field.textChanged.connect(self._proxy.setFilterFixedString)

    def _put(self, id_: str, incident: Incident) -> None:
        texts = (
            str(incident.severity),
            incident.serial_no,
            incident.title,
            incident.type_name,
            incident.place,
            incident.state.value,
            incident.reported_at,
            incident.tasks[0].name if incident.tasks else "",
            incident.owner_org,
        )
        items = self._items.get(id_)
        if items is None:
            items = self._items[id_] = [QStandardItem(text) for text in texts]
            self._source.appendRow(items)
            return
        for item, text in zip(items, texts, strict=True):
            if item.text() != text:
                item.setText(text)

    def on_changes(self, changes: Changes) -> None:
        """As `Contender`."""
        for id_ in changes.ids("incident"):
            entry = self._incidents.get(id_)
            if entry is not None:
                self._put(id_, entry.data)
            elif (items := self._items.pop(id_, None)) is not None:
                self._source.removeRow(items[0].row())

    def is_filtered(self) -> bool:
        """As `Contender`: the proxy filters at once."""
        return True


def contender(name: str, picture: Picture) -> Contender:
    """Make ``desk`` or ``plain``."""
    return OurDesk(picture) if name == "desk" else PlainTable(picture)
