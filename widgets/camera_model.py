"""Cameras by street and community as a Qt tree model, and the search over them.

Made for tens of thousands: a community's cameras become rows when it is first opened, and a camera that goes
offline costs three rows.
"""

from __future__ import annotations

import collections
from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QIcon

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol.entities import Camera, Device, Org
from widgets import signs, theme
from widgets.initials import Initials
from widgets.names import OrgNames
from widgets.signs import Look, SignPainter

#: What a dragged camera carries: its id, in UTF-8.
CAMERA_MIME: Final = "application/x-command-console-camera"
#: The camera's id in a row of a camera, empty in a row of a street or community.
CAMERA_ROLE: Final = Qt.ItemDataRole.UserRole
#: The organisation's id in a row of a street or community.
ORG_ROLE: Final = Qt.ItemDataRole.UserRole + 1

_NO_PARENT: Final = QModelIndex()


def camera_mime(camera_id: str) -> QMimeData:
    """What to hand to a drag."""
    data = QMimeData()
    data.setData(CAMERA_MIME, camera_id.encode())
    return data


#: For text scales from 100 to 200 %; between them Qt makes the next one smaller.
_ICON_SIZES = (16, 24, 32)


def sign_icon(look: Look) -> QIcon:
    """A sign as an icon that looks the same on a selected row."""
    icon, painter = QIcon(), SignPainter()
    for size in _ICON_SIZES:
        pixmap = painter.pixmap(look, size)
        icon.addPixmap(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


class _Node:
    """A street, a community or a camera in the tree."""

    __slots__ = ("cameras", "children", "name", "number", "offline", "org", "parent", "row")

    def __init__(self, *, number: int, parent: int, org: str, name: str) -> None:
        self.number = number
        self.parent = parent
        self.row = 0
        self.org = org
        self.name = name
        self.children: list[int] = []
        self.cameras: list[str] | None = []  # not yet made into rows; None when they are, or for a camera
        self.offline = 0


class CameraTreeModel(QAbstractItemModel):
    """Street -> community -> camera. Signals: those of every item model."""

    def __init__(self, *, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cameras = picture.of(Camera)
        self._devices = picture.of(Device)
        self._orgs = picture.of(Org)
        self._names = OrgNames(orgs=self._orgs)
        self._nodes: list[_Node] = []
        self._by_org: dict[str, int] = {}
        self._leaf: dict[str, int] = {}
        self._offline: set[str] = set()
        self._icons = {look: sign_icon(look) for look in (signs.ONLINE, signs.OFFLINE)}
        self.reload()

    def online(self, camera_id: str) -> bool:
        """Whether the camera answers, as far as is known."""
        return camera_id not in self._offline

    @property
    def offline_count(self) -> int:
        """How many cameras do not answer, as far as is known."""
        return sum(self._nodes[number].offline for number in self._nodes[0].children)

    def reload(self) -> None:
        """Read everything anew."""
        self.beginResetModel()
        self._nodes = [_Node(number=0, parent=-1, org="", name="")]
        self._by_org, self._leaf = {}, {}
        self._offline = {id_ for id_, entry in self._devices.items() if not entry.data.online}
        groups: dict[str, list[str]] = collections.defaultdict(list)
        for id_, entry in self._cameras.items():
            groups[entry.data.org].append(id_)
        for org in sorted(groups, key=self._code):
            node = self._nodes[self._group(org)]
            node.cameras = groups[org]
            offline = sum(id_ in self._offline for id_ in groups[org])
            self._count_offline(node, offline)
        self.endResetModel()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("camera", "org") or "device" in changes.reset:
            self.reload()
            return
        for id_ in changes.ids("device"):
            self._device(id_)

    def _code(self, org: str) -> str:
        entry = self._orgs.get(org)
        return org if entry is None else entry.data.code

    def _group(self, org: str) -> int:
        """The node of an organisation, made with those above it when it is new; at most two levels."""
        known = self._by_org.get(org)
        if known is not None:
            return known
        street = self._names.street_id(org)
        parent = 0 if street is None or street == org else self._group(street)
        node = self._add(parent=parent, org=org, name=self._names.name(org))
        self._by_org[org] = node.number
        return node.number

    def _add(self, *, parent: int, org: str, name: str) -> _Node:
        node = _Node(number=len(self._nodes), parent=parent, org=org, name=name)
        siblings = self._nodes[parent].children
        node.row = len(siblings)
        siblings.append(node.number)
        self._nodes.append(node)
        return node

    def _count_offline(self, node: _Node, more: int) -> None:
        while node.parent >= 0:
            node.offline += more
            node = self._nodes[node.parent]

    def _device(self, id_: str) -> None:
        entry = self._devices.get(id_)
        camera = self._cameras.get(id_)
        offline = entry is not None and not entry.data.online
        if camera is None or offline == (id_ in self._offline):
            return
        (self._offline.add if offline else self._offline.discard)(id_)
        number = self._by_org[camera.data.org]
        self._count_offline(self._nodes[number], 1 if offline else -1)
        touched = [self._leaf[id_]] if id_ in self._leaf else []
        while number > 0:
            touched.append(number)
            number = self._nodes[number].parent
        for each in touched:
            index = self._index_of(self._nodes[each])
            self.dataChanged.emit(index, index)

    def _index_of(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.number)

    def _node(self, index: QModelIndex | QPersistentModelIndex) -> _Node:
        return self._nodes[index.internalId() if index.isValid() else 0]

    def _opened(self, node: _Node) -> _Node:
        """`node` with its cameras made into rows."""
        waiting, node.cameras = node.cameras, None
        for id_ in sorted(waiting or (), key=lambda each: self._cameras[each].data.name):
            leaf = self._add(parent=node.number, org="", name=id_)
            leaf.cameras = None
            self._leaf[id_] = leaf.number
        return node

    def _is_camera(self, node: _Node) -> bool:
        return node.number > 0 and not node.org

    def _total(self, node: _Node) -> int:
        """Cameras in and below a node."""
        if self._is_camera(node):
            return 1
        return len(node.cameras or ()) + sum(self._total(self._nodes[child]) for child in node.children)

    # Qt overrides.

    def index(
        self, row: int, column: int, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT
    ) -> QModelIndex:
        children = self._opened(self._node(parent)).children
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(  # type: ignore[override]
        self, index: QModelIndex | QPersistentModelIndex = _NO_PARENT
    ) -> QModelIndex | QObject:
        above = self._node(index).parent
        return self._index_of(self._nodes[above]) if above > 0 else QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return len(self._opened(self._node(parent)).children)

    def hasChildren(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> bool:
        return not self._is_camera(self._node(parent))

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 1

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        node = self._node(index)
        if not self._is_camera(node):
            return self._group_data(node, role)
        entry = self._cameras.get(node.name)
        if role == CAMERA_ROLE:
            return node.name
        if entry is None:
            return None
        online = self.online(node.name)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.data.name
            case Qt.ItemDataRole.ToolTipRole:
                return f"{entry.data.name}\n{entry.data.device_id}"
            case Qt.ItemDataRole.DecorationRole:
                return self._icons[signs.ONLINE if online else signs.OFFLINE]
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(theme.TEXT if online else theme.TEXT_QUIET)
        return None

    def _group_data(self, node: _Node, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            total = self._total(node)
            if node.offline:
                text = QCoreApplication.translate("CameraTreeModel", "{name}  {total}, {offline} offline")
                return text.format(name=node.name, total=total, offline=node.offline)
            whole = QCoreApplication.translate("CameraTreeModel", "{name}  {total}")
            return whole.format(name=node.name, total=total)
        return {ORG_ROLE: node.org, CAMERA_ROLE: ""}.get(role)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._is_camera(self._node(index)):
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags

    def mimeTypes(self) -> list[str]:
        return [CAMERA_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return camera_mime(indexes[0].data(CAMERA_ROLE) if indexes else "")


class CameraSearch:
    """Finds cameras by name, device id or pinyin initials; the texts to search are made a slice at a time."""

    def __init__(self, *, cameras: Mapping[str, Entry[Camera]], initials: Initials) -> None:
        self._cameras = cameras
        self._initials = initials
        self._texts: dict[str, str] = {}
        self._waiting: list[str] = list(cameras)

    def forget(self) -> None:
        """The cameras have changed."""
        self._texts = {}
        self._waiting = list(self._cameras)

    def prepare(self, most: int) -> bool:
        """Make up to `most` texts; True while some are left."""
        for _ in range(min(most, len(self._waiting))):
            id_ = self._waiting.pop()
            entry = self._cameras.get(id_)
            if entry is not None:
                self._texts[id_] = self._initials.search_text(entry.data.name, entry.data.device_id, id_)
        return bool(self._waiting)

    def find(self, needle: str) -> list[str]:
        """Ids of the cameras that match, in the order of their names."""
        self.prepare(len(self._waiting))
        found = [id_ for id_, text in self._texts.items() if needle in text and id_ in self._cameras]
        found.sort(key=lambda id_: self._cameras[id_].data.name)
        return found
