"""The tile that was clicked or had the keyboard last, on any wall or on the desk."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.wall.camera_tiles import CameraTiles
from widgets.wall.tile import Tile


class ChosenTile(QObject):
    """What actions on one tile are for. The chosen tile is marked; it stays chosen while somebody works
    elsewhere.

    Signals: `changed()` when another tile is chosen, or another camera stands on it.
    """

    changed = Signal()

    def __init__(self, *, cameras: CameraTiles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cameras = cameras
        self._key = ""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        cameras.shown.connect(self._on_shown)

    @property
    def key(self) -> str:
        """Its key among the `CameraTiles`; empty for none."""
        return self._key

    @property
    def tile(self) -> Tile | None:
        """The tile itself."""
        return self._cameras.tiles.get(self._key)

    @property
    def camera(self) -> str:
        """Id of the camera whose picture it shows; empty for none."""
        return self._cameras.camera_seen(self._key) if self._key else ""

    def choose(self, tile: Tile) -> None:
        """Let this be the chosen tile."""
        key = next((key for key, each in self._cameras.tiles.items() if each is tile), "")
        if not key or key == self._key:
            return
        if self.tile is not None:
            self.tile.set_chosen(False)
        self._key = key
        tile.set_chosen(True)
        self.changed.emit()

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, Tile):
            self.choose(now)

    def _on_shown(self, key: str) -> None:
        if key == self._key:
            self.changed.emit()
