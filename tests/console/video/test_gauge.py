from __future__ import annotations

from console.video.gauge import Gauge
from console.video.unit import Unit

FRAME = 3_600


def fed(*numbers: int, key_every: int = 50) -> Gauge:
    gauge = Gauge()
    for number in numbers:
        gauge.add(Unit(b"x", FRAME * number, 0, 0.0, number % key_every == 0))
    return gauge


def test_the_usual_interval_and_the_distance_of_key_frames_are_found() -> None:
    gauge = fed(*range(120))
    assert (gauge.interval_s, gauge.key_interval_s) == (0.04, 2.0)
    assert (gauge.gaps, gauge.largest_gap_s) == (0, 0.0)


def test_nothing_is_known_at_first() -> None:
    gauge = fed(0, 1)
    assert (gauge.interval_s, gauge.key_interval_s, gauge.gaps) == (0.0, 0.0, 0)


def test_missing_pictures_are_gaps_and_one_that_is_a_little_late_is_not() -> None:
    gauge = fed(*range(30), 31, 32, *range(40, 60))
    assert gauge.gaps == 1
    assert gauge.largest_gap_s == 0.32


def test_a_camera_that_goes_on_at_another_rate_is_not_full_of_gaps_for_ever() -> None:
    gauge = fed(*range(50), *range(55, 1_000, 5))
    assert gauge.gaps < 60
    assert gauge.interval_s == 0.2
