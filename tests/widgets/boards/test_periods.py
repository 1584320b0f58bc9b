"""When the periods of figures begin: at the room's own midnight, or with the shift."""

from __future__ import annotations

from datetime import datetime

import pytest

from widgets.boards.periods import Period, begin_of, period_name

NOW = datetime(2026, 3, 2, 14, 30, 5).timestamp()


@pytest.mark.parametrize(
    ("period", "begin"),
    [
        (Period.SHIFT, datetime(2026, 3, 2, 8, 0)),
        (Period.TODAY, datetime(2026, 3, 2)),
        (Period.WEEK, datetime(2026, 2, 24)),
        (Period.MONTH, datetime(2026, 2, 1)),
    ],
)
def test_begin(period: Period, begin: datetime) -> None:
    shift = datetime(2026, 3, 2, 8, 0).timestamp()
    assert begin_of(period, now=NOW, shift_since=lambda: shift) == begin.timestamp()


def test_a_shift_that_begins_later_than_now_is_empty() -> None:
    assert begin_of(Period.SHIFT, now=NOW, shift_since=lambda: NOW + 5.0) == NOW


def test_each_has_a_name() -> None:
    assert [period_name(period) for period in Period] == ["This shift", "Today", "7 days", "30 days"]
