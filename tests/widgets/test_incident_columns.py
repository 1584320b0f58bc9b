"""Columns that incidents are found by."""

from __future__ import annotations

from math import isnan

from tests.widgets.district import NOW, ago, incident, task
from widgets.incident_columns import IncidentColumns
from widgets.initials import Initials


def columns_of(many: int) -> IncidentColumns:
    columns = IncidentColumns(initials=Initials())
    for _ in range(many):
        columns.add()
    return columns


def test_each_slot_holds_what_its_incident_is_filtered_by() -> None:
    columns = columns_of(2)
    columns.put(1, incident(7, severity=3, age=60.0, type_code="0207", owner_org="kaixuan"))
    assert columns.severities.tolist() == [0, 3]
    assert columns.reported[1] == NOW - 60.0
    assert columns.types[1] == columns.type_number("0207")
    assert columns.type_number("0299") not in columns.types
    assert columns.owner_numbers(["jingfang", "kaixuan"]) == [columns.owners[1]]


def test_a_slot_that_is_given_back_holds_nothing() -> None:
    columns = columns_of(1)
    columns.put(0, incident(7, position=(120.2, 30.2)))
    columns.put(0, None)
    assert (columns.severities[0], columns.types[0], columns.owners[0]) == (0, -1, -1)
    assert isnan(columns.reported[0])
    assert columns.texts.at(0) == columns.letters.at(0) == ""


def test_texts_are_made_anew_only_when_they_changed() -> None:
    columns = columns_of(1)
    columns.put(0, incident(7))
    assert "000007" in columns.texts.at(0)
    columns.put(0, incident(7, severity=1, reported_at=ago(5)))
    assert columns.texts.all_made()
    columns.put(0, incident(7, tasks=(task(1, name="示范李四"),)))
    assert not columns.texts.all_made()
    assert "示范李四" in columns.texts.at(0)
    assert "sfls" in columns.letters.at(0)


def test_slots_near_a_place_are_told_apart_from_those_far_away() -> None:
    columns = columns_of(3)
    columns.put(0, incident(1, position=(120.20, 30.25)))
    columns.put(1, incident(2, position=(120.21, 30.25)))
    columns.put(2, incident(3, position=None))
    assert columns.near((120.20, 30.25), 500.0).tolist() == [0, 2]
    assert columns.near((120.20, 30.25), 1500.0).tolist() == [0, 1, 2]
