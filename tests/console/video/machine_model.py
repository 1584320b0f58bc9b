"""A machine that shows a wall, simulated: what its workers use, and which pictures come too late."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise

from console.video import allowance, budget
from console.video.allowance import Load, Machine
from console.video.budget import Plan, Want
from console.video.messages import Pace

#: The wall opens so many tiles a second; each costs more at first, and a worker's start takes a core a while.
_OPENS_PER_S = 20
_BEGINS_FOR_S = 3.0
_BEGIN_FACTOR = 2.5
_START_CORE_S = 12.0
_CORES = 4
#: Processor time is told as an average over so many seconds.
_AVERAGED_S = 2


@dataclass
class Wall:
    """`tiles` of 640x360, each costing `full` cores with all its pictures and `keyframes` with these alone;
    everything else on the machine takes `others` cores. `pass_seconds` lets the governor's seconds go by.
    """

    tiles: int
    full: float
    keyframes: float
    others: float
    now: float = 0.0
    #: Pictures a second of all tiles together, and tiles with all their pictures, for each second.
    shown: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    _used: deque[float] = field(default_factory=lambda: deque(maxlen=_AVERAGED_S))

    def __post_init__(self) -> None:
        self.allowance = allowance.first_allowance(Machine(cores=_CORES))
        self.wants = [
            Want(key=f"{n:03}", camera=f"c{n}", width=116, height=65, has_main=False)
            for n in range(self.tiles)
        ]
        self.made = budget.plan(self.wants, allowance=self.allowance, before=Plan(), now=0.0)

    @property
    def best(self) -> float:
        """Pictures a second of all tiles when as many are whole as the machine carries."""
        room = _CORES - self.others - self.tiles * self.keyframes
        whole = min(self.tiles, max(0.0, room / (self.full - self.keyframes)))
        return 25.0 * whole + (self.tiles - whole)

    def pass_seconds(self, seconds: int) -> None:
        for _ in range(seconds):
            self._pass_one()

    def turns(self, *, since: int) -> int:
        """How often tiles became whole again after others had been reduced, or the other way, since then."""
        steps = [after - before for before, after in pairwise(self.whole[since:]) if after != before]
        return sum((before > 0) is not (after > 0) for before, after in pairwise(steps))

    def _pass_one(self) -> None:
        self.now += 1.0
        opened = [n / _OPENS_PER_S for n in range(self.tiles)]
        keys = [want.key for want, at in zip(self.wants, opened, strict=True) if at + 1.0 <= self.now]
        whole = [key for key in keys if self.made.shares[key].pace is Pace.FULL]
        begins = sum(at <= self.now < at + _BEGINS_FOR_S + 1.0 for at in opened)
        wished = len(whole) * self.full + (len(keys) - len(whole)) * self.keyframes
        wished += begins * self.full * (_BEGIN_FACTOR - 1)
        wished += _START_CORE_S / 6.0 if self.now <= 6.0 else 0.0
        room = _CORES - self.others
        used = min(wished, room)
        part = used / max(wished, 1e-9)
        self.shown.append(len(whole) * 25.0 * part + (len(keys) - len(whole)))
        self.whole.append(len(whole))
        self._used.append(used)
        load = Load(
            cores=sum(self._used) / len(self._used),
            late=1.0 if 1 - part > allowance.LATE_SHARE and whole else 0.0,
            machine=min(1.0, (used + self.others) / _CORES),
            playing=frozenset(keys),
            opening=(begins + self.tiles - sum(at <= self.now for at in opened)) / self.tiles,
        )
        cost = budget.cost_of(self.made, load.playing)
        self.allowance = allowance.measured(self.allowance, load, cost=cost, now=self.now)
        self.made = budget.plan(self.wants, allowance=self.allowance, before=self.made, now=self.now)
