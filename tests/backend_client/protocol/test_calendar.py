"""Working time: added, measured and taken back, over holidays, shifted days and clocks put forward."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_client.protocol.calendar import WorkingCalendar, parse_period

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = [(8 * 60 + 30, 12 * 60), (13 * 60 + 30, 17 * 60 + 30)]
H = 3600.0

CHINA = WorkingCalendar(
    zone=SHANGHAI,
    weekly=[OFFICE] * 5 + [[], []],
    # May Day 2026 as published: 1 to 5 May off, Saturday 9 May worked.
    holidays=frozenset(date(2026, 5, day) for day in range(1, 6)),
    shifted={date(2026, 5, 9): 0},
)
#: Night shifts, so that hours lie where the clocks are put forward and back.
NIGHTS = WorkingCalendar(
    zone=BERLIN,
    weekly=[[(0, 6 * 60), (22 * 60, 24 * 60)]] * 7,
    holidays=frozenset({date(2026, 12, 31), date(2026, 3, 29)}),
    shifted={date(2026, 12, 31): 4},
)
#: Never closed: working time is natural time.
ALWAYS = WorkingCalendar(zone=BERLIN, weekly=[[(0, 24 * 60)]] * 7)
CALENDARS = st.sampled_from([CHINA, NIGHTS, ALWAYS])
#: Around a year with a spring and an autumn, in milliseconds as the contract's times.
MOMENTS = st.integers(1_766_000_000_000, 1_800_000_000_000).map(lambda ms: ms / 1000)
SECONDS = st.integers(1, 400 * 3600 * 1000).map(lambda ms: ms / 1000)


def at(text: str, zone: ZoneInfo = SHANGHAI) -> float:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone).timestamp()


def test_natural_time_is_plain_arithmetic() -> None:
    assert CHINA.add(1000.0, 60.0, working=False) == 1060.0
    assert CHINA.between(1060.0, 1000.0, working=False) == -60.0


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-04-29 09:00", 2.0, "2026-04-29 11:00"),
        ("2026-04-29 11:00", 2.0, "2026-04-29 14:30"),
        # To the closing hour, not to the opening hour after it.
        ("2026-04-29 13:30", 4.0, "2026-04-29 17:30"),
        # Before the office opens, and while it is closed at noon.
        ("2026-04-29 03:00", 1.0, "2026-04-29 09:30"),
        ("2026-04-29 12:30", 1.0, "2026-04-29 14:30"),
        # Thursday evening before May Day, over five days off, into Wednesday.
        ("2026-04-30 16:30", 4.0, "2026-05-06 11:30"),
        # Friday evening into the Saturday that is worked, and from there over Sunday.
        ("2026-05-08 17:00", 1.0, "2026-05-09 09:00"),
        ("2026-05-09 17:00", 1.0, "2026-05-11 09:00"),
        # In the middle of the days off.
        ("2026-05-03 10:00", 7.5, "2026-05-06 17:30"),
        # Twenty working days: 27 days of May and June with one worked Saturday.
        ("2026-05-06 08:30", 20 * 7.5, "2026-06-01 17:30"),
    ],
)
def test_working_time_is_added(start: str, hours: float, end: str) -> None:
    assert CHINA.add(at(start), hours * H, working=True) == at(end)
    assert CHINA.between(at(start), at(end), working=True) == hours * H


def test_taking_back_ends_at_the_first_moment_of_its_kind() -> None:
    # At the opening hour all of the night has the same working time: the former closing hour is the first.
    assert CHINA.add(at("2026-05-11 09:30"), -1.0 * H, working=True) == at("2026-05-09 17:30")
    assert CHINA.add(at("2026-05-11 09:30"), -1.5 * H, working=True) == at("2026-05-09 17:00")


def test_an_hour_that_the_clocks_skip_is_not_worked_and_one_they_repeat_is_worked_twice() -> None:
    nights = WorkingCalendar(zone=BERLIN, weekly=[[(0, 6 * 60)]] * 7)
    spring = at("2026-03-29 00:00", BERLIN), at("2026-03-29 06:00", BERLIN)
    autumn = at("2026-10-25 00:00", BERLIN), at("2026-10-25 06:00", BERLIN)
    assert nights.between(*spring, working=True) == 5 * H
    assert nights.between(*autumn, working=True) == 7 * H
    assert nights.add(spring[0], 5 * H, working=True) == spring[1]
    assert nights.add(autumn[0], 7 * H, working=True) == autumn[1]


def test_a_period_within_the_skipped_hour_is_left_out() -> None:
    odd = WorkingCalendar(zone=BERLIN, weekly=[[(2 * 60, 2 * 60 + 30), (3 * 60, 4 * 60)]] * 7)
    day = at("2026-03-29 00:00", BERLIN)
    assert odd.between(day, day + 24 * H, working=True) == 1 * H


@given(calendar=CALENDARS, start=MOMENTS, seconds=SECONDS)
def test_between_is_the_inverse_of_add(calendar: WorkingCalendar, start: float, seconds: float) -> None:
    end = calendar.add(start, seconds, working=True)
    assert abs(calendar.between(start, end, working=True) - seconds) < 1e-3
    back = calendar.add(start, -seconds, working=True)
    assert abs(calendar.between(back, start, working=True) - seconds) < 1e-3
    assert calendar.between(end, start, working=True) == -calendar.between(start, end, working=True)


@given(calendar=CALENDARS, start=MOMENTS, first=SECONDS, second=SECONDS)
def test_what_is_added_in_two_parts_ends_at_the_same_moment(
    calendar: WorkingCalendar, start: float, first: float, second: float
) -> None:
    whole = calendar.add(start, first + second, working=True)
    parts = calendar.add(calendar.add(start, first, working=True), second, working=True)
    assert abs(calendar.between(parts, whole, working=True)) < 1e-3
    there_and_back = calendar.add(whole, -second, working=True)
    assert abs(there_and_back - calendar.add(start, first, working=True)) < 1e-3 or (
        # Rounding may lie on either side of a night.
        abs(calendar.between(there_and_back, whole, working=True) - second) < 1e-3
    )


@given(calendar=CALENDARS, start=MOMENTS, seconds=SECONDS)
def test_an_end_is_a_working_moment_or_a_closing_hour(
    calendar: WorkingCalendar, start: float, seconds: float
) -> None:
    end = calendar.add(start, seconds, working=True)
    assert calendar.between(end - 0.001, end, working=True) > 0.0


@given(start=MOMENTS, minutes=st.integers(0, 4 * 24 * 60))
def test_between_counts_as_walking_minute_by_minute_does(start: float, minutes: int) -> None:
    begin = start // 60 * 60
    walked = 0
    for minute in range(minutes):
        local = datetime.fromtimestamp(begin + minute * 60, UTC) + timedelta(hours=8)
        hours = local.hour * 60 + local.minute
        day = local.date()
        off = day.weekday() >= 5 or date(2026, 5, 1) <= day <= date(2026, 5, 5)
        if (not off or day == date(2026, 5, 9)) and any(a <= hours < b for a, b in OFFICE):
            walked += 60
    assert CHINA.between(begin, begin + minutes * 60, working=True) == walked


def test_a_day_is_as_long_as_its_longest_weekday() -> None:
    assert CHINA.day_s == 7.5 * H
    assert ALWAYS.day_s == 24 * H


@pytest.mark.parametrize(
    "weekly", [[[]] * 7, [[(0, 60)]] * 6, [[(0, 60), (30, 90)]] + [[]] * 6], ids=["none", "six", "overlap"]
)
def test_a_week_that_is_none_is_refused(weekly: list[list[tuple[int, int]]]) -> None:
    with pytest.raises(ValueError, match=r"working|overlap"):
        WorkingCalendar(zone=SHANGHAI, weekly=weekly)


def test_periods_are_read() -> None:
    assert parse_period("08:30-12:00") == (510, 720)
    assert parse_period("22:00-24:00") == (1320, 1440)


@pytest.mark.parametrize("text", ["", "8:30-12:00", "12:00-08:30", "08:60-12:00", "20:00-24:30", "1-2"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"period|60 minutes"):
        parse_period(text)
