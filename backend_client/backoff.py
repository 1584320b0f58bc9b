"""How long to wait before the next attempt to connect: full jitter under a growing ceiling."""

from __future__ import annotations

import random

FIRST_CEILING_S = 0.5
#: Ceiling within the first minute of an outage, and after it.
EARLY_CEILING_S = 4.0
LATE_CEILING_S = 30.0
EARLY_OUTAGE_S = 60.0
#: A connection must be healthy for so long before the next outage starts from the beginning.
HEALTHY_S = 10.0


class Backoff:
    """Delays of one outage after another.

    Full jitter (a delay drawn evenly between nothing and the ceiling) spreads a thousand consoles whose
    platform restarts. The caller says how long the outage has lasted, so that this stays free of clocks.
    """

    def __init__(self, *, random: random.Random) -> None:
        self._random = random
        self._ceiling = FIRST_CEILING_S

    @property
    def ceiling(self) -> float:
        """Upper bound of the next delay in seconds, before the outage's age is looked at."""
        return self._ceiling

    def next_delay(self, *, outage_s: float, at_least_s: float = 0.0) -> float:
        """Seconds to wait now; `at_least_s` is what the platform asked for and is added in full."""
        cap = EARLY_CEILING_S if outage_s < EARLY_OUTAGE_S else LATE_CEILING_S
        delay = self._random.uniform(0.0, min(self._ceiling, cap))
        self._ceiling = min(self._ceiling * 2.0, cap)
        return at_least_s + delay

    def reset(self) -> None:
        """Start over; call it after `HEALTHY_S` of a healthy connection, never on a mere connect."""
        self._ceiling = FIRST_CEILING_S
