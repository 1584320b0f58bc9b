"""The working calendar: which hours count when a limit is given in working time. Pure.

Moments are seconds since the epoch. Hours are those of one time zone's wall clocks: where these are put
forward or back, a working hour is still an hour that passes. Source of the idea: the domain's limits, some
of which run in working hours with holidays and shifted workdays (调休).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

#: Names of the weekdays in a calendar, Monday first.
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: A period of a day as wall clocks show it, in minutes since midnight; 1440 is the day's end.
Period = tuple[int, int]

_PERIOD = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_DAY_MINUTES = 24 * 60
#: Days that are looked ahead and back before a limit counts as endless: longer than any row of holidays.
_FARTHEST_DAYS = 366 * 100
_ONE_DAY = timedelta(days=1)


def parse_period(text: str) -> Period:
    """Read ``08:30-12:00``; the end may be ``24:00``. Raises ValueError."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        raise ValueError(f"not a period as 08:30-12:00: {text[:40]!r}")
    first_hour, first_minute, last_hour, last_minute = map(int, match.groups())
    if first_minute > 59 or last_minute > 59:
        raise ValueError(f"an hour has 60 minutes: {text!r}")
    first, last = first_hour * 60 + first_minute, last_hour * 60 + last_minute
    if not first < last <= _DAY_MINUTES:
        raise ValueError(f"a period ends after its beginning and on the same day: {text!r}")
    return first, last


class WorkingCalendar:
    """Working hours by weekday, with days off and days that are worked like another weekday.

    `weekly` gives each weekday's periods (0 is Monday). A day in `shifted` is worked like the weekday it
    names, even when it lies within `holidays`. Raises ValueError when no hour of the week is worked, or when
    periods of a day overlap.
    """

    def __init__(
        self,
        *,
        zone: ZoneInfo,
        weekly: Sequence[Sequence[Period]],
        holidays: frozenset[date] = frozenset(),
        shifted: Mapping[date, int] | None = None,
    ) -> None:
        self._zone = zone
        self._weekly = tuple(tuple(sorted(day)) for day in weekly)
        self._holidays = holidays
        self._shifted = dict(shifted or {})
        self._spans: dict[date, tuple[tuple[float, float], ...]] = {}
        if len(self._weekly) != len(WEEKDAYS) or not any(self._weekly):
            raise ValueError("a working calendar has seven weekdays, and some hour of them is worked")
        for day in self._weekly:
            if any(later[0] < earlier[1] for earlier, later in pairwise(day)):
                raise ValueError("periods of one day overlap")

    @property
    def zone(self) -> ZoneInfo:
        """The time zone whose wall clocks its hours are on."""
        return self._zone

    @property
    def day_s(self) -> float:
        """What a working day counts as a limit, in seconds: the hours of the longest weekday."""
        return max(sum(last - first for first, last in day) for day in self._weekly) * 60.0

    def add(self, start: float, seconds: float, *, working: bool) -> float:
        """The first moment at which `seconds` have passed since `start`; negative ones lie before it.

        `working` counts working time only. Raises ValueError when that never comes.
        """
        if not working or seconds == 0.0:
            return start + seconds
        return self._forward(start, seconds) if seconds > 0.0 else self._back(start, -seconds)

    def between(self, start: float, end: float, *, working: bool) -> float:
        """How many seconds pass from `start` to `end`, as negative ones when it lies before."""
        if not working:
            return end - start
        if end < start:
            return -self.between(end, start, working=True)
        day, last = self._day(start), self._day(end)
        passed = 0.0
        while day <= last:
            passed += sum(max(0.0, min(b, end) - max(a, start)) for a, b in self._spans_of(day))
            day += _ONE_DAY
        return passed

    def _forward(self, start: float, seconds: float) -> float:
        day, left = self._day(start), seconds
        for _ in range(_FARTHEST_DAYS):
            for first, last in self._spans_of(day):
                begin = max(first, start)
                if last - begin >= left:
                    return begin + left
                left -= max(0.0, last - begin)
            day += _ONE_DAY
        raise ValueError("the limit lies beyond the calendar")

    def _back(self, start: float, seconds: float) -> float:
        # The first moment, too: when the time is up at an opening hour, it is the former closing hour.
        day, left = self._day(start), seconds
        for _ in range(_FARTHEST_DAYS):
            for first, last in reversed(self._spans_of(day)):
                end = min(last, start)
                if end - first > left:
                    return end - left
                left -= max(0.0, end - first)
                if left <= 0.0:
                    return self._closing_before(first)
            day -= _ONE_DAY
        raise ValueError("the limit lies beyond the calendar")

    def _closing_before(self, opening: float) -> float:
        day = self._day(opening)
        for _ in range(_FARTHEST_DAYS):
            for _, last in reversed(self._spans_of(day)):
                if last <= opening:
                    return last
            day -= _ONE_DAY
        return opening

    def _day(self, moment: float) -> date:
        return datetime.fromtimestamp(moment, self._zone).date()

    def _spans_of(self, day: date) -> tuple[tuple[float, float], ...]:
        """The day's working periods as moments, in order."""
        if (known := self._spans.get(day)) is None:
            if day in self._shifted:
                periods = self._weekly[self._shifted[day]]
            else:
                periods = () if day in self._holidays else self._weekly[day.weekday()]
            spans: list[tuple[float, float]] = []
            for first, last in periods:
                # Clocks put forward within a day may let a period end before it begins, or meet the next.
                begin = max([self._moment(day, first), *(end for _, end in spans[-1:])])
                if (end := self._moment(day, last)) > begin:
                    spans.append((begin, end))
            known = self._spans[day] = tuple(spans)
        return known

    def _moment(self, day: date, minutes: int) -> float:
        whole, rest = divmod(minutes, _DAY_MINUTES)
        local = datetime.combine(day + timedelta(days=whole), time(rest // 60, rest % 60), self._zone)
        return local.astimezone(UTC).timestamp()
