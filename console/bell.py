"""When an alarm sounds. Pure: it is told what is open and the time, and answers what to play."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Alarms of these priorities sound; a lower one is seen, not heard.
SOUNDING: Final = (1, 2)
#: The highest priority sounds again after so many seconds until somebody acknowledges it.
_AGAIN_S: Final = 15.0
#: Alarms closer together than this share one tone.
_APART_S: Final = 3.0


class Bell:
    """Rings once for what is new, again for what nobody acknowledges, and once for all after a break."""

    def __init__(self) -> None:
        self._heard: set[str] = set()
        self._rang_at: float | None = None
        self._waiting = 0

    def ring(self, open_alarms: Mapping[str, int], *, current: bool, now: float) -> int:
        """The priority of the tone to play now, or 0.

        `open_alarms` gives the priority of each open alarm by id. While the picture is not `current` nothing
        sounds: what came in meanwhile is told by one tone once it is. `now` is on any steady clock.
        """
        sounding = {id_: priority for id_, priority in open_alarms.items() if priority in SOUNDING}
        self._heard &= open_alarms.keys()
        if not current:
            return 0
        fresh = [priority for id_, priority in sounding.items() if id_ not in self._heard]
        self._heard |= sounding.keys()
        if fresh:
            highest = min(fresh)
            self._waiting = min(highest, self._waiting or highest)
        since = None if self._rang_at is None else now - self._rang_at
        if not sounding:
            self._waiting = 0
        elif not self._waiting and 1 in sounding.values() and since is not None and since >= _AGAIN_S:
            self._waiting = 1
        if not self._waiting or (since is not None and since < _APART_S):
            return 0
        tone, self._waiting = self._waiting, 0
        self._rang_at = now
        return tone
