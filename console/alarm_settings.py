"""How alarms sound at this desk, as data: the `[alarms]` of the settings."""

from __future__ import annotations

import enum
from typing import Annotated

import msgspec
from msgspec import Meta


class SoundMode(enum.StrEnum):
    """How long an alarm is heard: not at all, one tone, a tone every so often, or without end until somebody
    acknowledges it.
    """

    OFF = "off"
    ONCE = "once"
    REPEAT = "repeat"
    UNTIL_ACKNOWLEDGED = "until_acknowledged"


class PrioritySound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sound of one priority; `every_s` (seconds) counts where it repeats."""

    sound: SoundMode
    every_s: Annotated[float, Meta(ge=5, le=3600)] = 60.0


class AlarmSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sounds by priority, 1 (highest) to 4. The highest one always sounds."""

    priority_1: PrioritySound = PrioritySound(sound=SoundMode.UNTIL_ACKNOWLEDGED)
    priority_2: PrioritySound = PrioritySound(sound=SoundMode.REPEAT)
    priority_3: PrioritySound = PrioritySound(sound=SoundMode.ONCE)
    priority_4: PrioritySound = PrioritySound(sound=SoundMode.OFF)

    def __post_init__(self) -> None:
        if self.priority_1.sound is SoundMode.OFF:
            raise ValueError("priority_1 must sound: it may be once, repeat or until_acknowledged")

    def of(self, priority: int) -> PrioritySound:
        """The sound of a priority; one beyond the four sounds as the last."""
        match priority:
            case 1:
                return self.priority_1
            case 2:
                return self.priority_2
            case 3:
                return self.priority_3
        return self.priority_4
