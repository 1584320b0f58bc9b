"""What the palette finds in a district, and what choosing it does."""

from __future__ import annotations

import pytest

from backend_client.protocol.duty import Contact, Phone, Shift
from backend_client.protocol.entities import AlarmState, Device, IncidentState, UnitStatus
from backend_client.protocol.evidence import RecordingBookmark
from console.palette.sources import Directory, PaletteHands, PictureSources
from tests.widgets.district import District, ago, alarm, district, incident
from widgets import signs
from widgets.alphabet import Alphabet, needle_of
from widgets.palette.values import PaletteEntry, PaletteSource


class Room:
    """The sources over a small district; notes what is done."""

    def __init__(self) -> None:
        self.made: District = district(
            incidents=[incident(17, title="秋涛路漏水"), incident(18, state=IncidentState.CLOSED)],
            units=2,
            cameras=3,
        )
        self.made.put("alarm", "a1", alarm(2, title="烟感报警"))
        self.made.put("alarm", "a2", alarm(2, title="烟感报警", state=AlarmState.CLOSED))
        phone = Phone(kind="mobile", number="10000000017")
        shifts = (Shift(since=ago(60), until=ago(-3600)),)
        self.made.put("contact", "p1", Contact(name="示范王", org="d1", phones=(phone,), shifts=shifts))
        self.made.put("contact", "p2", Contact(name="示范李", org="kaixuan", post="值班员"))
        self.why_no_call = ""
        self.done: list[tuple[str, str]] = []
        self.sources = PictureSources(
            picture=self.made.picture,
            alphabet=Alphabet(),
            hands=PaletteHands(
                show_incident=lambda id_: self.done.append(("incident", id_)),
                show_past=lambda id_, _incident: self.done.append(("past", id_)),
                show_alarm=lambda id_: self.done.append(("alarm", id_)),
                show_unit=lambda id_: self.done.append(("unit", id_)),
                show_grid=lambda id_: self.done.append(("grid", id_)),
                show_camera=lambda id_: self.done.append(("camera", id_)),
                put_scene_on_wall=lambda id_: self.done.append(("scene", id_)),
                why_no_scene=lambda: "",
                put_camera_on_wall=lambda id_: self.done.append(("wall", id_)),
                play_bookmark=lambda id_: self.done.append(("bookmark", id_)),
                why_no_bookmark=lambda: "",
            ),
            directory=Directory(
                contacts=self.made.picture.of(Contact),
                call=lambda id_: self.done.append(("contact", id_)),
                why_not=lambda: self.why_no_call,
            ),
            now=self.made.now,
        )

    def source(self, kind: str) -> PaletteSource:
        return next(source for source in self.sources.all if source.kind == kind)

    def found(self, kind: str, typed: str) -> tuple[PaletteEntry, ...]:
        source = self.source(kind)
        while source.prepare():
            pass
        return source.search(needle_of(typed), most=9).entries


@pytest.mark.parametrize(
    ("kind", "typed", "ids"),
    [
        ("incident", "qtlls", ["i1"]),
        ("incident", "17", ["i1"]),
        ("incident", "zdjy", ["i1", "i2"]),
        ("unit", "w2", ["unit-2"]),
        ("unit", "wgy", ["unit-1", "unit-2"]),
        ("unit", "kxjd", ["unit-1", "unit-2"]),
        ("grid", "330104002001001", ["g1"]),
        ("grid", "d1wg", ["g1"]),
        ("camera", "sfl3h", ["c3"]),
        ("camera", "33010401001310000002", ["c2"]),
        ("alarm", "ygbj", ["a1"]),
        ("contact", "sfw", ["p1"]),
        ("contact", "cgj", ["p1"]),
        ("contact", "17", ["p1"]),
        ("contact", "zby", ["p2"]),
    ],
)
def test_everything_is_found_by_what_it_is_called(kind: str, typed: str, ids: list[str]) -> None:
    assert [entry.id for entry in Room().found(kind, typed)] == ids


@pytest.mark.parametrize("kind", ["incident", "alarm", "unit", "grid", "camera", "contact"])
def test_choosing_does_what_belongs_to_the_kind(kind: str) -> None:
    room = Room()
    room.source(kind).choose("x")
    assert room.done == [(kind, "x")]
    assert room.source(kind).choose_other("x") is (kind == "camera")
    assert room.done[1:] == ([("wall", "x")] if kind == "camera" else [])


def test_bookmarks_are_found_by_their_text_and_played() -> None:
    room = Room()
    bookmark = RecordingBookmark(
        camera="c1",
        camera_name="北门",
        org="o",
        grid_code="1",
        moment=ago(60),
        user="u",
        by="李",
        at=ago(50),
        text="红色面包车",
    )
    room.sources.on_changes(room.made.put("recording_bookmark", "b1", bookmark))
    (found,) = room.found("recording_bookmark", "hsmbc")
    assert (found.id, found.note != "") == ("b1", True)
    room.source("recording_bookmark").choose("b1")
    assert room.done == [("bookmark", "b1")]


def test_the_state_of_the_moment_is_shown() -> None:
    room = Room()
    (unit,) = room.found("unit", "w2")
    assert (unit.look, unit.note) == (signs.UNIT_STATUS[UnitStatus.AVAILABLE], "Available")
    (open_, closed) = room.found("incident", "zdjy")
    assert (open_.look, open_.note, closed.note) == (signs.SEVERITY[3], "To accept", "Closed")
    room.made.put("device", "c3", Device(online=False, since=ago(5)))
    (camera,) = room.found("camera", "sfl3h")
    assert (camera.look, camera.note) == (signs.OFFLINE, "offline")


def test_whom_to_call_says_who_is_on_duty_and_why_he_cannot_be_called() -> None:
    room = Room()
    (wang,) = room.found("contact", "sfw")
    assert (wang.look, wang.note.startswith("on duty until "), wang.why_not) == (signs.ON_DUTY, True, "")
    (li,) = room.found("contact", "sfl")
    assert (li.look, li.note, li.why_not) == (None, "", "No number is known")
    room.why_no_call = "Not your role"
    assert room.found("contact", "sfw")[0].why_not == "Not your role"


def test_an_alarm_that_has_ended_is_found_no_longer() -> None:
    room = Room()
    assert room.found("alarm", "ygbj")[0].note == "New alarm"
    room.sources.on_changes(room.made.change("alarm", "a1", state=AlarmState.CLOSED))
    assert room.found("alarm", "ygbj") == ()
    assert room.source("alarm").entry("a1") is None


def test_changes_are_taken_in() -> None:
    room = Room()
    assert room.found("incident", "jflds") == ()
    room.sources.on_changes(room.made.put("incident", "new", incident(19, title="景芳路堵塞")))
    assert [entry.id for entry in room.found("incident", "jflds")] == ["new"]
