"""From a camera's own clock to the machine's: pure arithmetic, so that parts recorded apart fit together.

A stream counts its own time from anywhere, and hands over what it has kept since its last key frame at once.
The packet that came with the least delay says how the two clocks stand.
"""

from __future__ import annotations

from typing import Final

#: Packets are held back so long at the start, in seconds: until then it shows which of them were late.
SETTLE_S: Final = 0.5
#: A clock that is off by more than this at the end of a piece is set right for the next one, in seconds.
DRIFT_S: Final = 0.25
#: A jump of the camera's clock by more than this is a new clock, in seconds.
NEW_CLOCK_S: Final = 10.0
#: The step over a new clock, and the least step there is, in seconds.
_USUAL_STEP_S: Final = 0.04
_LEAST_STEP_S: Final = 0.001


class WallStamps:
    """Gives the packets of one connection their moments, in ticks of the stream since the epoch.

    `arrived` is the machine's clock in seconds when a packet came.
    """

    def __init__(self, *, ticks_per_s: float) -> None:
        self._ticks_per_s = ticks_per_s
        self._base: float | None = None
        self._least_late: float | None = None
        self._last_in: int | None = None
        self._last_out = 0

    def look(self, dts: int, arrived: float) -> None:
        """Take in when a packet came, before `place` is asked for the first time."""
        offset = arrived - dts / self._ticks_per_s
        if self._base is None or offset < self._base:
            self._base = offset

    def place(self, dts: int, arrived: float) -> int | None:
        """The new time of a packet, or None for one whose time does not grow: it is left out."""
        ticks = self._ticks_per_s
        if self._base is None:
            self.look(dts, arrived)
        base = self._base or 0.0
        if self._last_in is not None:
            step = (dts - self._last_in) / ticks
            if abs(step) > NEW_CLOCK_S:
                base = self._base = max(arrived, self._last_out / ticks + _USUAL_STEP_S) - dts / ticks
                self._least_late = None
            elif step <= 0:
                return None
        self._last_in = dts
        moment = base + dts / ticks
        late = arrived - moment
        self._least_late = late if self._least_late is None else min(self._least_late, late)
        least = self._last_out + max(1, round(_LEAST_STEP_S * ticks))
        self._last_out = max(round(moment * ticks), least)
        return self._last_out

    def set_right(self) -> None:
        """At a cut: bring the two clocks together again where they have drifted apart."""
        if self._base is not None and self._least_late is not None and abs(self._least_late) > DRIFT_S:
            self._base += self._least_late
        self._least_late = None
