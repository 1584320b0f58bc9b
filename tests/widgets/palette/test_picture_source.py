"""Things of the picture are found as they are now."""

from __future__ import annotations

from backend_client.protocol.entities import Unit, UnitStatus
from tests.widgets.district import District, district, unit
from widgets import signs, words
from widgets.alphabet import Alphabet, needle_of
from widgets.names import OrgNames
from widgets.palette.picture_source import PictureIndex, PictureSource


class Room:
    """Units as a source."""

    def __init__(self, made: District) -> None:
        self.made = made
        self.chosen: list[str] = []
        self.asked = 0
        names = OrgNames(orgs=made.picture.entries("org"))  # type: ignore[arg-type]

        def fields(_id: str, data: Unit) -> tuple[str, ...]:
            self.asked += 1
            return data.name, data.code, names.name(data.org)

        self.index = PictureIndex(
            entries=made.picture.of(Unit),
            name="unit",
            fields=fields,
            weight=lambda data: data.status is UnitStatus.OFF,
            along_with=("org",),
            alphabet=Alphabet(),
        )
        self.source = PictureSource(
            title="Units",
            kind="unit",
            index=self.index,
            look=lambda _id, data: signs.UNIT_STATUS.get(data.status),
            note=lambda _id, data: words.unit_status(data.status),
            choose=self.chosen.append,
        )

    def found(self, typed: str) -> list[str]:
        while self.source.prepare():
            pass
        return [entry.id for entry in self.source.search(needle_of(typed), most=5).entries]


def test_a_thing_is_found_with_its_state_of_the_moment() -> None:
    room = Room(district(units=3))
    assert room.found("w2") == ["unit-2"]
    room.made.change("unit", "unit-2", status=UnitStatus.ON_SCENE)
    (entry,) = room.source.search(needle_of("w2"), most=5).entries
    assert (entry.parts, entry.note) == (("示范员0002", "w2", "凯旋街道"), "On scene")
    assert entry.look == signs.UNIT_STATUS[UnitStatus.ON_SCENE]
    assert room.source.entry("unit-2") is not None
    room.source.choose("unit-2")
    assert room.chosen == ["unit-2"]


def test_what_is_new_changed_or_gone_is_taken_in_when_there_is_time() -> None:
    room = Room(district(units=2))
    assert room.found("kxjd") == ["unit-1", "unit-2"]
    asked = room.asked
    changes = room.made.put("unit", "unit-9", unit(9))
    changes |= room.made.change("unit", "unit-1", code="q7")
    changes |= room.made.delete("unit", "unit-2")
    room.index.on_changes(changes)
    assert room.asked == asked
    assert room.found("q7") == ["unit-1"]
    assert room.found("kxjd") == ["unit-1", "unit-9"]
    assert room.source.entry("unit-2") is None


def test_what_is_gone_is_not_shown_even_before_that() -> None:
    room = Room(district(units=2))
    assert len(room.found("kxjd")) == 2
    room.made.delete("unit", "unit-2")
    assert [entry.id for entry in room.source.search(needle_of("kxjd"), most=5).entries] == ["unit-1"]


def test_those_off_duty_stand_behind_and_another_name_of_their_street_is_taken_in() -> None:
    room = Room(district(units=3))
    room.index.on_changes(room.made.change("unit", "unit-1", status=UnitStatus.OFF))
    assert room.found("kxjd") == ["unit-2", "unit-3", "unit-1"]
    room.index.on_changes(room.made.change("org", "kaixuan", name="采荷街道"))
    assert room.found("chjd") == ["unit-2", "unit-3", "unit-1"]
    assert room.found("kxjd") == []


def test_a_whole_topic_that_arrives_anew_is_taken_in() -> None:
    room = Room(district(units=2))
    assert len(room.found("kxjd")) == 2
    room.index.on_changes(room.made.snapshot("units", {("unit", "unit-5"): unit(5)}))
    assert room.found("kxjd") == ["unit-5"]
