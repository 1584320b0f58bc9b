"""All cameras of the district: a tree to browse, a field to search, rows to drag onto a tile."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Camera, Org
from widgets import signs, theme
from widgets.camera_model import (
    CAMERA_MIME,
    CAMERA_ROLE,
    ORG_ROLE,
    CameraSearch,
    CameraTreeModel,
    camera_mime,
    sign_icon,
)
from widgets.filter_edit import FilterEdit
from widgets.initials import Initials
from widgets.labels import plain_label
from widgets.names import OrgNames
from widgets.scaling import follow_scale

#: Texts made in one turn of the loop: about 2 ms.
_SLICE: Final = 200
#: Matches listed; the rest is counted.
_LISTED: Final = 300
_NO_PARENT: Final = QModelIndex()


class CameraTree(QWidget):
    """Cameras by street and community; typing turns the tree into a list of matches.

    Rows can be dragged; a drag carries `CAMERA_MIME`. Signals: `current_camera_changed(str)`,
    `camera_activated(str)` on Enter or a double click.
    """

    current_camera_changed = Signal(str)
    camera_activated = Signal(str)

    def __init__(self, *, picture: Picture, initials: Initials, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = CameraSearch(cameras=picture.of(Camera), initials=initials)
        self._tree_model = CameraTreeModel(picture=picture, parent=self)
        self._found_model = _Found(picture=picture, tree=self._tree_model, parent=self)
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
        self._views = QStackedWidget()
        self._views.addWidget(self.tree)
        self._views.addWidget(self.found)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self._views, 1)
        column.addWidget(self._total)
        self._preparing = QTimer(self)
        self._preparing.setInterval(0)
        self._preparing.timeout.connect(self._prepare)
        self._preparing.start()
        self._find("")

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("camera", "org"):
            self._search.forget()
            self._preparing.start()
        opened = self._opened() if changes.touches("camera", "org") else set()
        self._tree_model.on_changes(changes)
        if opened:
            self._open_again(opened)
        if changes.touches("camera", "org", "device") and self.search.needle:
            self._find(self.search.needle)
        elif changes.touches("camera"):
            self._find("")

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

    def _find(self, typed: str) -> None:
        if not typed:
            self._views.setCurrentWidget(self.tree)
            self._total.setText(self.tr("Cameras: {n}").format(n=self._found_model.cameras))
            return
        found = self._search.find(typed)
        self._found_model.show_ids(found[:_LISTED])
        self._views.setCurrentWidget(self.found)
        if found:
            self.found.setCurrentIndex(self._found_model.index(0))
        text = self.tr("{n} found") if len(found) <= _LISTED else self.tr("{n} found, the first {m} listed")
        self._total.setText(text.format(n=len(found), m=_LISTED) if found else self.tr("No camera matches"))

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
            view = self.found if self.search.needle else self.tree
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


class _Found(QAbstractListModel):
    """The cameras that were found: name and where it is."""

    def __init__(self, *, picture: Picture, tree: CameraTreeModel, parent: QObject) -> None:
        super().__init__(parent)
        self._cameras = picture.of(Camera)
        self._names = OrgNames(orgs=picture.of(Org))
        self._tree = tree
        self._ids: list[str] = []
        self._online = sign_icon(signs.ONLINE)
        self._offline = sign_icon(signs.OFFLINE)

    @property
    def cameras(self) -> int:
        """How many cameras there are in all."""
        return len(self._cameras)

    def show_ids(self, ids: list[str]) -> None:
        """List these."""
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()

    # Qt overrides.

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not 0 <= index.row() < len(self._ids):
            return None
        id_ = self._ids[index.row()]
        entry = self._cameras.get(id_)
        if role == CAMERA_ROLE:
            return id_
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{entry.data.name}   {self._names.street(entry.data.org)}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{entry.data.name}\n{entry.data.device_id}"
            case Qt.ItemDataRole.DecorationRole:
                return self._online if self._tree.online(id_) else self._offline
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [CAMERA_MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        return camera_mime(indexes[0].data(CAMERA_ROLE) if indexes else "")
