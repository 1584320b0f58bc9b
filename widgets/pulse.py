"""The one bridge from the picture to Qt: many changes, one signal a frame."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from backend_client.changes import Changes, ChangesUnderWay
from backend_client.protocol.topics import STATE_TOPICS, TOPIC_OF

FRAMES_PER_SECOND = 60
STATES_PER_SECOND = 4

_STATE_ENTITIES = frozenset(entity for entity, topic in TOPIC_OF.items() if topic in STATE_TOPICS)


class Pulse(QObject):
    """Gathers changes and passes them on together.

    Beats lie on a grid of 60 a second, so a change waits half a frame on average; nothing ticks while nothing
    happens. Entities of which only the latest state counts (units, devices, counters) come in a trickle that
    never ends; alone they wait for a grid of 4 a second, so that a calm room costs next to nothing.

    Signals: `changed(Changes)`.
    """

    changed = Signal(object)

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathered = ChangesUnderWay()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._beat)
        self._due: float | None = None
        self._due_soon = False
        self._last_due = 0.0

    @property
    def due(self) -> float:
        """When the beat now being signalled, or the last one, was due (monotonic clock, in seconds)."""
        return self._last_due

    @property
    def is_waiting(self) -> bool:
        """Whether a beat lies ahead."""
        return self._due is not None

    def add(self, changes: Changes) -> None:
        """Gather `changes`; they are signalled with the next beat."""
        self._gathered.add(changes)
        calm = not changes.reset and _STATE_ENTITIES.issuperset(changes.dirty)
        if self._due is not None and (calm or self._due_soon):
            return
        per_second = STATES_PER_SECOND if calm else FRAMES_PER_SECOND
        moment = time.monotonic()
        self._due_soon = not calm
        self._due = math.floor(moment * per_second + 1) / per_second
        self._timer.start(math.ceil((self._due - moment) * 1000))

    def stop(self) -> None:
        """Signal nothing of what was gathered: the widgets go, and nothing more is added."""
        self._timer.stop()
        self._due = None

    def _beat(self) -> None:
        if self._due is not None:
            self._last_due, self._due = self._due, None
            self.changed.emit(self._gathered.take())
