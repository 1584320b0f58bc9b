"""When a tour runs by itself: days and times of day on the district's wall clocks. Pure.

Moments are seconds since the epoch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final

from backend_client.protocol.wall import TourTimes
from platform_backend.local_time import CHINA, local

_TIME: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_WEEK: Final = 7
_ONE_DAY: Final = timedelta(days=1)


def is_possible(times: TourTimes) -> bool:
    """Whether its days and times are some; it may run on no day, which is never."""
    days = times.days
    if len(set(days)) != len(days) or not all(1 <= day <= _WEEK for day in days):
        return False
    return all(_TIME.fullmatch(text) is not None for text in (times.since, times.until))


def period_at(times: TourTimes, moment: float) -> tuple[float, float] | None:
    """The period that holds `moment`: when it began and when it ends; None between two."""
    # The one of the day before may go on past midnight.
    found = [each for each in _periods(times, moment, first=-1, last=0) if each[0] <= moment < each[1]]
    return found[-1] if found else None


def next_change(times: TourTimes, moment: float) -> float | None:
    """The next moment after `moment` at which a period begins or ends; None when there is none."""
    later = (
        edge for period in _periods(times, moment, first=-1, last=_WEEK) for edge in period if edge > moment
    )
    return min(later, default=None)


def _periods(times: TourTimes, around: float, *, first: int, last: int) -> Iterator[tuple[float, float]]:
    """The periods that begin so many days before or after that of `around`, in order."""
    if not is_possible(times):
        return
    since, until = (time.fromisoformat(text) for text in (times.since, times.until))
    today = local(around).date()
    for offset in range(first, last + 1):
        day = today + offset * _ONE_DAY
        if day.isoweekday() not in times.days:
            continue
        end = day if until > since else day + _ONE_DAY
        yield (
            datetime.combine(day, since, CHINA).timestamp(),
            datetime.combine(end, until, CHINA).timestamp(),
        )
