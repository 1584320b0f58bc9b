"""When each picture of one player is shown: pure arithmetic, no clock of its own, no I/O.

A wall must never fall behind. What comes at once (joining a stream, after a break, from the ring) is squeezed
to steps of one millisecond: decoded at once, shown as fast as possible, and then the picture is current.
"""

from __future__ import annotations

from typing import Final

from console.video.buffering import Buffering
from console.video.unit import StreamInfo, Unit

SQUEEZED_STEP_S: Final = 0.001
#: What a player needs from the writing of a picture to its showing: a fixed part (pipe, threads, drawing),
#: and one for every million pixels (decoding, twice what an idle machine of 2020 takes in software).
FIXED_S: Final = 0.012
PER_MEGAPIXEL_S: Final = 0.012
#: A replay shows the last picture of a group that has to be decoded before it; each is given so much time.
_REPLAY_FIXED_S: Final = 0.02


class Timeline:
    """Places the pictures that one player gets. `now` and all moments are one monotonic clock, in seconds."""

    def __init__(self, info: StreamInfo) -> None:
        decoding_s = PER_MEGAPIXEL_S * info.width * info.height / 1e6
        self._floor_s = FIXED_S + decoding_s
        self._each_s = max(SQUEEZED_STEP_S, decoding_s)
        self._buffering = Buffering(floor_s=self._floor_s)
        self._last = 0.0

    @property
    def held_s(self) -> float:
        """How long a picture is held back that comes as quickly as any."""
        return self._buffering.held_s

    def place(self, unit: Unit, now: float) -> float:
        """The moment in whose place a picture is decoded; always later than that of the one before."""
        wished = self._buffering.moment(unit.dts, unit.at)
        return self._grown(max(wished, now + self._floor_s), SQUEEZED_STEP_S)

    def show(self, now: float, *, led_by: int = 0) -> float:
        """The moment for a picture of a replay written now: when those that lead to it are decoded."""
        return self._grown(now + _REPLAY_FIXED_S + led_by * self._each_s, self._each_s)

    def restart(self) -> None:
        """What follows is another place of the stream: the network's past says nothing about it."""
        self._buffering.restart()

    def strained(self, now: float) -> None:
        """The player left out pictures because they came out of the decoder too late."""
        self._buffering.strained(now)

    def busy(self, part: float) -> None:
        """So much of the machine's processors is in use, 0 to 1."""
        self._buffering.busy(part)

    def _grown(self, moment: float, step_s: float) -> float:
        self._last = max(moment, self._last + step_s)
        return self._last
