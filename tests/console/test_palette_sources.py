"""What the palette finds in a district, and what choosing it does."""

from __future__ import annotations

import pytest

from backend_client.protocol.entities import Device, IncidentState, UnitStatus
from console.palette_sources import PaletteHands, PictureSources
from tests.widgets.district import District, ago, district, incident
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
        self.done: list[tuple[str, str]] = []
        self.sources = PictureSources(
            picture=self.made.picture,
            alphabet=Alphabet(),
            hands=PaletteHands(
                show_incident=lambda id_: self.done.append(("incident", id_)),
                show_unit=lambda id_: self.done.append(("unit", id_)),
                show_grid=lambda id_: self.done.append(("grid", id_)),
                show_camera=lambda id_: self.done.append(("camera", id_)),
                put_camera_on_wall=lambda id_: self.done.append(("wall", id_)),
            ),
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
    ],
)
def test_everything_is_found_by_what_it_is_called(kind: str, typed: str, ids: list[str]) -> None:
    assert [entry.id for entry in Room().found(kind, typed)] == ids


@pytest.mark.parametrize("kind", ["incident", "unit", "grid", "camera"])
def test_choosing_does_what_belongs_to_the_kind(kind: str) -> None:
    room = Room()
    room.source(kind).choose("x")
    assert room.done == [(kind, "x")]
    assert room.source(kind).choose_other("x") is (kind == "camera")
    assert room.done[1:] == ([("wall", "x")] if kind == "camera" else [])


def test_the_state_of_the_moment_is_shown() -> None:
    room = Room()
    (unit,) = room.found("unit", "w2")
    assert (unit.look, unit.note) == (signs.UNIT_STATUS[UnitStatus.AVAILABLE], "Available")
    (open_, closed) = room.found("incident", "zdjy")
    assert (open_.look, open_.note, closed.note) == (signs.SEVERITY[3], "To accept", "Closed")
    room.made.put("device", "c3", Device(online=False, since=ago(5)))
    (camera,) = room.found("camera", "sfl3h")
    assert (camera.look, camera.note) == (signs.OFFLINE, "offline")


def test_changes_are_taken_in() -> None:
    room = Room()
    assert room.found("incident", "jflds") == ()
    room.sources.on_changes(room.made.put("incident", "new", incident(19, title="景芳路堵塞")))
    assert [entry.id for entry in room.found("incident", "jflds")] == ["new"]
