"""Who turns the camera of a tile, said in its strip before anybody presses a key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Device
from backend_client.protocol.messages import User
from backend_client.protocol.ptz import AUTOMATIC, PtzHolder
from console.wall.camera_tiles import CameraTiles
from widgets import theme
from widgets.phrases import remarked
from widgets.wall.ptz_push import SPEEDS

translate = QCoreApplication.translate


class PtzSigns:
    """Keeps the strips of all camera tiles; the tile in hand says how fast its camera is turned."""

    def __init__(self, *, cameras: CameraTiles, picture: Picture, user: Callable[[], User | None]) -> None:
        self._tiles = cameras
        self._devices = picture.of(Device)
        self._user = user
        self._held = ""
        self._speed = 0

    def hold(self, key: str | None, *, speed: int = 0) -> None:
        """A tile is in hand, with this speed, or none is."""
        former, self._held = self._held, key or ""
        self._speed = speed
        for each in {former, self._held} - {""}:
            self.show(each)

    def on_changes(self, changes: Changes) -> None:
        """Take in who turns which camera."""
        if not changes.touches("device"):
            return
        dirty = changes.ids("device")
        for key in self._tiles.tiles:
            if "device" in changes.reset or self._tiles.camera_seen(key) in dirty:
                self.show(key)

    def show(self, key: str) -> None:
        """Bring one tile's strip up to date."""
        entry = self._devices.get(self._tiles.camera_seen(key))
        by = None if entry is None else entry.data.ptz_by
        user = self._user()
        mine = by is not None and user is not None and by.user == user.id
        tile = self._tiles.tiles[key]
        if by is not None and not mine:
            tile.set_aside(holder_words(by), theme.WARNING)
        elif key == self._held:
            speed = translate("PtzSigns", "PTZ, speed {speed} of {most}")
            tile.set_aside(speed.format(speed=self._speed, most=SPEEDS), theme.ACCENT)
        else:
            tile.set_aside("")


def holder_words(by: PtzHolder) -> str:
    """Who turns a camera, and where he sits; nobody in person where an alarm or a tour asked for it."""
    if by.rank == AUTOMATIC:
        return translate("PtzSigns", "PTZ by itself")
    who = remarked(by.name, by.seat) if by.seat else by.name
    return translate("PtzSigns", "PTZ {who}").format(who=who)
