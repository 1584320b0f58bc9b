"""When an alarm sounds. Pure: it is told what is open and the time, and answers what to play."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Final

from console.alarm_settings import AlarmSettings, SoundMode

#: The highest priority: no mute silences it, no flood and no break hides it.
HIGHEST: Final = 1
#: Tones closer together than this are one; what sounds until acknowledged sounds again after it.
_APART_S: Final = 3.0
#: A group with the highest priority in it sounds again after so many seconds.
_GROUP_AGAIN_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class Ringing:
    """An open alarm as the bell sees it; those of one `group` (empty: none) sound once together."""

    priority: int
    group: str = ""


class Bell:
    """Rings for what is new, and again for what nobody acknowledges, as the settings have it by priority."""

    def __init__(self, *, settings: AlarmSettings) -> None:
        self._settings = settings
        self._heard: set[str] = set()
        self._rang_at: dict[int, float] = {}
        self._waiting: set[int] = set()

    def ring(
        self, open_alarms: Mapping[str, Ringing], *, current: bool, now: float, muted: bool = False
    ) -> int:
        """The priority of the tone to play now, or 0.

        While the picture is not `current` nothing sounds; what came in meanwhile shares one tone once it is.
        While it is `muted` only the highest priority sounds, and what else came in then sounds no more
        afterwards unless it is one that repeats. `now` is on any steady clock, in seconds.
        """
        sounding = {id_: each for id_, each in open_alarms.items() if self._mode(each) is not SoundMode.OFF}
        self._heard &= open_alarms.keys()
        if not current:
            return 0
        fresh = self._fresh(sounding)
        self._heard |= sounding.keys()
        if muted:
            fresh = [priority for priority in fresh if priority == HIGHEST]
            sounding = {id_: each for id_, each in sounding.items() if each.priority == HIGHEST}
        self._waiting &= {each.priority for each in sounding.values()}
        self._waiting |= {*fresh, *self._again(sounding, now)}
        if not self._waiting or now - max(self._rang_at.values(), default=-inf) < _APART_S:
            return 0
        # The tone of the highest stands for all that wait.
        self._rang_at |= dict.fromkeys(self._waiting, now)
        tone = min(self._waiting)
        self._waiting = set()
        return tone

    def _mode(self, alarm: Ringing) -> SoundMode:
        return self._settings.of(alarm.priority).sound

    def _fresh(self, sounding: Mapping[str, Ringing]) -> list[int]:
        """Priorities of what has not been heard; one that joins a group that was heard is no news."""
        heard = {each.group for id_, each in sounding.items() if each.group and id_ in self._heard}
        return [
            each.priority
            for id_, each in sounding.items()
            if id_ not in self._heard and each.group not in heard
        ]

    def _again(self, sounding: Mapping[str, Ringing], now: float) -> list[int]:
        """Priorities whose tone is due once more."""
        found = []
        for priority, grouped in {(each.priority, bool(each.group)) for each in sounding.values()}:
            every = self._every(priority, grouped=grouped)
            # What came in while it was muted has never rung: it does as soon as it may be heard.
            if every is not None and now - self._rang_at.get(priority, -inf) >= every:
                found.append(priority)
        return found

    def _every(self, priority: int, *, grouped: bool) -> float | None:
        """Seconds from tone to tone; None for one tone only."""
        if grouped:
            return _GROUP_AGAIN_S if priority == HIGHEST else None
        rule = self._settings.of(priority)
        match rule.sound:
            case SoundMode.UNTIL_ACKNOWLEDGED:
                return _APART_S
            case SoundMode.REPEAT:
                return rule.every_s
        return None
