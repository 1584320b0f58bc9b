"""The rhythm of a day: how much of a day's work arrives in each hour."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

#: China keeps one time, without summer time.
_LOCAL = timedelta(hours=8)
_DAY_S = 86_400.0

_WEEKDAY = (
    2.1, 1.8, 1.7, 1.5, 1.6, 2.1, 3.3, 5.0, 5.6, 5.3, 5.3, 5.6,
    5.8, 5.7, 5.9, 6.3, 6.5, 6.6, 5.8, 4.9, 4.2, 3.6, 3.0, 2.5,
)  # fmt: skip
_WEEKEND = (
    3.2, 2.9, 2.7, 2.1, 1.8, 1.9, 2.4, 3.1, 4.1, 4.9, 5.4, 5.7,
    5.9, 5.7, 5.6, 5.5, 5.6, 5.6, 5.4, 5.0, 4.6, 4.3, 3.7, 2.9,
)  # fmt: skip
#: Work on a Saturday or Sunday, as a share of that on a weekday.
_WEEKEND_SHARE = 0.84


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Arrival rates over the week for an average of `per_day` arrivals a day."""

    per_day: float

    def rate(self, moment: float) -> float:
        """Expected arrivals per second at `moment` (seconds since the epoch)."""
        local = datetime.fromtimestamp(moment, UTC) + _LOCAL
        return self.per_day / 3600.0 * _share(local.weekday(), local.hour)

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
    hours, factor = (_WEEKEND, _WEEKEND_SHARE) if weekday >= 5 else (_WEEKDAY, 1.0)
    return hours[hour] / sum(hours) * factor * 7.0 / (5.0 + 2.0 * _WEEKEND_SHARE)


_PEAK = max(_share(weekday, hour) for weekday in range(7) for hour in range(24))


def past_moments(count: int, *, until: float, days: int, rng: Random) -> list[float]:
    """`count` moments in the `days` before `until`, in order and in this rhythm."""
    cells: list[float] = []
    weights: list[float] = []
    first = math.floor((until - days * _DAY_S) / 3600.0) * 3600.0
    for hour in range(days * 24 + 1):
        local = datetime.fromtimestamp(first + hour * 3600.0, UTC) + _LOCAL
        cells.append(first + hour * 3600.0)
        weights.append(_share(local.weekday(), local.hour))
    low, high = until - days * _DAY_S, until - 1.0
    moments = [start + rng.random() * 3600.0 for start in rng.choices(cells, weights, k=count)]
    # The first and the last hour are only partly inside: what falls out is laid on the edge's near side.
    return sorted(
        moment if low <= moment <= high else low + (moment - low) % (high - low) for moment in moments
    )
