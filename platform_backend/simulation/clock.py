"""Clocks: the platform's time is given to whoever needs it, so that it can run faster."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """A source of time. `rate` is how many of its seconds pass in one real second."""

    @property
    def rate(self) -> float: ...

    def now(self) -> float:
        """Seconds since the epoch."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait that many of this clock's seconds; other tasks always get a turn."""
        ...


class RealClock:
    """The machine's own time."""

    rate = 1.0

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Wait `seconds`."""
        await asyncio.sleep(max(0.0, seconds))


class FastClock:
    """Time that begins at `start` and passes `rate` times as fast as the real one."""

    def __init__(self, *, rate: float, start: float) -> None:
        if rate <= 0.0:
            raise ValueError(f"a clock's rate must be positive, not {rate}")
        self.rate = rate
        self._start = start
        self._zero = time.monotonic()

    def now(self) -> float:
        """Seconds since the epoch, as this clock sees it."""
        return self._start + (time.monotonic() - self._zero) * self.rate

    async def sleep(self, seconds: float) -> None:
        """Wait `seconds` of this clock."""
        await asyncio.sleep(max(0.0, seconds) / self.rate)
