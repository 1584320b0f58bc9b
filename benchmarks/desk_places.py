"""Where the console's parts stand on the screen: ``python -m benchmarks.desk_places`` prints one JSON line.

Lays both windows out as the console does, reads where their parts are and ends: no benchmark repeats the
desk's geometry in figures of its own. Run it on the display on which the console will run, before it.
"""

from __future__ import annotations

import sys
import time

import msgspec
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from backend_client.picture import Picture
from console.screens import Placement
from console.wall.window import WallWindow
from console.windows import DeskWindow
from widgets import theme
from widgets.initials import Initials
from widgets.map.engine import prepare_web_engine

_LAID_OUT_MS = 10_000


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A rectangle of the screen in pixels."""

    left: int
    top: int
    width: int
    height: int


class Places(msgspec.Struct, frozen=True):
    """The alarm strip, the picture of the first alarm tile, the pictures of the wall's tiles."""

    strip: Place
    alarm: Place
    wall: tuple[Place, ...]


def find_places(*, tiles: int) -> Places:
    """Lay out a desk and a wall of so many tiles; the application has its theme already."""
    picture = Picture()
    desk = DeskWindow(picture=picture, initials=Initials(), now=time.time, acknowledge_key="")
    wall = WallWindow(tiles=tiles, now=time.time)
    Placement(desk=desk, walls=[(wall, ())]).arrange()
    patience = QDeadlineTimer(_LAID_OUT_MS)
    while not all(_stands(window) for window in (desk, wall)):
        QCoreApplication.processEvents()
        if patience.hasExpired():
            raise SystemExit("the windows were not laid out in time")
    places = Places(
        strip=_place(desk.alarms),
        alarm=_place(desk.alarm_tiles[0].picture),
        wall=tuple(_place(tile.picture) for tile in wall.grid.tiles),
    )
    for window in (wall, desk):
        window.hide()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return places


def _stands(window: QWidget) -> bool:
    handle = window.windowHandle()
    return handle is not None and handle.isExposed() and window.geometry() == window.screen().geometry()


def _place(part: QWidget) -> Place:
    corner = part.mapToGlobal(QPoint(0, 0))
    return Place(corner.x(), corner.y(), part.width(), part.height())


def main() -> None:
    """Print the places of a wall of as many tiles as the first argument says."""
    prepare_web_engine()
    application = QApplication(sys.argv[:1])
    theme.apply(application)
    print(msgspec.json.encode(find_places(tiles=int(sys.argv[1]))).decode(), flush=True)


if __name__ == "__main__":
    main()
