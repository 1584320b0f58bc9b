"""How long pictures are held back to even out a network: pure arithmetic, no clock of its own, no I/O.

Low on a quiet network, raised at once when pictures come late, lowered again by and by. Late is what came
later than the quickest of the last pictures did, by the source's own times; so a constant delay of the
network costs nothing, and the drift of a camera's clock is followed.

A pause that is longer than could be bridged (CEILING_S) is a break: its pictures are shown as they come, and
nothing is raised for it.
"""

from __future__ import annotations

from typing import Final

from console.video.unit import TICKS_PER_S

#: A stream begins with this and sinks from there; jitter shows within the first seconds or not at all.
START_S: Final = 0.06
CEILING_S: Final = 0.6
#: Held back beyond the latest picture that was seen.
MARGIN_S: Final = 0.01
#: The latest picture counts for at least so long, at most one part more.
MEMORY_S: Final = 30.0
_PARTS: Final = 6
#: A stream that has just been joined may bring a backlog: no jitter, and nothing to be gentle with.
JOIN_S: Final = 2.0
#: How fast it sinks: no eye sees pictures that follow each other by a fiftieth faster.
_SINKING: Final = 0.02
#: The player's own lateness (a busy machine): each time so much more, kept so long and then halved.
STRAIN_STEP_S: Final = 0.02
STRAIN_MOST_S: Final = 0.2
STRAIN_KEPT_S: Final = 30.0
#: Where processors are busy to more than this part, pictures are held back longer before any is late, up to
#: the second figure at the third part.
BUSY_FROM, BUSY_MOST_S, BUSY_FULL = 0.5, 0.08, 0.9


class Buffering:
    """What one player holds back of one stream. `floor_s` is what it needs to decode and draw a picture.

    Times are any monotonic clock, in seconds; the source's own are ticks of TICKS_PER_S.
    """

    def __init__(self, *, floor_s: float) -> None:
        self._floor_s = floor_s
        self._strain_s = 0.0
        self._strained_at = 0.0
        self._busy_s = 0.0
        self.restart()

    def restart(self) -> None:
        """Forget the network: what comes next is another place of the stream, or comes after a long pause."""
        self._held_s = max(START_S, self._floor_s) + self._strain_s
        self._quickest: list[float] = []
        self._latest: list[float] = []
        self._part_ends = 0.0
        self._joined = 0.0
        self._before = 0.0
        self._reference = 0.0
        self._broken = False

    @property
    def held_s(self) -> float:
        """How long a picture is held back that comes as quickly as any."""
        return self._held_s

    def moment(self, dts: int, at: float) -> float:
        """When a picture is to be shown that came at `at`."""
        behind = at - dts / TICKS_PER_S
        if not self._quickest:
            self._joined = self._before = at
            self._reference = behind
        if not self._quickest or at >= self._part_ends:
            self._next_part(behind, at)
        self._quickest[-1] = min(self._quickest[-1], behind)
        self._follow(min(self._quickest), at)
        late = behind - self._reference
        self._broken = late > CEILING_S or (self._broken and late > self._held_s - self._floor_s)
        if not self._broken:
            self._latest[-1] = max(self._latest[-1], behind)
        self._settle(at)
        return dts / TICKS_PER_S + self._reference + self._held_s

    def strained(self, at: float) -> None:
        """The player had to leave out pictures because they came out of the decoder too late."""
        self._strain_s = min(STRAIN_MOST_S, self._strain_s + STRAIN_STEP_S)
        self._strained_at = at

    def busy(self, part: float) -> None:
        """So much of the machine's processors is in use, 0 to 1."""
        self._busy_s = BUSY_MOST_S * min(1.0, max(0.0, (part - BUSY_FROM) / (BUSY_FULL - BUSY_FROM)))

    def _next_part(self, behind: float, at: float) -> None:
        """Forget the oldest part of the memory."""
        self._quickest = [*self._quickest[-_PARTS:], behind]
        self._latest = [*self._latest[-_PARTS:], min(self._quickest)]
        self._part_ends = at + MEMORY_S / _PARTS

    def _follow(self, quickest: float, at: float) -> None:
        """Take another picture for the quickest; what is shown does not jump for it."""
        change = quickest - self._reference
        self._reference = quickest
        if change < 0 and (at - self._joined <= JOIN_S or change < -CEILING_S):
            # A backlog that arrives faster than it was taken, or a new clock: no jitter.
            self._latest = [quickest]
        else:
            self._held_s -= change

    def _settle(self, at: float) -> None:
        """Bring what is held back nearer to what is needed: up at once, down slowly."""
        if self._strain_s and at - self._strained_at > STRAIN_KEPT_S:
            self._strain_s = self._strain_s / 2 if self._strain_s > STRAIN_STEP_S / 2 else 0.0
            self._strained_at = at
        jitter = max(0.0, max(self._latest) - self._reference)
        # What the reader itself was late on a busy machine need not be expected any more.
        player_s = self._floor_s + max(self._strain_s, self._busy_s - jitter)
        wanted = player_s + min(jitter + min(jitter, MARGIN_S), CEILING_S)
        passed = max(0.0, at - self._before)
        self._before = at
        self._held_s = max(wanted, self._held_s - passed * _SINKING)
