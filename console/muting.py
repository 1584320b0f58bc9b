"""The muted alarm sound: for a reason, by somebody, and always for a time only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

#: For how many minutes the sound can be muted; never without end.
MUTE_MINUTES: Final = (5, 15, 30)


@dataclass(frozen=True, slots=True)
class Mute:
    """Why the sound is muted, by whom, and until when (the platform's time, seconds since the epoch)."""

    reason: str
    by: str
    until: float


class Muting(QObject):
    """Whether the alarm sound is muted now; it ends by itself. The highest priority is heard all the same.

    Signals: `changed()` when a mute begins or ends, and once a second while it lasts, for its countdown.
    """

    changed = Signal()

    def __init__(self, *, now: Callable[[], float], parent: QObject | None = None) -> None:
        """`now` is the platform's time."""
        super().__init__(parent)
        self._now = now
        self._mute: Mute | None = None
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._look)

    @property
    def mute(self) -> Mute | None:
        """The mute that holds now, None while alarms sound."""
        return self._mute if self._mute is not None and self._now() < self._mute.until else None

    def begin(self, *, reason: str, by: str, minutes: int) -> None:
        """Mute the sound. Raises ValueError for a time that is not on offer."""
        if minutes not in MUTE_MINUTES:
            raise ValueError(f"{minutes} minutes are not among {MUTE_MINUTES}")
        self._mute = Mute(reason=reason, by=by, until=self._now() + minutes * 60.0)
        self._timer.start()
        self.changed.emit()

    def end(self) -> None:
        """Let alarms sound again."""
        if self._mute is not None:
            self._mute = None
            self._timer.stop()
            self.changed.emit()

    def _look(self) -> None:
        if self.mute is None:
            self.end()
        else:
            self.changed.emit()
