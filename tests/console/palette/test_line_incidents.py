"""Numbers that mean incidents."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import IncidentState
from console.palette.line_incidents import IncidentNumbers
from tests.widgets.district import District, district, incident

OTHER = "330104005-2026-"


def room() -> tuple[District, IncidentNumbers]:
    made = district(
        incidents=[
            incident(17, age=100),
            replace(incident(17, age=200), serial_no=f"{OTHER}000017"),
            incident(117),
            incident(8, state=IncidentState.CLOSED),
            replace(incident(8), serial_no=f"{OTHER}000008"),
            incident(9, state=IncidentState.CLOSED),
            replace(incident(1), serial_no="按件"),
        ]
    )
    rows = ["i3", "i1"]
    numbers = IncidentNumbers(
        picture=made.picture,
        chosen=lambda: "i3",
        row=lambda number: rows[number - 1] if 0 < number <= len(rows) else None,
        marked=lambda: ("i1", "gone", "i4"),
    )
    return made, numbers


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("17", ["i2", "i1"]),
        ("0017", ["i2", "i1"]),
        ("5-17", ["i2"]),
        ("002-17", ["i1"]),
        ("330104005-2026-000017", ["i2"]),
        ("117", ["i3"]),
        ("7", ["i2", "i3", "i1"]),
        ("8", ["i5"]),
        ("2-8", ["i4"]),
        ("9", ["i6"]),
        ("99", []),
        (".", ["i3"]),
        ("。", ["i3"]),
        ("#1", ["i3"]),
        ("#2", ["i1"]),
        ("#0", []),
        ("#x", []),
        ("z3", []),
        ("-", []),
    ],
)
def test_which_incidents_a_word_means(word: str, ids: list[str]) -> None:
    assert sorted(entry.id for entry in room()[1].find(word)) == sorted(ids)


def test_commas_part_several_and_a_star_is_all_that_are_marked() -> None:
    numbers = room()[1]
    each = numbers.find_each("117,5-17、99,")
    assert {word: [entry.id for entry in found] for word, found in each.items()} == {
        "117": ["i3"],
        "5-17": ["i2"],
        "99": [],
    }
    assert list(numbers.find_each("*")) == ["i1", "i4"]


def test_the_oldest_comes_first() -> None:
    assert [entry.id for entry in room()[1].find("17")] == ["i2", "i1"]


def test_each_incident_has_a_word_that_means_no_other() -> None:
    made, numbers = room()
    for id_, entry in made.picture.entries("incident").items():
        assert id_ == "i7" or [found.id for found in numbers.find(numbers.token(entry))] == [id_]  # type: ignore[arg-type]
    assert numbers.token(made.picture.entries("incident")["i2"]) == "5-17"  # type: ignore[arg-type]
    assert numbers.token(made.picture.entries("incident")["i7"]) == "按件"  # type: ignore[arg-type]


def test_what_comes_and_goes_is_taken_in() -> None:
    made, numbers = room()
    assert numbers.find("55") == ()
    numbers.on_changes(made.put("incident", "new", incident(55)))
    numbers.on_changes(made.change("incident", "new", title="示范改"))
    assert [entry.data.title for entry in numbers.find("55")] == ["示范改"]
    numbers.on_changes(made.delete("incident", "new"))
    assert numbers.find("55") == ()
    numbers.on_changes(made.snapshot("incidents", {("incident", "i77"): incident(77)}))
    assert [entry.id for entry in numbers.find("77")] == ["i77"]


def test_whether_a_number_or_a_piece_of_one_is_here() -> None:
    made, numbers = room()
    known = ("17", "0117", "330104005-2026", "按件")
    assert [numbers.has(word) for word in (*known, "7", "330104009")] == [True] * 4 + [False] * 2
    numbers.on_changes(made.delete("incident", "i3"))
    assert not numbers.has("117")


def test_thousands_of_digits_are_no_number() -> None:
    made, numbers = room()
    many = "9" * 10_000
    assert numbers.find(many) == numbers.find(f"#{many}") == ()
    assert not numbers.has(many)
    one = replace(incident(2), serial_no=f"2026-{many}")
    numbers.on_changes(made.put("incident", "i99", one))
    assert [entry.id for entry in numbers.find("117")] == ["i3"]
