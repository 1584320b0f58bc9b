"""How long each frame of a running window takes, from inside it."""

from __future__ import annotations

import math
import time
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from benchmarks.feed_frames import FRAMES_PER_SECOND, Frame, FrameLog

_SIZE: Final = 2


class FrameProbe(QWidget):
    """A corner of a window that wants to be painted 60 times a second and notes when it was.

    With it goes whatever else of the window is out of date: Qt paints that within the same event.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(_SIZE, _SIZE)
        self._log = FrameLog()
        self._due = self._painting = self._begun = time.monotonic()
        self._since = self._due
        self._beat = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._tick)
        self.raise_()
        self.show()
        self._wait()

    def taken_ms(self) -> list[float]:
        """How long each tick since the last call, but for the last few, waited for the end of its paint."""
        if not self._log.frames:
            return []
        until = self._log.frames[-1].due
        times = self._log.times_ms(self._since, until)
        self._since = until
        self._log.frames = self._log.frames[-1:]
        return times

    def _wait(self) -> None:
        now = time.monotonic()
        self._due = math.floor(now * FRAMES_PER_SECOND + 1) / FRAMES_PER_SECOND
        self._beat.start(math.ceil((self._due - now) * 1000))

    def _tick(self) -> None:
        self._painting, self._begun = self._due, time.monotonic()
        self.update()
        self._wait()

    # Qt overrides.

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = time.monotonic()
        due, begun = self._painting, self._begun
        self._log.add(Frame(due=due, begun=begun, updated=begun, paint_begun=now, painted=now))
