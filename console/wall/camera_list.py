"""The desk's list of cameras: which ones a person marked, and which were looked at last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.protocol.messages import User
from console.wall.camera_shelf import CameraShelf
from widgets.dispatch.camera_tree import CameraTree

translate = QCoreApplication.translate


class CameraList(QObject):
    """Keeps marks and what was looked at; offers marking as an action. `tell` shows a sentence."""

    def __init__(
        self,
        *,
        tree: CameraTree,
        shelf: CameraShelf,
        tell: Callable[[str], None],
        on_change: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tree = tree
        self._shelf = shelf
        self._tell = tell
        self._on_change = on_change
        self._person = ""
        tree.current_camera_changed.connect(lambda _id: on_change())
        tree.camera_activated.connect(self.looked_at)

    @property
    def favourites(self) -> tuple[str, ...]:
        """Ids of the cameras that the person here marked, in the order in which that was done."""
        return self._shelf.favourites

    def set_user(self, user: User | None) -> None:
        """Another person sits here now, or nobody."""
        person = user.id if user is not None else ""
        if person == self._person:
            return
        self.close()
        self._person = person
        self._shelf.open_for(person)
        if self._shelf.trouble:
            self._tell(self._shelf.trouble)
        self._show()

    def looked_at(self, camera: str) -> None:
        """Somebody put this camera somewhere to look at it."""
        self._shelf.looked_at(camera)
        self._show()

    def close(self) -> None:
        """Write down what was looked at."""
        if self._person and self._shelf.recent:
            self._shelf.save()

    def _show(self) -> None:
        self._tree.set_shelf(favourites=self._shelf.favourites, recent=self._shelf.recent)
        self._on_change()

    # As `ActionGroup`.

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("CameraList", "Cameras")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return ("camera.mark",)

    def text(self, _id: str) -> str:
        """As `ActionGroup`."""
        if self._tree.current in self._shelf.favourites:
            return translate("CameraList", "Unmark the camera")
        return translate("CameraList", "Mark the camera")

    def why_not(self, _id: str) -> str:
        """As `ActionGroup`."""
        return "" if self._tree.current else translate("CameraList", "No camera is chosen in the list")

    def run(self, _id: str) -> None:
        """As `ActionGroup`."""
        if trouble := self._shelf.toggle(self._tree.current):
            self._tell(trouble)
        self._show()
