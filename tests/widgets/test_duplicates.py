"""Which incidents may be the same, and which lie near."""

from __future__ import annotations

import pytest

from backend_client.protocol.entities import Incident, IncidentState
from tests.widgets.district import HERE, ago, district, incident
from widgets.duplicates import duplicates, nearby

FIRST = incident(1, title="文化路积水", place="文化路 1 号", age=600.0)


def found(*others: Incident) -> list[str]:
    made = district(incidents=[FIRST, *others])
    entries = made.picture.of(Incident)
    return [each.id for each in duplicates("i1", entries["i1"].data, entries)]


def moved(metres: float) -> tuple[float, float]:
    return (HERE[0], HERE[1] + metres / 111_320.0)


def test_the_same_kind_near_in_place_and_time_is_found_the_likeliest_first() -> None:
    twin = incident(2, title="文化路积水很深", place="文化路 1 号", age=500.0)
    near = incident(3, title="井盖", place="别处", age=400.0, position=moved(250.0))
    assert found(twin, near) == found(near, twin)[::-1] == ["i2", "i3"]


@pytest.mark.parametrize(
    "other",
    [
        incident(2, type_code="0999"),
        incident(2, position=moved(301.0)),
        incident(2, reported_at=ago(600.0 + 6 * 3600.0 + 1)),
        incident(2, state=IncidentState.CLOSED, closed_at=ago(10)),
        incident(2, exercise=True),
        incident(2, position=None, place="另一条街"),
    ],
)
def test_what_is_of_another_kind_place_time_or_over_is_not(other: Incident) -> None:
    assert found(other) == []


def test_words_of_the_place_stand_for_a_position_that_nobody_gave() -> None:
    assert found(incident(2, position=None, place="文化路 1号")) == ["i2"]


def test_evidence_is_given_with_it() -> None:
    made = district(incidents=[FIRST, incident(2, place="文化路 1 号", age=480.0, position=moved(100.0))])
    entries = made.picture.of(Incident)
    (one,) = duplicates("i1", entries["i1"].data, entries)
    assert one.distance == pytest.approx(100.0, abs=1.0)
    assert one.seconds == pytest.approx(120.0)
    assert one.alike == 1.0
    assert 0.8 < one.strength <= 1.0


def test_what_lies_near_is_told_nearest_first_whatever_its_kind() -> None:
    made = district(
        incidents=[
            FIRST,
            incident(2, type_code="0999", position=moved(400.0)),
            incident(3, position=moved(100.0)),
            incident(4, position=moved(501.0)),
            incident(5, position=None),
        ]
    )
    entries = made.picture.of(Incident)
    assert [id_ for id_, _ in nearby("i1", entries["i1"].data, entries)] == ["i3", "i2"]
    assert nearby("i5", entries["i5"].data, entries) == ()
