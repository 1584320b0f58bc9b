"""How long nobody has touched keyboard or mouse of this workstation's windows."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QWindow

_EVERY_MS: Final = 1000
_TOUCHED: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.InputMethod,
    }
)


class Idleness(QObject):
    """Looks at the windows that have the keyboard, and at the pointer once a second.

    Only windows are watched, not the whole application: a filter there would see every event of every
    widget. Signals: `looked(float)` once a second with the idle seconds.
    """

    looked = Signal(float)

    def __init__(
        self, *, steady: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._steady = steady
        self._touched_at = steady()
        self._pointer = QPoint()
        self._window: QWindow | None = None
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def idle_s(self) -> float:
        """Seconds since the last touch."""
        return self._steady() - self._touched_at

    def start(self) -> None:
        """Watch from now on."""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        self._pointer = QCursor.pos()
        self.touch()
        self._watch(application.focusWindow())
        application.focusWindowChanged.connect(self._watch)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        if not self._timer.isActive():
            return
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.disconnect(self._watch)
        self._timer.stop()
        self._watch(None)

    def touch(self) -> None:
        """Somebody is here."""
        self._touched_at = self._steady()

    def _watch(self, window: QWindow | None) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.destroyed.disconnect(self._forget)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._window = None

    def _look(self) -> None:
        pointer = QCursor.pos()
        if pointer != self._pointer:
            self._pointer = pointer
            self.touch()
        self.looked.emit(self.idle_s)

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHED:
            self.touch()
        return False
