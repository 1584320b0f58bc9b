"""New time stamps for remuxed packets: pure arithmetic, no clock of its own, no I/O.

A wall must never fall behind. libVLC plays what it gets at the speed of the time stamps, so a backlog that is
handed over with its own times stays behind for good. It is squeezed to steps of one millisecond: decoded at
once, shown as fast as possible, and then the picture is current. Sources that hand out whole seconds at a
time (HLS, files) are paced instead: their packets wait until they are due.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: A source may be this far ahead of the wall clock before its packets are squeezed (joining: JOIN_AHEAD_S).
AHEAD_S: Final = 0.3
JOIN_AHEAD_S: Final = 0.04
#: How long after the first packet the stricter bound holds.
JOIN_S: Final = 1.0
#: Further behind than this the times jump forward to now, otherwise libVLC would drop all that follows as
#: late.
BEHIND_S: Final = 0.3
SQUEEZED_STEP_S: Final = 0.001
#: A jump of the source's own clock by more than this is a new clock, not a gap.
NEW_CLOCK_S: Final = 10.0
#: Media seconds squeezed away after which the source is taken for a recording that is sent at once.
RECORDING_S: Final = 15.0
#: Step taken over a new clock.
_USUAL_STEP_S: Final = 0.04


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a packet goes: its new decoding time, and how long to hold it back before writing (seconds)."""

    dts: int
    wait_s: float


class Timeline:
    """Places the packets of one stream. Times are ticks of `ticks_per_s`; `now` is any monotonic clock in
    seconds.
    """

    def __init__(self, *, ticks_per_s: float, paced: bool = False) -> None:
        self._ticks_per_s = ticks_per_s
        self._min_step = max(1, round(SQUEEZED_STEP_S * ticks_per_s))
        self._paced = paced
        self._started: float | None = None
        self._last_in = 0
        self._last_out = 0
        self._squeezed_s = 0.0

    @property
    def paced(self) -> bool:
        """Whether packets are held back until they are due."""
        return self._paced

    def place(self, dts: int, now: float) -> Placement | None:
        """The new time of a packet, or None for one whose time does not grow: it must be left out."""
        if self._started is None:
            self._started = now
            self._last_in = dts
            return Placement(0, 0.0)
        step = dts - self._last_in
        if abs(step) > NEW_CLOCK_S * self._ticks_per_s:
            step = round(_USUAL_STEP_S * self._ticks_per_s)
        elif step <= 0:
            return None
        self._last_in = dts
        natural = self._last_out + step
        elapsed_s = now - self._started
        ahead_s = natural / self._ticks_per_s - elapsed_s
        wait_s = 0.0
        if ahead_s < -BEHIND_S:
            natural = max(self._last_out + self._min_step, round(elapsed_s * self._ticks_per_s))
        elif self._paced:
            wait_s = max(0.0, ahead_s)
        elif ahead_s > (JOIN_AHEAD_S if elapsed_s < JOIN_S else AHEAD_S):
            self._squeezed_s += (step - self._min_step) / self._ticks_per_s
            self._paced = self._squeezed_s > RECORDING_S
            squeezed = self._last_out + min(step, self._min_step)
            natural = max(squeezed, round(elapsed_s * self._ticks_per_s))
        self._last_out = natural
        return Placement(natural, wait_s)
