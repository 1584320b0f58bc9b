"""The load of a desk against EEMUA 191."""

from __future__ import annotations

import pytest

from widgets.alarms.load import BARS, Arrival, Verdict, alarm_load, verdict_of

NOW = 100_000.0


def every(seconds: float, *, back: float, priority: int = 3) -> list[Arrival]:
    """Alarms at an even pace for the last `back` seconds."""
    return [Arrival(NOW - back + number * seconds, priority) for number in range(1, int(back / seconds) + 1)]


@pytest.mark.parametrize(
    ("per_10_min", "verdict"),
    [
        (0.0, Verdict.ACCEPTABLE),
        (1.0, Verdict.ACCEPTABLE),
        (1.5, Verdict.MANAGEABLE),
        (2.0, Verdict.MANAGEABLE),
        (2.1, Verdict.OVER_DEMANDING),
        (10.0, Verdict.OVER_DEMANDING),
        (10.1, Verdict.FLOOD),
    ],
)
def test_what_a_rate_means(per_10_min: float, verdict: Verdict) -> None:
    assert verdict_of(per_10_min) is verdict


def test_the_rate_of_ten_minutes_an_hour_and_the_shift() -> None:
    load = alarm_load(every(300.0, back=1800.0), now=NOW, shift_since=NOW - 7200.0)
    assert (load.last_10_min.count, load.last_hour.count, load.shift.count) == (2, 6, 6)
    assert load.last_10_min.verdict is Verdict.MANAGEABLE
    assert load.last_hour.per_10_min == 1.0
    assert load.shift.per_10_min == 0.5
    assert load.flood_share == 0.0
    assert load.flood_is_rare


def test_a_shift_that_has_just_begun_counts_as_ten_minutes() -> None:
    load = alarm_load([Arrival(NOW - 300.0, 3)], now=NOW, shift_since=NOW - 1.0)
    assert load.shift_since == NOW - 600.0
    assert load.shift.per_10_min == 1.0


def test_the_share_of_the_shift_in_flood() -> None:
    arrivals = every(30.0, back=900.0)  # the flood begins with the eleventh, 570 s ago
    load = alarm_load(arrivals, now=NOW, shift_since=NOW - 5700.0)
    assert load.flood_share == pytest.approx(0.1)
    assert not load.flood_is_rare
    assert load.last_10_min.verdict is Verdict.FLOOD


def test_the_split_by_priority() -> None:
    priorities = [4] * 8 + [3] * 8 + [2] * 3 + [1]
    arrivals = [Arrival(NOW - 900.0 + number, priority) for number, priority in enumerate(priorities)]
    assert alarm_load(arrivals, now=NOW, shift_since=NOW - 3600.0).split == pytest.approx((0.80, 0.15, 0.05))
    assert alarm_load([], now=NOW, shift_since=NOW - 3600.0).split is None


def test_bars_of_ten_minutes_the_oldest_first() -> None:
    arrivals = [Arrival(NOW - 10 * 3600.0, 3), Arrival(NOW - 601.0, 3), Arrival(NOW - 1.0, 3)]
    bars = alarm_load([*arrivals, Arrival(NOW + 0.4, 3)], now=NOW, shift_since=0.0).bars
    assert len(bars) == BARS
    assert bars[-2:] == (1, 2)
    assert sum(bars) == 3
