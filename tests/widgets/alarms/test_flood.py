"""When it is a flood, and when no more."""

from __future__ import annotations

from widgets.alarms.flood import FloodPeriod, flood_periods, seconds_in_flood


def test_more_than_ten_in_ten_minutes_are_a_flood() -> None:
    ten = [float(second) for second in range(10)]
    assert flood_periods(ten, now=60.0) == ()
    assert flood_periods([*ten, 30.0], now=60.0) == (FloodPeriod(30.0),)
    slow = [minute * 60.0 for minute in range(60)]
    assert flood_periods(slow, now=3600.0) == (), "ten in ten minutes, for an hour"


def test_it_stays_on_until_fewer_than_five_came_in_ten_minutes() -> None:
    times = [float(second) for second in range(11)]
    assert flood_periods(times, now=605.0) == (FloodPeriod(10.0),), "six are left"
    assert flood_periods(times, now=606.0) == (FloodPeriod(10.0, 606.0),)
    held = [*times, 300.0, 350.0, 400.0, 500.0, 599.0, 650.0]
    assert flood_periods(held, now=949.0) == (FloodPeriod(10.0),)
    assert flood_periods(held, now=2000.0) == (FloodPeriod(10.0, 950.0),)


def test_floods_follow_each_other() -> None:
    first = [float(second) for second in range(11)]
    second = [5000.0 + each for each in first]
    periods = flood_periods([*first, *second], now=5020.0)
    assert periods == (FloodPeriod(10.0, 606.0), FloodPeriod(5010.0))
    assert flood_periods([], now=0.0) == ()


def test_the_time_in_flood_is_counted_within_a_stretch() -> None:
    periods = (FloodPeriod(0.0, 100.0), FloodPeriod(500.0))
    assert seconds_in_flood(periods, since=50.0, now=600.0) == 150.0
    assert seconds_in_flood(periods, since=200.0, now=400.0) == 0.0
