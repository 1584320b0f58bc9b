"""All cameras of the district: a tree to browse, a field to search, rows to drag onto a tile."""

from __future__ import annotations

import enum
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QListView,
    QPushButton,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Camera
from widgets import theme
from widgets.camera_list_model import CameraListModel
from widgets.camera_model import CAMERA_ROLE, ORG_ROLE, CameraSearch, CameraTreeModel
from widgets.filter_edit import FilterEdit
from widgets.flow_layout import FlowLayout
from widgets.initials import Initials
from widgets.labels import plain_label
from widgets.scaling import follow_scale

#: Texts made in one turn of the loop: about 2 ms.
_SLICE: Final = 200
#: Matches listed; the rest is counted.
_LISTED: Final = 300


class Part(enum.Enum):
    """Which cameras are listed."""

    ALL = enum.auto()
    FAVOURITES = enum.auto()
    RECENT = enum.auto()
    OFFLINE = enum.auto()


class CameraTree(QWidget):
    """Cameras by street and community; typing, or choosing a part of them, turns the tree into a list.

    Rows can be dragged; a drag carries `CAMERA_MIME`. Signals: `current_camera_changed(str)`,
    `camera_activated(str)` on Enter or a double click.
    """

    current_camera_changed = Signal(str)
    camera_activated = Signal(str)

    def __init__(self, *, picture: Picture, initials: Initials, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = CameraSearch(cameras=picture.of(Camera), initials=initials)
        self._tree_model = CameraTreeModel(picture=picture, parent=self)
        self._found_model = CameraListModel(picture=picture, tree=self._tree_model, parent=self)
        self.search = FilterEdit(placeholder=self.tr("Camera: name, device id, pinyin initials"))
        self.search.typed.connect(self._find)
        self.search.installEventFilter(self)
        self.tree = QTreeView()
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(16)
        self.tree.setExpandsOnDoubleClick(True)
        self.found = QListView()
        self.found.setUniformItemSizes(True)
        for view, model in ((self.tree, self._tree_model), (self.found, self._found_model)):
            self._set_up(view, model)
        self._total = plain_label(part="quiet")
        self._favourites: tuple[str, ...] = ()
        self._recent: tuple[str, ...] = ()
        self._chips = {part: QPushButton() for part in Part}
        self._group = QButtonGroup(self)
        chips = FlowLayout(gap=4, line_gap=4)
        for chip in self._chips.values():
            chip.setCheckable(True)
            chip.setProperty("part", "choice")
            chip.setStyleSheet("padding: 4px 8px")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(chip)
            chips.addWidget(chip)
        self._chips[Part.ALL].setChecked(True)
        self._group.buttonClicked.connect(lambda _chip: self._list())
        self._views = QStackedWidget()
        self._views.addWidget(self.tree)
        self._views.addWidget(self.found)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addLayout(chips)
        column.addWidget(self._views, 1)
        column.addWidget(self._total)
        self._preparing = QTimer(self)
        self._preparing.setInterval(0)
        self._preparing.timeout.connect(self._prepare)
        self._preparing.start()
        self._list()

    @property
    def part(self) -> Part:
        """Which cameras are listed now."""
        return next(part for part, chip in self._chips.items() if chip.isChecked())

    @property
    def current(self) -> str:
        """Id of the camera the keyboard stands on; empty for none."""
        view = self.found if self._views.currentWidget() is self.found else self.tree
        return view.currentIndex().data(CAMERA_ROLE) or ""

    def show_part(self, part: Part) -> None:
        """List these cameras."""
        self._chips[part].setChecked(True)
        self._list()

    def set_shelf(self, *, favourites: tuple[str, ...], recent: tuple[str, ...]) -> None:
        """Ids of the cameras that are marked, and of those looked at last, the last one first."""
        if (favourites, recent) == (self._favourites, self._recent):
            return
        self._favourites, self._recent = favourites, recent
        self._found_model.set_favourites(frozenset(favourites))
        if self.part in (Part.FAVOURITES, Part.RECENT):
            self._list()
        else:
            self._name_parts()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("camera", "org"):
            self._search.forget()
            self._preparing.start()
        opened = self._opened() if changes.touches("camera", "org") else set()
        self._tree_model.on_changes(changes)
        if opened:
            self._open_again(opened)
        if changes.touches("camera", "org", "device") and self._is_list:
            self._list()
        elif changes.touches("camera", "device"):
            self._name_parts()
            self._total.setText(self.tr("Cameras: {n}").format(n=self._found_model.cameras))

    def _set_up(self, view: QTreeView | QListView, model: QAbstractItemModel) -> None:
        view.setModel(model)
        follow_scale(view, lambda: view.setIconSize(QSize(theme.px(16), theme.px(16))))
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        view.installEventFilter(self)
        view.doubleClicked.connect(self._activate)
        view.selectionModel().currentChanged.connect(self._changed)

    def _prepare(self) -> None:
        if not self._search.prepare(_SLICE):
            self._preparing.stop()

    @property
    def _is_list(self) -> bool:
        return bool(self.search.needle) or self.part is not Part.ALL

    def _find(self, _typed: str) -> None:
        self._list()

    def _list(self) -> None:
        self._name_parts()
        if not self._is_list:
            self._views.setCurrentWidget(self.tree)
            self._total.setText(self.tr("Cameras: {n}").format(n=self._found_model.cameras))
            return
        current = self.current
        found = self._matches()
        listed = found[:_LISTED]
        self._found_model.show_ids(listed)
        self._views.setCurrentWidget(self.found)
        if found:
            # What changed elsewhere does not take the camera away on which somebody stands.
            stays = listed.index(current) if not self.search.needle and current in listed else 0
            self.found.setCurrentIndex(self._found_model.index(stays))
        text = self.tr("{n} found") if len(found) <= _LISTED else self.tr("{n} found, the first {m} listed")
        self._total.setText(text.format(n=len(found), m=_LISTED) if found else self._nothing())

    def _matches(self) -> list[str]:
        typed = self.search.needle
        members = self._members()
        if members is None:
            return self._search.find(typed)
        if not typed:
            return members
        inside = set(members)
        return [id_ for id_ in self._search.find(typed) if id_ in inside]

    def _members(self) -> list[str] | None:
        """The cameras of the chosen part; None for all of them."""
        match self.part:
            case Part.FAVOURITES:
                return self._found_model.known(self._favourites)
            case Part.RECENT:
                return self._found_model.known(self._recent)
            case Part.OFFLINE:
                return self._found_model.offline()
        return None

    def _nothing(self) -> str:
        if self.search.needle:
            return self.tr("No camera matches")
        match self.part:
            case Part.FAVOURITES:
                return self.tr("No camera is marked: choose one and press *")
            case Part.RECENT:
                return self.tr("No camera was looked at yet")
        return self.tr("No camera is offline")

    def _name_parts(self) -> None:
        found = self._found_model
        names = {
            Part.ALL: self.tr("All"),
            Part.FAVOURITES: self.tr("Marked {n}").format(n=len(found.known(self._favourites))),
            Part.RECENT: self.tr("Recent {n}").format(n=len(found.known(self._recent))),
            Part.OFFLINE: self.tr("Offline {n}").format(n=found.offline_count),
        }
        for part, name in names.items():
            if self._chips[part].text() != name:
                self._chips[part].setText(name)

    def _activate(self, index: QModelIndex) -> None:
        if camera := index.data(CAMERA_ROLE):
            self.camera_activated.emit(camera)

    def _changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid() and (camera := current.data(CAMERA_ROLE)):
            self.current_camera_changed.emit(camera)

    def _opened(self) -> set[str]:
        """Organisations whose rows are open."""
        opened: set[str] = set()
        waiting = [self._tree_model.index(row, 0) for row in range(self._tree_model.rowCount())]
        while waiting:
            index = waiting.pop()
            if self.tree.isExpanded(index):
                opened.add(index.data(ORG_ROLE))
                waiting += [
                    self._tree_model.index(row, 0, index) for row in range(self._tree_model.rowCount(index))
                ]
        return opened

    def _open_again(self, opened: set[str]) -> None:
        waiting = [self._tree_model.index(row, 0) for row in range(self._tree_model.rowCount())]
        while waiting:
            index = waiting.pop()
            if index.data(ORG_ROLE) in opened:
                self.tree.setExpanded(index, True)
                waiting += [
                    self._tree_model.index(row, 0, index) for row in range(self._tree_model.rowCount(index))
                ]

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.search:
            view = self.found if self._is_list else self.tree
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                view.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.needle:
                self.search.clear()
                return True
            if enter:
                self._activate(view.currentIndex())
                return True
        elif enter and isinstance(watched, (QTreeView, QListView)):
            self._activate(watched.currentIndex())
            return True
        return super().eventFilter(watched, event)
