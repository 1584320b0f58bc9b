"""Filters as values."""

from __future__ import annotations

import pytest

from backend_client.protocol.lanes import Lane
from widgets.incident_filter import EVERYTHING, IncidentFilter


def test_words_are_what_stands_between_blanks() -> None:
    assert IncidentFilter(text=" 占道  ABC ").words == ("占道", "abc")
    assert EVERYTHING.words == ()
    assert IncidentFilter(text="1 " * 5000).words == ("1",)
    assert len(IncidentFilter(text=" ".join(map(str, range(5000)))).words) == 16


@pytest.mark.parametrize(
    ("longer", "shorter", "narrows"),
    [
        ("占道", "占", True),
        ("占道 3", "占道", True),
        ("3 占道", "占", True),
        ("占", "占道", False),
        ("道", "占", False),
        ("", "占", False),
        ("占", "", True),
    ],
)
def test_more_text_narrows(longer: str, shorter: str, narrows: bool) -> None:
    assert IncidentFilter(text=longer).narrows(IncidentFilter(text=shorter)) is narrows


def test_another_lane_or_limit_may_show_more() -> None:
    one = IncidentFilter(lane=Lane.OPEN, text="占道")
    assert not one.narrows(IncidentFilter(text="占"))
    assert not IncidentFilter(text="占道", severities=frozenset({1})).narrows(IncidentFilter(text="占"))


def test_time_alone_lets_some_through() -> None:
    assert IncidentFilter(lane=Lane.OVERDUE).is_timed
    assert IncidentFilter(older_than_s=60).is_timed
    assert not IncidentFilter(lane=Lane.OPEN, text="x").is_timed


def test_a_lane_alone_is_not_narrow() -> None:
    assert not IncidentFilter(lane=Lane.HANDLING).is_narrow
    assert IncidentFilter(lane=Lane.HANDLING, text="x").is_narrow
