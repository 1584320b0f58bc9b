"""The simulation's time, moved by hand."""

from __future__ import annotations

import asyncio
import heapq
from itertools import count


class ManualClock:
    """Time that stands still until it is moved; a `Clock`."""

    rate = 1.0

    def __init__(self, *, start: float) -> None:
        self._now = start
        self._order = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._somebody_sleeps = asyncio.Event()

    def now(self) -> float:
        """Seconds since the epoch, as set by hand."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has been moved by `seconds`."""
        if seconds <= 0.0:
            await asyncio.sleep(0)
            return
        wake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._order), wake))
        self._somebody_sleeps.set()
        await wake

    def advance(self, seconds: float) -> None:
        """Move the clock and wake everybody whose time has come."""
        self._now += seconds
        while self._sleepers and self._sleepers[0][0] <= self._now:
            self._wake_first()

    async def run_until(self, moment: float) -> None:
        """Move from one sleeper's time to the next up to `moment`, each time until somebody sleeps again.

        Made for one task that sleeps again and again; it waits for ever when that task ends.
        """
        while True:
            while not self._sleepers:
                self._somebody_sleeps.clear()
                await self._somebody_sleeps.wait()
            if self._sleepers[0][0] > moment:
                self._now = moment
                return
            self._now = self._sleepers[0][0]
            self._wake_first()

    def _wake_first(self) -> None:
        _, _, wake = heapq.heappop(self._sleepers)
        if not wake.done():
            wake.set_result(None)
