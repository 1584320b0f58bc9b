"""Sounds new alarms at this desk, covered or not."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from console.alarm_settings import AlarmSettings
from console.alarms.bell import HIGHEST, Bell, Ringing
from console.alarms.muting import Muting
from console.alarms.sound import Sound
from widgets.alarms.watch import AlarmsNow, AlarmWatch

_MISSED = "missed"


class AlarmRinger(QObject):
    """Asks the bell after every change of the alarms, and once a second for what goes on ringing."""

    def __init__(
        self,
        *,
        watch: AlarmWatch,
        sound: Sound,
        settings: AlarmSettings,
        muting: Muting,
        missed: Callable[[], frozenset[str]],
        is_current: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_current` tells whether the picture is live; `missed` are the alarms of a break that nobody has
        looked at: they ring once for all.
        """
        super().__init__(parent)
        self._watch = watch
        self._sound = sound
        self._muting = muting
        self._missed = missed
        self._is_current = is_current
        self._bell = Bell(settings=settings)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        watch.changed.connect(self._look)

    def stop(self) -> None:
        """Ring no more."""
        self._timer.stop()
        self._watch.changed.disconnect(self._look)

    def _look(self) -> None:
        tone = self._bell.ring(
            ringing(self._watch.now_open, missed=self._missed()),
            current=self._is_current(),
            now=time.monotonic(),
            muted=self._muting.mute is not None,
        )
        if tone:
            self._sound.play(tone)


def ringing(alarms: AlarmsNow, *, missed: frozenset[str]) -> dict[str, Ringing]:
    """What the bell is told: in a flood each card sounds once, but the highest priority as ever."""
    found = {}
    for place, card in enumerate(alarms.cards):
        together = alarms.flood is not None and card.priority != HIGHEST
        for id_ in card.ids:
            group = _MISSED if id_ in missed else f"card {place}" if together else ""
            found[id_] = Ringing(card.priority, group)
    return found
