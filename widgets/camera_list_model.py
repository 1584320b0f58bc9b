"""Some of the cameras as a Qt list model: those that were found, marked or looked at."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from backend_client.picture import Picture
from backend_client.protocol.entities import Camera, Org
from widgets import signs
from widgets.camera_model import CAMERA_MIME, CAMERA_ROLE, CameraTreeModel, camera_mime, sign_icon
from widgets.names import OrgNames

_NO_PARENT: Final = QModelIndex()


class CameraListModel(QAbstractListModel):
    """Some cameras, one a row: name and where it is, with a star before those that are marked.

    Signals: those of every item model.
    """

    def __init__(self, *, picture: Picture, tree: CameraTreeModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cameras = picture.of(Camera)
        self._names = OrgNames(orgs=picture.of(Org))
        self._tree = tree
        self._ids: list[str] = []
        self._favourites: frozenset[str] = frozenset()
        self._online = sign_icon(signs.ONLINE)
        self._offline = sign_icon(signs.OFFLINE)

    @property
    def cameras(self) -> int:
        """How many cameras there are in all."""
        return len(self._cameras)

    @property
    def offline_count(self) -> int:
        """How many do not answer, as far as is known."""
        return self._tree.offline_count

    def offline(self) -> list[str]:
        """Ids of those that do not answer, by name."""
        known = [id_ for id_ in self._cameras if not self._tree.online(id_)]
        return sorted(known, key=lambda id_: self._cameras[id_].data.name)

    def known(self, ids: tuple[str, ...]) -> list[str]:
        """Those of `ids` that there are, in their order."""
        return [id_ for id_ in ids if id_ in self._cameras]

    def set_favourites(self, ids: frozenset[str]) -> None:
        """Which cameras bear a star."""
        self._favourites = ids
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

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
                star = "★ " if id_ in self._favourites else ""
                return f"{star}{entry.data.name}   {self._names.street(entry.data.org)}"
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
