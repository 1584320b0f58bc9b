"""Two times: the district's, in which incidents live, and the machine's, in which people sign in."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from backend_client.protocol.times import format_time


@dataclass(frozen=True, slots=True)
class DistrictTime:
    """`now` is the district's time, `rate` times as fast as `real_now`; seconds since the epoch.

    They differ only where a simulated or replayed district is sped up.
    """

    now: Callable[[], float] = time.time
    real_now: Callable[[], float] = time.time
    rate: float = 1.0

    def text(self) -> str:
        """The district's time as the contract writes it."""
        return format_time(self.now())
