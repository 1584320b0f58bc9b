"""Tells when tiles are hidden, shown or change their size on the screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_CHANGES: Final = frozenset({QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})


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


def is_seen(place: QWidget) -> bool:
    """Whether any of the widget can be seen: not hidden, not in a minimised window, not wholly covered by
    something opaque in its own window.
    """
    return place.isVisible() and not place.window().isMinimized() and not place.visibleRegion().isEmpty()


def size_on_screen(place: QWidget) -> tuple[int, int]:
    """Width and height in pixels of the screen."""
    ratio = place.devicePixelRatioF()
    return round(place.width() * ratio), round(place.height() * ratio)
