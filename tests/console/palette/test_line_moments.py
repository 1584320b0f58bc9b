"""Moments as they are written: read in the room's own time, to the minute."""

from __future__ import annotations

from datetime import datetime

import pytest

from console.palette import line_moments

#: A Wednesday at noon.
HERE = datetime(2026, 11, 25, 12, 10, 30)
NOW = HERE.timestamp()


def read(text: str, *, now: float = NOW, since: float = NOW) -> datetime | None:
    moment = line_moments.read(text, now=now, since=since)
    return None if moment is None else datetime.fromtimestamp(moment)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("+2h", datetime(2026, 11, 25, 14, 11)),
        ("+30m", datetime(2026, 11, 25, 12, 41)),
        ("+90min", datetime(2026, 11, 25, 13, 41)),
        ("+1d12h", datetime(2026, 11, 27, 0, 11)),
        ("+2小时", datetime(2026, 11, 25, 14, 11)),
        ("+1天", datetime(2026, 11, 26, 12, 11)),
        ("17:30", datetime(2026, 11, 25, 17, 30)),
        ("9:05", datetime(2026, 11, 25, 9, 5)),
        ("17点", datetime(2026, 11, 25, 17, 0)),
        ("17时30分", datetime(2026, 11, 25, 17, 30)),
        ("11-26 09:00", datetime(2026, 11, 26, 9, 0)),
        ("11/26 9:00", datetime(2026, 11, 26, 9, 0)),
        ("11月26日 9点", datetime(2026, 11, 26, 9, 0)),
        ("11月26日9:00", datetime(2026, 11, 26, 9, 0)),
        ("2027-01-04 09:00", datetime(2027, 1, 4, 9, 0)),
        ("01-04 09:00", datetime(2027, 1, 4, 9, 0)),
        ("10-01 09:00", datetime(2026, 10, 1, 9, 0)),
        ("tomorrow 9:00", datetime(2026, 11, 26, 9, 0)),
        ("明天9点", datetime(2026, 11, 26, 9, 0)),
        ("后天 18:00", datetime(2026, 11, 27, 18, 0)),
    ],
)
def test_what_is_written_is_a_moment(text: str, moment: datetime) -> None:
    assert read(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "+", "+2", "2h", "+h", "25:00", "12:60", "02-30 09:00", "13-01 9:00", "11-26", "9", "soon", "+2x"],
)
def test_anything_else_is_none(text: str) -> None:
    assert read(text) is None


def test_more_time_counts_from_when_it_is_due() -> None:
    assert read("+2h", since=NOW + 3600) == datetime(2026, 11, 25, 15, 11)
    assert read("17:30", since=NOW + 3600) == datetime(2026, 11, 25, 17, 30)


def test_a_leap_day_of_a_year_that_has_none_is_no_moment() -> None:
    assert read("02-29 09:00") is None
    leap = datetime(2028, 1, 5, 8, 0).timestamp()
    assert read("02-29 09:00", now=leap, since=leap) == datetime(2028, 2, 29, 9, 0)


@pytest.mark.parametrize(
    ("begun", "texts"),
    [
        ("", ["+30m", "+2h", "+1d", "11-26 18:00", "+7d"]),
        ("+", ["+30m", "+2h", "+1d", "+7d"]),
        ("+3", ["+3m", "+3h", "+3d"]),
        ("17", ["17:00", "17:30", "11-26 17:00", "11-26 17:30"]),
        ("9", ["11-26 9:00", "11-26 9:30"]),
        ("17:", ["17:00", "17:30", "11-26 17:00", "11-26 17:30"]),
        ("17:4", ["17:40", "11-26 17:40"]),
        ("9:15", ["11-26 9:15"]),
        ("11-28", ["11-28 09:00", "11-28 18:00"]),
        ("11-28 1", ["11-28 1:00", "11-28 1:30"]),
        ("明天", ["明天 09:00", "明天 18:00"]),
        ("11-", []),
        ("soon", []),
    ],
)
def test_what_is_begun_can_be_completed(begun: str, texts: list[str]) -> None:
    found = list(line_moments.completions(begun, now=NOW, since=NOW))
    assert [text for text, _ in found] == texts
    assert all(moment > NOW for _, moment in found)


@pytest.mark.parametrize(
    ("text", "hopeless"),
    [
        ("", False),
        ("+", False),
        ("17:3", False),
        ("11-", False),
        ("明", False),
        ("soon", True),
        ("25:00", True),
    ],
)
def test_what_cannot_become_a_moment_is_known(text: str, hopeless: bool) -> None:
    assert line_moments.is_hopeless(text) is hopeless
