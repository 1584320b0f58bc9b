"""How many alarms this desk has to take, against what people can take. Pure.

Figures: EEMUA 191 and ISA-18.2. About one alarm in 10 minutes can be taken for long, two at most; more than
ten are a flood, which is to be on for less than 1 % of the time. Of all alarms about 80 % are to be of low
priority (3 and 4), 15 % of medium (2) and 5 % of high (1).
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from widgets.alarms.flood import BEGINS_ABOVE, WINDOW_S, flood_periods, seconds_in_flood

#: Shares of low, medium and high priority that are aimed at.
AIMED_SPLIT: Final = (0.80, 0.15, 0.05)
#: The part of the time that may lie in a flood.
AIMED_FLOOD_SHARE: Final = 0.01
_HOUR_S: Final = 3600.0
#: Bars of the chart, each as wide as the window.
BARS: Final = 48


class Verdict(enum.Enum):
    """What a rate of alarms means for the person who takes them."""

    ACCEPTABLE = enum.auto()
    MANAGEABLE = enum.auto()
    OVER_DEMANDING = enum.auto()
    FLOOD = enum.auto()


@dataclass(frozen=True, slots=True)
class Arrival:
    """One alarm that asked for attention here: when (seconds since the epoch) and how urgent."""

    at: float
    priority: int


@dataclass(frozen=True, slots=True)
class Rate:
    """How many alarms came over a stretch of time, and per 10 minutes of it."""

    count: int
    per_10_min: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class AlarmLoad:
    """The load of one desk: over the last 10 minutes, the last hour and the shift.

    `flood_share` is the part of the shift in flood (0 to 1), `split` the shares of low, medium and high
    priority in it (None without alarms), `bars` how many alarms came in each 10 minutes of the last 8 hours,
    the oldest first.
    """

    last_10_min: Rate
    last_hour: Rate
    shift: Rate
    shift_since: float
    flood_share: float
    split: tuple[float, float, float] | None
    bars: tuple[int, ...]

    @property
    def flood_is_rare(self) -> bool:
        """Whether floods keep within what is aimed at."""
        return self.flood_share < AIMED_FLOOD_SHARE


def verdict_of(per_10_min: float) -> Verdict:
    """What so many alarms in 10 minutes mean."""
    if per_10_min <= 1.0:
        return Verdict.ACCEPTABLE
    if per_10_min <= 2.0:
        return Verdict.MANAGEABLE
    return Verdict.FLOOD if per_10_min > BEGINS_ABOVE else Verdict.OVER_DEMANDING


def alarm_load(arrivals: Sequence[Arrival], *, now: float, shift_since: float) -> AlarmLoad:
    """The load at `now` from `arrivals` (ascending); a shift counts as 10 minutes long at least."""
    shift_since = min(shift_since, now - WINDOW_S)
    periods = flood_periods([arrival.at for arrival in arrivals], now=now)
    in_shift = [arrival for arrival in arrivals if arrival.at > shift_since]
    bars = [0] * BARS
    for arrival in arrivals:
        back = int(max(0.0, now - arrival.at) // WINDOW_S)
        if back < BARS:
            bars[BARS - 1 - back] += 1
    return AlarmLoad(
        last_10_min=_rate(arrivals, since=now - WINDOW_S, now=now),
        last_hour=_rate(arrivals, since=now - _HOUR_S, now=now),
        shift=_rate(arrivals, since=shift_since, now=now),
        shift_since=shift_since,
        flood_share=seconds_in_flood(periods, since=shift_since, now=now) / (now - shift_since),
        split=_split(in_shift),
        bars=tuple(bars),
    )


def _rate(arrivals: Sequence[Arrival], *, since: float, now: float) -> Rate:
    count = sum(arrival.at > since for arrival in arrivals)
    per_10_min = count * WINDOW_S / (now - since)
    return Rate(count=count, per_10_min=per_10_min, verdict=verdict_of(per_10_min))


def _split(arrivals: Sequence[Arrival]) -> tuple[float, float, float] | None:
    if not arrivals:
        return None
    high = sum(arrival.priority <= 1 for arrival in arrivals) / len(arrivals)
    medium = sum(arrival.priority == 2 for arrival in arrivals) / len(arrivals)
    return 1.0 - high - medium, medium, high
