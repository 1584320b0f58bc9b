"""The desk's preview tiles: what the cameras nearest to the chosen place see."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Camera, Position
from console.video.budget import Weight
from console.wall.camera_tiles import CameraTiles
from console.wall.nearby import Vicinity
from widgets.wall.tile import Tile

#: Arrow keys held down pass many incidents: streams are opened for the one on which the officer stays.
_SETTLE_MS = 120


class Previews(QObject):
    """Shows the nearest working cameras of the chosen place; one that fails gives way to the next."""

    def __init__(
        self,
        *,
        tiles: Sequence[Tile],
        camera_tiles: CameraTiles,
        picture: Picture,
        vicinity: Vicinity,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cameras = picture.of(Camera)
        self._vicinity = vicinity
        self._camera_tiles = camera_tiles
        self._keys = [f"preview-{number}" for number in range(1, len(tiles) + 1)]
        self._place: Position | None = None
        self._first = ""
        self._chosen: tuple[str, ...] = ()
        for key, tile in zip(self._keys, tiles, strict=True):
            camera_tiles.add(key, tile, weight=Weight.PREVIEW)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self._show)

    @property
    def cameras(self) -> tuple[str, ...]:
        """The cameras for the chosen place, nearest first."""
        return self._chosen

    def show_place(self, place: Position | None, *, first: str = "") -> None:
        """Show the cameras nearest to `place`, the camera `first` before all others."""
        if (place, first) == (self._place, self._first):
            return
        self._place, self._first = place, first
        self._choose()
        self._settling.start()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._vicinity.on_changes(changes)
        if changes.touches("camera") or (changes.touches("device") and self._touched(changes)):
            self._choose()
            self._show()

    def _touched(self, changes: Changes) -> bool:
        """Whether a device change can matter: one of ours failed, or one was left out and may be back."""
        if "device" in changes.reset or len(self._chosen) < len(self._keys):
            return True
        return not changes.ids("device").isdisjoint(self._chosen)

    def _choose(self) -> None:
        first = (self._first,) if self._first in self._cameras else ()
        if self._place is None:
            self._chosen = first
            return
        self._chosen = first + self._vicinity.at(
            self._place, count=len(self._keys) - len(first), besides=first
        )

    def _show(self) -> None:
        for place, key in enumerate(self._keys):
            self._camera_tiles.show(key, self._chosen[place] if place < len(self._chosen) else "")
