"""Tells when tiles are hidden, covered, shown or change their size on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from console.video.x_windows import XWindows
from widgets.wall.tile import Tile

#: What a tile is sent when other windows stand before its own than did.
_COVERED: Final = QEvent.Type(QEvent.registerEventType())
_CHANGES: Final = frozenset({QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, _COVERED})
#: Property of a window: where the other windows of the console stand that are before it.
_BEFORE: Final = "windows_before"
_LOOK_MS: Final = 300


class Sight(QObject):
    """Watches places of pictures.

    Signals: `changed()`, once for all that happened in one turn of the event loop.
    """

    changed = Signal()

    def __init__(self, *, parent: QObject) -> None:
        super().__init__(parent)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.changed)

    def watch(self, place: QWidget) -> None:
        """Hear of it from now on."""
        place.installEventFilter(self)

    def stop(self) -> None:
        """Tell nothing any more."""
        self._soon.stop()
        self._soon.timeout.disconnect()

    # Qt overrides.

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _CHANGES:
            self._soon.start()
        return False


class Covering(QObject):
    """Looks which of the console's windows stand before others, as the X server stacks them, and tells their
    tiles.

    The server is asked, because neither the order in which windows were activated nor its own visibility
    events say it: some window managers activate without raising, and where windows are composed all count as
    seen. It is asked only while windows overlap. Elsewhere than on X nothing counts as covered.
    """

    def __init__(self, *, windows: Sequence[QWidget], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._windows = tuple(windows)
        self._x_windows = XWindows() if QGuiApplication.platformName() == "xcb" else None
        self._looking = QTimer(self, interval=_LOOK_MS)
        if self._x_windows is not None:
            self._looking.timeout.connect(self._look)
            self._looking.start()

    def stop(self) -> None:
        """Look no more: the windows are about to go."""
        self._looking.stop()
        if self._x_windows is not None:
            self._x_windows.close()
            self._x_windows = None

    def _look(self) -> None:
        shown = [each for each in self._windows if each.isVisible() and not each.isMinimized()]
        overlap = any(
            one.geometry().intersects(other.geometry())
            for index, one in enumerate(shown)
            for other in shown[:index]
        )
        # On the screen from the lowest to the highest; empty where none can be before another.
        by_id = {int(each.winId()): each for each in shown} if overlap else {}
        stack = [by_id[id_] for id_ in self._x_windows.stacked(list(by_id))] if self._x_windows else []
        for window in self._windows:
            above = stack[stack.index(window) + 1 :] if window in stack else []
            before = [each.geometry() for each in above]
            if before != (window.property(_BEFORE) or []):
                window.setProperty(_BEFORE, before)
                for tile in window.findChildren(Tile):
                    QCoreApplication.sendEvent(tile, QEvent(_COVERED))


def is_seen(place: QWidget) -> bool:
    """Whether any of the widget can be seen: not hidden, not in a minimised window, not wholly covered by
    something opaque in its own window or by another window of the console (see `Covering`).
    """
    if not place.isVisible() or place.window().isMinimized() or place.visibleRegion().isEmpty():
        return False
    before: list[QRect] = place.window().property(_BEFORE) or []
    at = QRect(place.mapToGlobal(QPoint(0, 0)), place.size())
    return not any(window.contains(at) for window in before)


def size_on_screen(place: QWidget) -> tuple[int, int]:
    """Width and height in pixels of the screen."""
    ratio = place.devicePixelRatioF()
    return round(place.width() * ratio), round(place.height() * ratio)
