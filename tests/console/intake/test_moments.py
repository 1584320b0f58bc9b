"""Dates and times as they are written."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_client.protocol.times import format_time
from console.intake.moments import read_moment
from widgets.intake.values import Zone


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2026-03-02 04:20",
            "2026/3/2 4:20:00",
            "2026.3.2 04：20",
            "2026年3月2日 4时20分",
            "20260302042000",
        ),
        *("2026-03-02T04:20:00.000+08:00", "2026-03-01T20:20:00Z", "2026-03-01 21:20+0100", "202603020420"),
    ],
)
def test_each_way_of_writing_is_the_same_moment(text: str) -> None:
    assert read_moment(text, Zone.BEIJING) == "2026-03-01T20:20:00.000Z"


def test_a_date_alone_is_its_first_moment() -> None:
    assert read_moment("2026年3月2日", Zone.UTC) == "2026-03-02T00:00:00.000Z"
    assert read_moment("20260302", Zone.BEIJING) == "2026-03-01T16:00:00.000Z"
    assert read_moment("2026-03-02 4点", Zone.UTC) == "2026-03-02T04:00:00.000Z"


def test_local_time_is_this_machines() -> None:
    at = time.mktime((2026, 3, 2, 4, 20, 0, 0, 0, -1))
    assert read_moment("2026-03-02 04:20", Zone.LOCAL) == format_time(at)


@pytest.mark.parametrize(
    "text", ["", "now", "2026-13-01", "2026-02-30", "4:20", "2026-03-02 24:20", "0000-01-01"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_moment(text, Zone.BEIJING)


@settings(max_examples=100)
@given(text=st.text(alphabet="0123456789-/: TZ+年月日时分秒.", max_size=30), zone=st.sampled_from(Zone))
def test_no_text_breaks_it(text: str, zone: Zone) -> None:
    try:
        moment = read_moment(text, zone)
    except ValueError:
        return
    assert datetime.fromisoformat(moment).utcoffset() is not None
