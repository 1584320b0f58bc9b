"""Monitors by identity, not by index: which window stands where, also when monitors come and go."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QRect, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

#: Pulling one cable is told as several changes, which come within this time.
_SETTLE_MS: Final = 150
#: The wall's size, and its distance from the corner, while it shares the desk's monitor.
_BESIDE_DESK: Final = QRect(80, 80, 1280, 760)

_log = logging.getLogger(__name__)


def identity(screen: QScreen) -> str:
    """What tells a monitor from others after a replug: maker, model and serial, else its connector."""
    parts = (screen.manufacturer(), screen.model(), screen.serialNumber())
    return "/".join(part for part in parts if part) if any(parts[1:]) else screen.name()


def wall_screen(screens: Sequence[QScreen], primary: QScreen, monitor: str | None) -> QScreen | None:
    """The monitor for the wall: the one asked for, else the first that is not the desk's, else none."""
    named = next((screen for screen in screens if identity(screen) == monitor), None)
    return named or next((screen for screen in screens if screen is not primary), None)


def fill(window: QWidget, screen: QScreen) -> None:
    """Let `window` fill `screen`; its geometry is set too, as full screen alone needs a window manager."""
    window.setGeometry(screen.geometry())
    window.showFullScreen()


class Placement(QObject):
    """Lets the desk fill the first monitor and the wall its own.

    Without a monitor of its own the wall is a window below the desk; when its monitor is plugged in again it
    returns there. Nothing is closed and no stream is touched meanwhile.
    """

    def __init__(
        self, *, desk: QWidget, wall: QWidget, monitor: str | None, parent: QObject | None = None
    ) -> None:
        """`monitor` is the identity of the wall's monitor, if one is set."""
        super().__init__(parent)
        self._desk = desk
        self._wall = wall
        self._monitor = monitor
        self._following = False
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self.arrange)

    def start(self) -> None:
        """Show both windows, and follow the monitors from now on."""
        self.arrange()
        self._following = True
        for changed in self._news():
            changed.connect(self._later)

    def stop(self) -> None:
        """Follow them no more: the windows are about to go."""
        if not self._following:
            return
        self._following = False
        for changed in self._news():
            changed.disconnect(self._later)
        self._settling.stop()

    def arrange(self) -> None:
        """Put both windows where they belong as the monitors are now; what stands right is left alone.

        The desk comes last, because the window shown last has the keyboard.
        """
        screens = QGuiApplication.screens()
        if not screens:
            return  # every cable is out; the next monitor is told of
        primary = QGuiApplication.primaryScreen()
        for_wall = wall_screen(screens, primary, self._monitor)
        for_desk = primary
        if for_wall is primary:
            for_desk = next((screen for screen in screens if screen is not primary), primary)
        if for_wall is None or for_wall is for_desk:
            moved = self._beside_desk(for_desk)
        else:
            self._monitor = self._monitor or identity(for_wall)
            moved = self._fill(self._wall, for_wall)
        if self._fill(self._desk, for_desk) or moved:
            _log.info("desk on %s, wall on %s", identity(for_desk), identity(self._wall.screen()))
            self._desk.raise_()
            self._desk.activateWindow()

    def _news(self) -> tuple[SignalInstance, ...]:
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        return application.screenAdded, application.screenRemoved, application.primaryScreenChanged

    def _later(self, _screen: QScreen | None) -> None:
        self._settling.start()

    def _fill(self, window: QWidget, screen: QScreen) -> bool:
        if window.isVisible() and window.isFullScreen() and window.geometry() == screen.geometry():
            return False
        # A window manager moves no full-screen window to another monitor: it is let go for a moment.
        if window.isVisible():
            window.showNormal()
        fill(window, screen)
        return True

    def _beside_desk(self, primary: QScreen) -> bool:
        wall = self._wall
        if wall.isVisible() and not wall.isFullScreen() and wall.screen() is primary:
            return False
        wall.showNormal()
        wall.setGeometry(_BESIDE_DESK.translated(primary.geometry().topLeft()))
        return True
