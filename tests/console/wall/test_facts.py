"""The heading of a wall says whose it is, what holds on it and what comes next, with names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend_client.protocol.entities import Camera, Incident, Seat
from backend_client.protocol.wall import Scene, Wall
from console.wall.facts import WallWords
from console.wall.programme import NOTHING, TourNow
from tests.console.desk import street
from tests.widgets.district import District

HALL = Wall(name="Hall", org="o")
TOUR = TourNow(
    id="t1",
    name="Crossings",
    page=2,
    pages=3,
    left_s=4.2,
    rests_for="",
    resting=False,
    of_scenes=False,
    following=("c3", "c4"),
)


@pytest.fixture
def made() -> District:
    district = street()
    district.put("seat", "seat-1", Seat(name="一号席", org="o"))
    district.put("scene", "s1", Scene(name="Rush hour", org="o", layout={}, tiles=()))
    return district


def words(made: District) -> WallWords:
    return WallWords(picture=made.picture)


def test_a_wall_that_is_nobodys_tells_its_name_alone(made: District) -> None:
    facts = words(made).facts(HALL, NOTHING, number=2)
    assert (facts.name, facts.number) == ("Hall", 2)
    assert (facts.holder, facts.locked, facts.alarms_off, facts.scene, facts.tours) == (
        "",
        False,
        False,
        "",
        (),
    )


def test_locked_and_without_alarms_is_told(made: District) -> None:
    facts = words(made).facts(Wall(name="Hall", org="o", locked=True, alarms=False), NOTHING)
    assert (facts.locked, facts.alarms_off) == (True, True)


@pytest.mark.parametrize(
    ("holder_name", "seat", "told"),
    [
        ("李明", "seat-1", "李明, 一号席"),
        ("李明", "seat-9", "李明, seat-9"),
        ("李明", "", "李明"),
        ("", "seat-1", "u7, 一号席"),
    ],
)
def test_who_holds_it_is_told_with_the_seat(made: District, holder_name: str, seat: str, told: str) -> None:
    held = Wall(name="Hall", org="o", holder="u7", holder_name=holder_name, holder_seat=seat)
    assert words(made).facts(held, NOTHING).holder == told


def test_what_it_is_lent_for_is_told_by_the_incident(made: District) -> None:
    lent = Wall(name="Hall", org="o", incident="i1")
    title = made.picture.of(Incident)["i1"].data.title
    assert title in words(made).facts(lent, NOTHING).borrowed_for
    assert words(made).facts(Wall(name="Hall", org="o", incident="i9"), NOTHING).borrowed_for == ""


def test_a_tour_tells_what_comes_next_by_its_name(made: District) -> None:
    scenes = replace(TOUR, of_scenes=True, following=("s1",))
    unknown = replace(TOUR, following=("c99",))
    standing = replace(TOUR, left_s=None, following=())
    programme = replace(NOTHING, scene="s1", tours=(TOUR, scenes, unknown, standing))
    facts = words(made).facts(HALL, programme)
    camera = made.picture.of(Camera)["c3"].data.name
    assert [line.next_ for line in facts.tours] == [camera, "Rush hour", "c99", ""]
    assert (facts.tours[0].page, facts.tours[0].pages, facts.tours[0].left_s) == (2, 3, 4.2)
    assert facts.scene == "Rush hour"


def test_why_a_tour_rests_is_told(made: District) -> None:
    by_person = replace(TOUR, left_s=None, resting=True, rests_for="person")
    for_alarm = replace(by_person, rests_for="alarm")
    facts = words(made).facts(HALL, replace(NOTHING, tours=(TOUR, by_person, for_alarm)))
    assert [line.rests for line in facts.tours] == ["", "paused", "rests for an alarm"]
