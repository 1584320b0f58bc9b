"""Sounds new alarms at this desk, covered or not."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, AlarmState
from console.bell import Bell
from console.sound import Sound


class AlarmSound(QObject):
    """Asks the bell after every change of the alarms, and once a second for what goes on ringing."""

    def __init__(
        self,
        *,
        picture: Picture,
        sound: Sound,
        is_current: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_current` tells whether the picture is live: what comes in after a break rings once for all."""
        super().__init__(parent)
        self._alarms = picture.of(Alarm)
        self._sound = sound
        self._is_current = is_current
        self._bell = Bell()
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("alarm"):
            self._look()

    def stop(self) -> None:
        """Ring no more."""
        self._timer.stop()

    def _look(self) -> None:
        waiting = {
            id_: entry.data.priority
            for id_, entry in self._alarms.items()
            if entry.data.state is AlarmState.OPEN
        }
        if tone := self._bell.ring(waiting, current=self._is_current(), now=time.monotonic()):
            self._sound.play(tone)
