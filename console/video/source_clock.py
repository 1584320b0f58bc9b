"""The time stamps of a source, cleaned: pure arithmetic, no clock of its own, no I/O.

Stamps that do not grow are refused, a new clock of the source goes on where the old one ended. Sources that
hand out whole seconds at a time (HLS, recordings) are paced: their packets wait until they are due.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from console.video.unit import TICKS_PER_S

#: A jump of the source's own clock by more than this is a new clock: forwards not a gap, backwards not a
#: picture out of its order.
NEW_CLOCK_S: Final = 10.0
BACK_S: Final = 1.0
#: So far ahead of the wall clock a source is taken for a recording that is sent at once.
RECORDING_S: Final = 15.0
#: A paced source that fell further behind than this starts its pace anew.
BEHIND_S: Final = 0.3
#: Step taken over a new clock.
_USUAL_STEP: Final = TICKS_PER_S // 25


@dataclass(frozen=True, slots=True)
class Moment:
    """When a packet is decoded, in ticks from the stream's start, and how long to hold it back (seconds)."""

    dts: int
    wait_s: float


class SourceClock:
    """The clock of one source. `ticks_per_s` is what it counts in; `now` any monotonic clock in seconds.

    `rate` is how many times as fast the source is shown: its time is squeezed by that.
    """

    def __init__(self, *, ticks_per_s: float, paced: bool = False, rate: float = 1.0) -> None:
        self._ticks_per_s = ticks_per_s
        self._rate = rate
        self._scale = TICKS_PER_S / ticks_per_s / rate
        self._paced = paced
        self._started: float | None = None
        self._last_in = 0
        self._last_out = 0
        #: What the source called the moment 0, in seconds of its own; it moves with a new clock.
        self.began_s = 0.0

    @property
    def paced(self) -> bool:
        """Whether packets are held back until they are due."""
        return self._paced

    def source_s(self, dts: int) -> float:
        """What the source called a moment of ours, in seconds of its own."""
        return self.began_s + dts / TICKS_PER_S * self._rate

    def ticks(self, source_ticks: int) -> int:
        """A duration in the source's ticks as one in TICKS_PER_S."""
        return round(source_ticks * self._scale)

    def place(self, dts: int, now: float) -> Moment | None:
        """The moment of a packet, or None for one whose time does not grow: it must be left out."""
        if self._started is None:
            self._started = now
            self._last_in = dts
            self.began_s = dts / self._ticks_per_s
            return Moment(0, 0.0)
        step = round((dts - self._last_in) * self._scale)
        if not -BACK_S <= (dts - self._last_in) / self._ticks_per_s <= NEW_CLOCK_S:
            step = _USUAL_STEP
            self.began_s = dts / self._ticks_per_s - (self._last_out + step) / TICKS_PER_S * self._rate
        elif step <= 0:
            return None
        self._last_in = dts
        self._last_out += step
        ahead_s = self._last_out / TICKS_PER_S - (now - self._started)
        if not self._paced:
            self._paced = ahead_s > RECORDING_S
            if not self._paced:
                return Moment(self._last_out, 0.0)
            ahead_s = 0.0
            self._started = now - self._last_out / TICKS_PER_S
        elif ahead_s < -BEHIND_S:
            self._started = now - self._last_out / TICKS_PER_S
        return Moment(self._last_out, max(0.0, ahead_s))
