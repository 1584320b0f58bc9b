"""What an incident is related to, as rows."""

from __future__ import annotations

from backend_client.protocol.entities import Incident, IncidentState
from tests.widgets.district import HERE, NOW, ago, district, incident
from widgets.detail.related import earlier_marks, evidence, near_marks, same_marks
from widgets.duplicates import Duplicate, duplicates, nearby


def test_rows_carry_the_evidence_and_lead_to_the_incident() -> None:
    made = district(incidents=[incident(1, age=600), incident(2, age=480)])
    entries = made.picture.of(Incident)
    (row,) = same_marks(duplicates("i1", entries["i1"].data, entries), entries)
    assert row.target == "i2"
    assert row.text.endswith("(0 m away, 2 min later)")
    (near,) = near_marks(nearby("i1", entries["i1"].data, entries), entries)
    assert (near.target, near.text.split()[0]) == ("i2", "0")


def test_evidence_says_when_there_is_no_position() -> None:
    assert evidence(Duplicate("i2", None, -120.0, 1.0)) == "same place in words, 2 min earlier"


def test_what_was_before_leads_on_only_where_it_can_be_shown() -> None:
    past = incident(3, state=IncidentState.CLOSED, closed_at=ago(10), position=HERE)
    rows = earlier_marks([("i3", past), ("i4", past)], now=NOW, leads=lambda id_: id_ == "i4")
    assert [row.target for row in rows] == ["", "i4"]
    assert "Closed" in rows[0].text
