"""How evenly the pictures of a stream come. Pure."""

from __future__ import annotations

from collections import deque
from statistics import median
from typing import Final

from console.video.unit import TICKS_PER_S, Unit

#: The usual step is looked at anew every so many pictures.
_PICTURES: Final = 25
#: The first look, after the few whose time FFmpeg has to guess.
_FIRST_LOOK: Final = 9
#: Steps of the source's clock that are longer than so many usual ones are gaps.
_GAP: Final = 2.0


class Gauge:
    """Written by the reading thread, read by any other."""

    def __init__(self) -> None:
        self.gaps = 0
        self.largest_gap_s = 0.0
        #: Usual seconds between two pictures and between two key frames; 0 while unknown.
        self.interval_s = 0.0
        self.key_interval_s = 0.0
        self._steps: deque[int] = deque(maxlen=_PICTURES)
        self._last: int | None = None
        self._last_key: int | None = None
        self._left = _FIRST_LOOK
        self._too_long = float("inf")

    def add(self, unit: Unit) -> None:
        """Take the next picture."""
        dts = unit.dts
        if self._last is not None:
            step = dts - self._last
            self._steps.append(step)
            if step > self._too_long:
                self.gaps += 1
                self.largest_gap_s = max(self.largest_gap_s, step / TICKS_PER_S)
            self._left -= 1
            if self._left <= 0:
                self._left = _PICTURES
                usual = median(self._steps)
                self.interval_s = usual / TICKS_PER_S
                self._too_long = _GAP * usual
        self._last = dts
        if unit.key:
            if self._last_key is not None:
                self.key_interval_s = (dts - self._last_key) / TICKS_PER_S
            self._last_key = dts
