"""Moments are as long as they need to be."""

from __future__ import annotations

from datetime import datetime

from backend_client.protocol.times import format_time
from widgets.moments import clock_text, day_text, minute_text, moment_text, until_text


def local(*parts: int) -> float:
    return datetime(*parts).timestamp()  # type: ignore[arg-type]


def test_today_has_no_date() -> None:
    now = local(2026, 3, 2, 18, 0, 0)
    assert moment_text(format_time(local(2026, 3, 2, 8, 15, 30)), now=now) == "08:15:30"
    assert until_text(format_time(local(2026, 3, 2, 8, 15, 0)), now=now) == "08:15", "agreed on to the minute"


def test_another_day_of_this_year_has_month_and_day() -> None:
    now = local(2026, 3, 2, 18, 0, 0)
    assert moment_text(format_time(local(2026, 3, 1, 23, 59, 59)), now=now) == "03-01 23:59"


def test_another_year_is_a_date() -> None:
    now = local(2026, 3, 2, 18, 0, 0)
    assert moment_text(format_time(local(2024, 12, 31, 8, 0, 0)), now=now) == "2024-12-31"


def test_what_goes_without_saying_is_left_out() -> None:
    moment = local(2026, 3, 2, 8, 5, 9)
    assert (clock_text(moment), minute_text(moment), day_text(moment)) == ("08:05:09", "08:05", "03-02 08:05")


def test_nothing_is_nothing_and_nonsense_is_shown() -> None:
    assert moment_text(None, now=0.0) == ""
    assert moment_text("soon", now=0.0) == "soon"
