"""The rhythm of a day and of a week."""

from __future__ import annotations

import math
from random import Random

import pytest

from platform_backend.districts.rhythm import Rhythm, past_moments

_HOUR = 3600.0
#: Monday, 2 February 2026, 00:00 in China.
_MONDAY = 1769961600.0


def test_a_week_has_seven_times_the_average_day() -> None:
    rhythm = Rhythm(240.0)
    week = sum(rhythm.rate(_MONDAY + hour * _HOUR) * _HOUR for hour in range(7 * 24))
    assert week == pytest.approx(7 * 240.0)


def test_the_peak_is_in_the_afternoon_and_the_night_is_quiet() -> None:
    rates = [Rhythm(240.0).rate(_MONDAY + hour * _HOUR) for hour in range(24)]
    assert rates.index(max(rates)) == 17
    assert rates.index(min(rates)) == 3
    assert max(rates) / min(rates) == pytest.approx(5046 / 907)


def test_weekends_are_quieter_by_day_and_louder_at_night() -> None:
    rhythm, saturday = Rhythm(240.0), _MONDAY + 5 * 24 * _HOUR
    assert rhythm.rate(saturday + 8 * _HOUR) < rhythm.rate(_MONDAY + 8 * _HOUR)
    assert rhythm.rate(saturday + 1 * _HOUR) > rhythm.rate(_MONDAY + 1 * _HOUR)


def test_arrivals_come_at_the_rate() -> None:
    rhythm, rng = Rhythm(2400.0), Random(1)
    moment, hours = _MONDAY, [0] * 24
    while (moment := rhythm.next_arrival(moment, rng=rng)) < _MONDAY + 24 * _HOUR:
        hours[int((moment - _MONDAY) // _HOUR)] += 1
    assert sum(hours) == pytest.approx(2400 * 1.041, rel=0.08)
    assert sum(hours[14:18]) > 3 * sum(hours[1:5])


def test_nothing_arrives_at_a_rate_of_zero() -> None:
    assert Rhythm(0.0).next_arrival(_MONDAY, rng=Random(1)) == math.inf


def test_the_past_is_in_order_and_within_its_days() -> None:
    moments = past_moments(3000, until=_MONDAY, days=30, rng=Random(4))
    assert len(moments) == 3000
    assert moments == sorted(moments)
    assert moments[0] >= _MONDAY - 30 * 24 * _HOUR
    assert moments[-1] <= _MONDAY
