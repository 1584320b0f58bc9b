"""What is to be done when: one queue for the whole simulation, so that the order never depends on luck."""

from __future__ import annotations

import heapq
import math
from collections.abc import Awaitable, Callable
from itertools import count

from platform_backend.simulation.clock import Clock

Act = Callable[[], Awaitable[None]]


class Agenda:
    """Acts by their time; those of the same time in the order they were put down."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._order = count()
        self._entries: list[tuple[float, int, Act]] = []

    def at(self, moment: float, act: Act) -> None:
        """Do `act` at `moment`; never, when that is infinite."""
        if moment < math.inf:
            heapq.heappush(self._entries, (moment, next(self._order), act))

    def after(self, seconds: float, act: Act) -> None:
        """Do `act` that many of the clock's seconds from now."""
        self.at(self._clock.now() + seconds, act)

    async def run(self) -> None:
        """Do everything in its time, for as long as there is something to do."""
        while self._entries:
            moment, _, act = heapq.heappop(self._entries)
            # Also when late: a sleep of nothing still gives the loop its turn between any two acts.
            await self._clock.sleep(moment - self._clock.now())
            await act()
