"""The muted alarm sound: for a reason, by somebody, and always for a time only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from console.alarms.kept_mute import KeptMute, Mute

#: For how many minutes the sound can be muted; never without end.
MUTE_MINUTES: Final = (5, 15, 30)


_LONGEST_S: Final = max(MUTE_MINUTES) * 60.0


class Muting(QObject):
    """Whether the alarm sound is muted now; it ends by itself, and only then or by hand: a console that was
    restarted is muted for the rest of the time. The highest priority is heard all the same.

    Signals: `changed()` when a mute begins or ends, and once a second while it lasts, for its countdown.
    """

    changed = Signal()

    def __init__(
        self, *, now: Callable[[], float], kept: KeptMute | None = None, parent: QObject | None = None
    ) -> None:
        """`now` is the platform's time; `kept` outlives the console."""
        super().__init__(parent)
        self._now = now
        self._kept = kept
        self._mute = None if kept is None else kept.read()
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._look)

    @property
    def mute(self) -> Mute | None:
        """The mute that holds now, None while alarms sound."""
        if self._mute is None:
            return None
        left = self._mute.until - self._now()
        # A clock that was put back must not make it longer than anybody may ask for.
        return self._mute if 0.0 < left <= _LONGEST_S else None

    def go_on(self) -> None:
        """Go on with the mute that was kept, or end it, as soon as the platform's time is known."""
        if self._mute is not None and not self._timer.isActive():
            self._timer.start()
            self._look()

    def begin(self, *, reason: str, by: str, minutes: int) -> None:
        """Mute the sound. Raises ValueError for a time that is not on offer."""
        if minutes not in MUTE_MINUTES:
            raise ValueError(f"{minutes} minutes are not among {MUTE_MINUTES}")
        self._mute = Mute(reason=reason, by=by, until=self._now() + minutes * 60.0)
        self._keep()
        self._timer.start()
        self.changed.emit()

    def end(self) -> None:
        """Let alarms sound again."""
        if self._mute is not None:
            self._mute = None
            self._keep()
            self._timer.stop()
            self.changed.emit()

    def _keep(self) -> None:
        if self._kept is not None:
            self._kept.keep(self._mute)

    def _look(self) -> None:
        if self.mute is None:
            self.end()
        else:
            self.changed.emit()
