"""Push to talk: a key that opens the microphone for as long as it is held, wherever the keyboard is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

#: A key that hangs, or under which something lies, closes again after so many seconds.
LONGEST_S: Final = 60.0


class TalkKey(QObject):
    """Watches the window that has the keyboard while it is on: a form that is being written in as well.

    Letting go, another program's window, a locked desk and the longest time all end it. Signals:
    `held(bool)` when the key goes down, and when it is up again.
    """

    held = Signal(bool)

    def __init__(self, *, key: str, longest_s: float = LONGEST_S, parent: QObject | None = None) -> None:
        """`key` is one by its name in Qt's portable text, without modifiers."""
        super().__init__(parent)
        self._key = Qt.Key[f"Key_{key}"]
        self._window: QWindow | None = None
        self._on = False
        self._held = False
        self._end = QTimer(self, singleShot=True, interval=round(longest_s * 1000))
        self._end.timeout.connect(self.release)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        self._application = application
        application.focusWindowChanged.connect(self._watch)

    @property
    def is_held(self) -> bool:
        """Whether the microphone is open because of it."""
        return self._held

    def set_on(self, on: bool) -> None:
        """Whether the key means anything now."""
        if on == self._on:
            return
        self._on = on
        if not on:
            self.release()
        self._watch(self._application.focusWindow())

    def release(self) -> None:
        """Take it that the key is up."""
        self._end.stop()
        if self._held:
            self._held = False
            self.held.emit(False)

    def _watch(self, window: QWindow | None) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.destroyed.disconnect(self._forget)
        self._window = window if self._on else None
        if self._window is not None:
            self._window.installEventFilter(self)
            self._window.destroyed.connect(self._forget)
        if window is None:
            # Another program has the keyboard: nobody here would hear of the key's end.
            self.release()

    def _forget(self) -> None:
        self._window = None

    # Qt overrides.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if not isinstance(event, QKeyEvent) or event.key() != self._key:
            return False
        if not event.isAutoRepeat():
            if event.type() == QEvent.Type.KeyRelease:
                self.release()
            elif not self._held:
                self._held = True
                self._end.start()
                self.held.emit(True)
        return True
