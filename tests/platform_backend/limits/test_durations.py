"""Lengths of time as administrators write them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from backend_client.protocol.calendar import WorkingCalendar
from platform_backend.limits.durations import Span, parse_span

CALENDAR = WorkingCalendar(zone=ZoneInfo("Asia/Shanghai"), weekly=[[(540, 990)]] * 5 + [[], []])


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90 s", Span(90.0)),
        ("30 min", Span(1800.0)),
        ("8 h", Span(8 * 3600.0)),
        ("1.5 hours", Span(5400.0)),
        ("30 days", Span(30 * 24 * 3600.0)),
        ("4 working hours", Span(4 * 3600.0, working=True)),
        ("1 working hour", Span(3600.0, working=True)),
        # A day of this calendar has seven and a half hours.
        ("20 working days", Span(20 * 7.5 * 3600.0, working=True)),
        ("1 working day", Span(7.5 * 3600.0, working=True)),
    ],
)
def test_lengths_are_read(text: str, span: Span) -> None:
    assert parse_span(text, CALENDAR) == span


@pytest.mark.parametrize("text", ["", "30", "30min", "-1 h", "1 week", "working 4 hours", "4  h", "1e3 s"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no length of time"):
        parse_span(text, CALENDAR)


@pytest.mark.parametrize("text", ["3661 days", "3661 working days", "999999999999 h"])
def test_no_limit_is_longer_than_what_a_calendar_reckons_with(text: str) -> None:
    with pytest.raises(ValueError, match="ten years"):
        parse_span(text, CALENDAR)
