from __future__ import annotations

from itertools import pairwise

from platform_backend.recordings.stamps import WallStamps

STEP = 3600


def test_a_backlog_at_the_start_is_of_the_time_before() -> None:
    stamps = WallStamps(ticks_per_s=90_000)
    # Two seconds handed over at once, then one picture every 40 ms.
    arrivals = [1000.0] * 50 + [1000.0 + 0.04 * n for n in range(1, 10)]
    for number, arrived in enumerate(arrivals):
        stamps.look(number * STEP, arrived)
    placed = [stamps.place(number * STEP, arrived) for number, arrived in enumerate(arrivals)]
    assert placed[0] is not None
    assert abs(placed[0] / 90_000 - (1000.0 - 49 * 0.04)) < 0.001
    assert {b - a for a, b in pairwise(placed) if a is not None and b is not None} == {STEP}


def test_times_that_do_not_grow_are_left_out() -> None:
    stamps = WallStamps(ticks_per_s=90_000)
    assert stamps.place(1000, 50.0) == 50 * 90_000
    assert stamps.place(1000, 50.0) is None
    assert stamps.place(900, 50.0) is None


def test_a_new_clock_goes_on_at_the_machines_time() -> None:
    stamps = WallStamps(ticks_per_s=90_000)
    stamps.place(0, 50.0)
    assert stamps.place(10**9, 60.0) == 60 * 90_000
    assert stamps.place(10**9 + STEP, 60.04) == 60 * 90_000 + STEP


def test_a_clock_that_drifts_is_set_right_at_cuts_only() -> None:
    stamps = WallStamps(ticks_per_s=90_000)
    for second in range(101):
        stamps.place(second * 90_000, 1000.0 + second * 1.01)
    # A second behind by now.
    assert stamps.place(101 * 90_000, 1102.01) == 1101 * 90_000
    stamps.set_right()
    stamps.place(102 * 90_000, 1103.02)
    stamps.set_right()
    right = stamps.place(103 * 90_000, 1104.03)
    assert right is not None
    assert abs(right / 90_000 - 1104.03) < 0.3


def test_a_clock_that_was_ahead_never_goes_back() -> None:
    stamps = WallStamps(ticks_per_s=90_000)
    last = stamps.place(0, 1000.0) or 0
    for number in range(1, 200):
        if number % 50 == 0:
            stamps.set_right()
        placed = stamps.place(number * STEP, 1000.0 + number * 0.03)
        assert placed is not None
        assert placed > last
        last = placed
