"""When a tour runs by itself: days and hours of the district's wall clocks, past midnight too."""

from __future__ import annotations

from datetime import datetime

import pytest

from backend_client.protocol.wall import TourTimes
from platform_backend.local_time import CHINA
from platform_backend.timetable import is_possible, next_change, period_at

EVERY_DAY = tuple(range(1, 8))


def times(since: str, until: str, days: tuple[int, ...] = EVERY_DAY) -> TourTimes:
    return TourTimes(wall="w", days=days, since=since, until=until)


def at(text: str) -> float:
    """A moment by China's clocks; 2 November 2026 is a Monday."""
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=CHINA).timestamp()


MORNING = times("07:30", "09:00", (1, 2, 3, 4, 5))
NIGHT = times("22:00", "06:00", (5, 6))


@pytest.mark.parametrize(
    ("one", "moment", "period"),
    [
        (MORNING, "02T07:29:59", None),
        (MORNING, "02T07:30", ("02T07:30", "02T09:00")),
        (MORNING, "02T08:59:59", ("02T07:30", "02T09:00")),
        (MORNING, "02T09:00", None),
        (MORNING, "07T08:00", None),
        # From Friday and from Saturday into the day after, not from Sunday.
        (NIGHT, "06T05:00", None),
        (NIGHT, "06T22:00", ("06T22:00", "07T06:00")),
        (NIGHT, "07T05:59:59", ("06T22:00", "07T06:00")),
        (NIGHT, "07T06:00", None),
        (NIGHT, "08T03:00", ("07T22:00", "08T06:00")),
        (NIGHT, "09T03:00", None),
        # A whole day, and one after the other.
        (times("08:00", "08:00", (1,)), "03T07:59:59", ("02T08:00", "03T08:00")),
        (times("08:00", "08:00", (1, 2)), "03T08:00", ("03T08:00", "04T08:00")),
        (times("08:00", "09:00", ()), "02T08:30", None),
    ],
)
def test_a_period_holds_a_moment_or_none_does(
    one: TourTimes, moment: str, period: tuple[str, str] | None
) -> None:
    wanted = None if period is None else (at(period[0]), at(period[1]))
    assert period_at(one, at(moment)) == wanted


@pytest.mark.parametrize(
    ("one", "moment", "change"),
    [
        (MORNING, "02T07:00", "02T07:30"),
        (MORNING, "02T07:30", "02T09:00"),
        (MORNING, "06T09:00", "09T07:30"),
        (NIGHT, "07T01:00", "07T06:00"),
        (NIGHT, "08T06:00", "13T22:00"),
        (times("08:00", "08:00", (1,)), "03T08:00", "09T08:00"),
    ],
)
def test_the_next_change_is_known_at_any_time_of_the_week(one: TourTimes, moment: str, change: str) -> None:
    assert next_change(one, at(moment)) == at(change)


def test_what_runs_on_no_day_never_changes() -> None:
    assert next_change(times("08:00", "09:00", ()), at("02T07:00")) is None


@pytest.mark.parametrize(
    ("one", "possible"),
    [
        (MORNING, True),
        (times("00:00", "23:59"), True),
        (times("24:00", "23:59"), False),
        (times("08:60", "09:00"), False),
        (times("8:00", "09:00"), False),
        (times("08:00", "09:00", (0,)), False),
        (times("08:00", "09:00", (1, 1)), False),
    ],
)
def test_times_are_some_or_none(one: TourTimes, possible: bool) -> None:
    assert is_possible(one) is possible
    if not possible:
        assert period_at(one, at("02T08:30")) is None
