"""The one bridge from the picture to Qt: many changes, one signal a frame."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from backend_client.changes import Changes, ChangesUnderWay

#: Milliseconds of one frame at 60 Hz, rounded down: a late timer would skip every other frame.
FRAME_MS = 16


class Pulse(QObject):
    """Gathers changes and passes them on together.

    The timer starts with the first change after a quiet moment, so nothing ticks while nothing happens.

    Signals: `changed(Changes)`.
    """

    changed = Signal(object)

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathered = ChangesUnderWay()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._beat)
        self._waiting = False

    def add(self, changes: Changes) -> None:
        """Gather `changes`; they are signalled within one frame."""
        self._gathered.add(changes)
        if not self._waiting:
            self._waiting = True
            self._timer.start()

    def _beat(self) -> None:
        self._waiting = False
        if self._gathered:
            self.changed.emit(self._gathered.take())
