"""Monitors by identity, not by index: which window stands where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget


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
