"""The rhythm of a day: how much of a day's work arrives in each hour."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from platform_backend.local_time import local

_DAY_S = 86_400.0

#: Emergency calls of Montgomery County PA by hour, counted over all weekdays and over all weekend days of the
#: log that begins on 10 December 2015 and ends in August 2016 (99,492 calls, Kaggle "montcoalert", ODbL).
#: The table they come from (github.com/chaitanya6761/911-Call-Data-Analysis, README) leaves out the hours
#: from 10 to 13; they are known by their sum (17,068 and 5,884) and take a quarter of it each.
_WEEKDAYS = (
    1354, 1114, 1000, 907, 952, 1158, 1956, 3177, 4102, 4054, 4267, 4267,
    4267, 4267, 4524, 4667, 4979, 5046, 4314, 3557, 3212, 2755, 2362, 1762,
)  # fmt: skip
_WEEKENDS = (
    758, 607, 549, 528, 466, 471, 557, 793, 942, 1260, 1471, 1471,
    1471, 1471, 1473, 1487, 1511, 1471, 1448, 1351, 1165, 1033, 921, 797,
)  # fmt: skip
_AVERAGE_DAY = (sum(_WEEKDAYS) + sum(_WEEKENDS)) / 7


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Arrival rates over the week for an average of `per_day` arrivals a day."""

    per_day: float

    def rate(self, moment: float) -> float:
        """Expected arrivals per second at `moment` (seconds since the epoch)."""
        at = local(moment)
        return self.per_day / 3600.0 * _share(at.weekday(), at.hour)

    def next_arrival(self, moment: float, *, rng: Random) -> float:
        """When the next arrival after `moment` is due: a Poisson process, thinned to the rate of the hour."""
        if self.per_day <= 0.0:
            return math.inf
        peak = self.per_day / 3600.0 * _PEAK
        while True:
            moment += rng.expovariate(peak)
            if rng.random() * peak <= self.rate(moment):
                return moment


def _share(weekday: int, hour: int) -> float:
    """The part of an average day's work that this hour of this day (0 is Monday) gets."""
    calls = _WEEKENDS[hour] / 2 if weekday >= 5 else _WEEKDAYS[hour] / 5
    return calls / _AVERAGE_DAY


_PEAK = max(_share(weekday, hour) for weekday in range(7) for hour in range(24))


def past_moments(count: int, *, until: float, days: int, rng: Random) -> list[float]:
    """`count` moments in the `days` before `until`, in order and in this rhythm."""
    cells: list[float] = []
    weights: list[float] = []
    first = math.floor((until - days * _DAY_S) / 3600.0) * 3600.0
    for hour in range(days * 24 + 1):
        at = local(first + hour * 3600.0)
        cells.append(first + hour * 3600.0)
        weights.append(_share(at.weekday(), at.hour))
    low, high = until - days * _DAY_S, until - 1.0
    moments = [start + rng.random() * 3600.0 for start in rng.choices(cells, weights, k=count)]
    # The first and the last hour are only partly inside: what falls out is laid on the edge's near side.
    return sorted(
        moment if low <= moment <= high else low + (moment - low) % (high - low) for moment in moments
    )
