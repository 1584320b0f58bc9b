from __future__ import annotations

import pytest

from console.wall.playhead import is_at_end, moment_of, start_at
from widgets.recordings.track import RecordedSpan

NOON = 1_800_000_000.0
ROUND = (1 << 33) / 90_000
SPANS = (RecordedSpan(NOON, NOON + 100), RecordedSpan(NOON + 200, NOON + 300))


@pytest.mark.parametrize("near", [NOON - 40_000, NOON, NOON + 40_000])
def test_a_stamp_is_the_moment_nearest_to_what_is_known(near: float) -> None:
    assert moment_of(NOON % ROUND, near=near) == pytest.approx(NOON, abs=1e-4)
    # Readers may have counted on past the end of a round.
    assert moment_of(NOON % ROUND + ROUND, near=near) == pytest.approx(NOON, abs=1e-4)


def test_without_a_stamp_nothing_is_known() -> None:
    assert moment_of(0.0, near=NOON) is None


@pytest.mark.parametrize(
    ("wanted", "begins"), [(-50, 0), (0, 0), (50, 50), (99.9, 200), (150, 200), (250, 250), (300, None)]
)
def test_it_begins_where_something_is_recorded(wanted: float, begins: float | None) -> None:
    assert start_at(NOON + wanted, SPANS) == (None if begins is None else NOON + begins)


def test_the_end_is_that_of_the_last_part() -> None:
    assert not is_at_end(NOON + 100, SPANS)
    assert is_at_end(NOON + 299.5, SPANS)
    assert is_at_end(NOON, ())
