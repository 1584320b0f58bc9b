"""Filters in words."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState
from tests.widgets.district import district, incident
from widgets.filter_words import AGES, PERIODS, FilterWords, older_than, within
from widgets.incident_filter import IncidentFilter


def test_every_part_is_named(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1), incident(2, type_code="9", type_name="噪声"), incident(3)])
    words = FilterWords(picture=made.picture)
    assert words.streets() == (("kaixuan", "凯旋街道"),)
    assert words.types() == (("0201", "占道经营"), ("9", "噪声"))
    filter_ = IncidentFilter(
        severities=frozenset({2, 1}),
        type_code="9",
        street="kaixuan",
        older_than_s=7200.0,
        within_s=86_400.0,
        states=frozenset({IncidentState.CLOSED}),
    )
    assert words.parts(filter_) == (
        *("1 red", "2 orange", "Closed", "噪声", "凯旋街道"),
        *("older than 2 h", "of the last 1 d"),
    )
    assert words.parts(IncidentFilter(text="x")) == ()
    assert words.parts(IncidentFilter(street="gone", type_code="none")) == ("none", "gone")


def test_ages_and_periods_read_differently(qtbot: QtBot) -> None:
    assert older_than(1800.0) == "older than 30 min"
    assert len({older_than(age) for age in AGES}) == len(AGES)
    assert len({within(time) for time in PERIODS}) == len(PERIODS)
