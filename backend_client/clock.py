"""The platform's clock, as seen from here: every age and countdown uses it, never the workstation's clock."""

from __future__ import annotations

import collections
import time
from collections.abc import Callable

import msgspec

#: Round trips kept to choose the quickest from.
_KEPT = 8


class _Sample(msgspec.Struct, frozen=True):
    round_trip: float
    middle: float
    server: float


class ServerClock:
    """Estimates the platform's time from pings.

    Measured against a monotonic clock, so that setting the workstation's clock in the middle of a shift does
    not shift the ages. Of the last few round trips the quickest is believed: its middle is known best.
    """

    def __init__(
        self, *, local: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._local = local
        self._steady = steady
        self._samples: collections.deque[_Sample] = collections.deque(maxlen=_KEPT)
        self._best: _Sample | None = None
        self._rate = 1.0

    def begin(self, *, server: float) -> None:
        """Start from the time in a platform's hello; older samples belong to another connection."""
        moment = self._steady()
        self._samples.clear()
        self._best = _Sample(round_trip=float("inf"), middle=moment, server=server)
        self._rate = 1.0

    def sample(self, *, sent: float, received: float, server: float, rate: float = 1.0) -> None:
        """Take in one ping: `sent` and `received` on the steady clock, `server` the platform's time."""
        if rate != self._rate:
            self._samples.clear()
            self._rate = rate
        self._samples.append(_Sample(round_trip=received - sent, middle=(sent + received) / 2, server=server))
        self._best = min(self._samples, key=lambda sample: sample.round_trip)

    def now(self) -> float:
        """The platform's time in seconds since the epoch; the workstation's until a platform told its own."""
        if self._best is None:
            return self._local()
        return self._best.server + (self._steady() - self._best.middle) * self._rate

    @property
    def rate(self) -> float:
        """How fast the platform's time runs: 1, except where a simulated district is sped up."""
        return self._rate

    @property
    def offset_s(self) -> float:
        """Platform's time minus the workstation's, in seconds."""
        return self.now() - self._local()
