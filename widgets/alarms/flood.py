"""When alarms come faster than people can take them. Pure: told when they came, and the time.

Figures: EEMUA 191 and ISA-18.2. A flood is on once more than 10 alarms came within 10 minutes, and over when
fewer than 5 did: between the two it stays as it was, so that it does not come and go with every alarm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

#: Seconds that alarms are counted over.
WINDOW_S: Final = 600.0
#: More alarms than this within the window are a flood.
BEGINS_ABOVE: Final = 10
#: Fewer than this within the window end it.
ENDS_BELOW: Final = 5


@dataclass(frozen=True, slots=True)
class FloodPeriod:
    """A time in flood, in seconds since the epoch; `ended` is None while it is on."""

    began: float
    ended: float | None = None


def flood_periods(times: Sequence[float], *, now: float) -> tuple[FloodPeriod, ...]:
    """The floods among alarms that came at `times` (ascending, seconds), as they stand at `now`."""
    found: list[FloodPeriod] = []
    began: float | None = None
    count = 0
    leaving = 0
    for time in times:
        while leaving < len(times) and times[leaving] + WINDOW_S <= time:
            count -= 1
            if began is not None and count < ENDS_BELOW:
                found.append(FloodPeriod(began, times[leaving] + WINDOW_S))
                began = None
            leaving += 1
        count += 1
        if began is None and count > BEGINS_ABOVE:
            began = time
    while leaving < len(times) and times[leaving] + WINDOW_S <= now:
        count -= 1
        if began is not None and count < ENDS_BELOW:
            found.append(FloodPeriod(began, times[leaving] + WINDOW_S))
            began = None
        leaving += 1
    if began is not None:
        found.append(FloodPeriod(began))
    return tuple(found)


def seconds_in_flood(periods: Iterable[FloodPeriod], *, since: float, now: float) -> float:
    """How many of the seconds from `since` to `now` lie in a flood."""
    return sum(
        max(0.0, min(now, now if period.ended is None else period.ended) - max(since, period.began))
        for period in periods
    )
