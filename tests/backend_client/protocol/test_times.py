"""Times of the contract."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_client.protocol.times import format_time, parse_time


def test_three_fractional_digits_are_written() -> None:
    assert format_time(0.0) == "1970-01-01T00:00:00.000Z"
    assert format_time(1767225600.1239) == "2026-01-01T00:00:00.124Z"


@pytest.mark.parametrize("fraction", ["", ".5", ".123456789"])
def test_none_to_nine_are_read(fraction: str) -> None:
    seconds = float(f"0{fraction}") if fraction else 0.0
    assert parse_time(f"2026-01-01T00:00:00{fraction}Z") == pytest.approx(1767225600 + seconds)


@pytest.mark.parametrize("text", ["", "2026-01-01", "2026-01-01T00:00:00+08:00", "2026-13-01T00:00:00Z"])
def test_any_other_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_time(text)


@given(st.integers(min_value=0, max_value=4_000_000_000_000))
def test_a_time_comes_back_to_the_millisecond(milliseconds: int) -> None:
    assert round(parse_time(format_time(milliseconds / 1000)) * 1000) == milliseconds
