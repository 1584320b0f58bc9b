"""New time stamps for remuxed packets: pure arithmetic, no clock of its own, no I/O.

A wall must never fall behind. libVLC plays what it gets at the speed of the time stamps, so a backlog that is
handed over with its own times stays behind for good. It is squeezed to steps of one millisecond: decoded at
once, shown as fast as possible, and then the picture is current.
"""

from __future__ import annotations

from typing import Final

from console.video.unit import TICKS_PER_S

#: A source may be this far ahead of the wall clock before its packets are squeezed (joining: JOIN_AHEAD_S).
AHEAD_S: Final = 0.3
JOIN_AHEAD_S: Final = 0.04
#: How long after the first packet, and after a restart, the stricter bound holds.
JOIN_S: Final = 1.0
#: Further behind than this the times jump forward to now, otherwise libVLC would drop all that follows as
#: late.
BEHIND_S: Final = 0.3
SQUEEZED_STEP_S: Final = 0.001
_MIN_STEP: Final = round(SQUEEZED_STEP_S * TICKS_PER_S)


class Timeline:
    """Places the packets that one player gets. Times are ticks of TICKS_PER_S and have to grow; `now` is any
    monotonic clock in seconds.
    """

    def __init__(self) -> None:
        self._started: float | None = None
        self._last_in = 0
        self._last_out = 0
        self._joined = 0.0
        self._restarting = False

    def restart(self) -> None:
        """What comes next has nothing to do with what came last: it is to be shown now."""
        self._restarting = True

    def place(self, dts: int, now: float) -> int:
        """The new decoding time of a packet that is written now."""
        if self._started is None:
            self._started = now
            self._last_in = dts
            return 0
        elapsed_s = now - self._started
        if self._restarting:
            self._restarting = False
            self._joined = elapsed_s
            step = max(_MIN_STEP, round(elapsed_s * TICKS_PER_S) - self._last_out)
        else:
            step = dts - self._last_in
        self._last_in = dts
        natural = self._last_out + step
        ahead_s = natural / TICKS_PER_S - elapsed_s
        if ahead_s < -BEHIND_S:
            natural = max(self._last_out + _MIN_STEP, round(elapsed_s * TICKS_PER_S))
        elif ahead_s > (JOIN_AHEAD_S if elapsed_s - self._joined < JOIN_S else AHEAD_S):
            squeezed = self._last_out + min(step, _MIN_STEP)
            natural = max(squeezed, round(elapsed_s * TICKS_PER_S))
        self._last_out = natural
        return natural
