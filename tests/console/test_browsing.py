"""Choosing a thing moves the desk's own map, detail and previews."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AlarmState, Incident, Position
from console.browsing import Browsing
from console.wall.nearby import Vicinity
from console.wall.previews import Previews
from tests.console.desk import NotedStreams, camera_tiles, make_tiles, street
from tests.widgets.district import HERE, alarm, incident, unit


class Noting(QObject):
    """Every signal that the desk's parts have, and notes of what they are told."""

    current_incident_changed = Signal(str)
    first_offered = Signal(str)
    selected_ids_changed = Signal()
    filter_changed = Signal(object)
    incident_activated = Signal(str)
    target_activated = Signal(str)
    incident_clicked = Signal(str)
    alarm_clicked = Signal(str)
    unit_clicked = Signal(str)
    camera_clicked = Signal(str)
    grid_clicked = Signal(str)
    alarm_activated = Signal(str)
    current_camera_changed = Signal(str)
    unit_activated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[tuple[Any, ...]] = []
        self.known = True
        self.incident_id = self.current_id = ""
        self.selected_ids: tuple[str, ...] = ()
        self.shows_history = False

    def select(self, kind: str, id_: str) -> None:
        self.notes.append(("select", kind, id_))

    def centre_on(self, position: Position, zoom: float = 0.0) -> None:
        self.notes.append(("centre", position))

    def set_centre(self, position: Position | None) -> None:
        self.notes.append(("units", position))

    def show_incident(self, id_: str) -> None:
        self.incident_id = id_
        self.notes.append(("show", id_))

    def show_past(self, id_: str, _incident: Incident) -> None:
        self.notes.append(("past", id_))

    def show_marked(self, count: int) -> None:
        pass

    def incident(self, id_: str) -> Incident | None:
        return incident(5) if id_ == "p1" else None

    def show_all(self) -> None:
        self.notes.append(("all",))

    def let_go(self) -> None:
        self.notes.append(("let go",))

    def reveal_id(self, id_: str) -> bool:
        self.notes.append(("reveal", id_))
        return self.known

    def focus_first_action(self) -> None:
        self.notes.append(("focus",))

    @property
    def table(self) -> Noting:
        return self

    def show_tab(self, id_: str) -> None:
        self.notes.append(("tab", id_))

    def select_id(self, id_: str) -> bool:
        return self.known and bool(id_) and self._choose(id_)

    def _choose(self, id_: str) -> bool:
        self.current_incident_changed.emit(id_)
        return True


class Room:
    """A desk of noting parts over a street with one incident and six cameras."""

    def __init__(self, qtbot: QtBot, streams: NotedStreams) -> None:
        self.made = street()
        self.part = Noting()
        self.chosen: list[str] = []
        tiles = camera_tiles(self.made, streams)
        self.previews = Previews(
            tiles=make_tiles(qtbot, 3),
            camera_tiles=tiles,
            picture=self.made.picture,
            vicinity=Vicinity(picture=self.made.picture),
            parent=streams,
        )
        parts = "table detail commands map alarms cameras units desk lanes history centre"
        desk: Any = SimpleNamespace(**dict.fromkeys(parts.split(), self.part))
        self.browsing = Browsing(
            desk=desk,
            picture=self.made.picture,
            previews=self.previews,
            on_incident=self.chosen.append,
            parent=streams,
        )

    def told(self, what: str) -> list[tuple[Any, ...]]:
        return [note[1:] for note in self.part.notes if note[0] == what]


@pytest.fixture
def room(qtbot: QtBot, streams: NotedStreams) -> Room:
    return Room(qtbot, streams)


def test_an_incident_is_shown_everywhere(room: Room) -> None:
    room.part.incident_clicked.emit("i1")
    assert room.told("show") == [("i1",)]
    assert room.told("select") == [("incident", "i1")]
    assert room.told("centre") == [(HERE,)]
    assert room.chosen == ["i1"]
    assert room.previews.cameras


def test_an_incident_that_the_table_filters_out_is_shown_all_the_same(room: Room) -> None:
    room.part.known = False
    room.part.target_activated.emit("i1")
    assert room.told("show") == [("i1",)]


def test_whoever_leafs_through_sees_the_first_and_the_last_in_full(room: Room, qtbot: QtBot) -> None:
    for id_ in ("i1", "i2", "i3"):
        room.part.current_incident_changed.emit(id_)
    assert room.chosen == ["i1", "i2", "i3"], "what can be done is about the one that is chosen"
    assert room.told("show") == [("i1",)]
    qtbot.waitUntil(lambda: room.told("show") == [("i1",), ("i3",)])


def test_the_wall_is_lent_to_the_one_that_is_chosen_however_quickly_it_was(room: Room) -> None:
    seen: list[tuple[str, tuple[str, ...]]] = []
    room.browsing._on_incident = lambda id_: seen.append((id_, room.previews.cameras))
    room.made.change("incident", "i1", cameras=("c5",))
    room.part.current_incident_changed.emit("i1")
    room.part.current_incident_changed.emit("")
    room.part.current_incident_changed.emit("i1")
    assert [(id_, cameras[:1]) for id_, cameras in seen] == [("i1", ("c5",)), ("", ()), ("i1", ("c5",))]


def test_what_arrives_at_an_empty_table_comes_before_who_looks_at_nothing(room: Room) -> None:
    room.part.current_incident_changed.emit("i9")
    room.part.first_offered.emit("i1")
    assert room.chosen == ["i9"]
    room.part.current_incident_changed.emit("")
    room.part.first_offered.emit("i1")
    assert room.chosen == ["i9", "", "i1"]


def test_the_past_is_read_and_nothing_behind_it_moves(room: Room) -> None:
    room.part.shows_history = True
    room.part.current_incident_changed.emit("p1")
    assert room.told("past") == [("p1",)]
    assert room.told("centre") == [(HERE,)]
    room.part.first_offered.emit("i1")
    assert set(room.chosen) == {"p1"}
    room.part.shows_history = False
    room.part.current_id = "i1"
    room.part.filter_changed.emit(None)
    assert room.chosen[-1] == "i1"


def test_one_of_the_past_is_brought_to_be_read(room: Room) -> None:
    room.part.known = False
    room.browsing.show_past("p1", incident(5))
    assert room.told("past") == [("p1",)]
    assert room.told("let go") == [(), ()], "no row of a list seems to be it"
    room.browsing.show_past("i1", incident(5))
    assert room.told("past") == [("p1",)], "this one is in the picture: it can be acted on"


def test_units_cameras_and_alarms_move_the_map_but_not_the_incident(room: Room) -> None:
    room.made.put("unit", "u1", unit(1))
    room.made.put("alarm", "a1", alarm(1))
    room.part.unit_activated.emit("u1")
    room.part.camera_clicked.emit("c3")
    room.part.alarm_activated.emit("a1")
    assert room.told("select") == [("unit", "u1"), ("camera", "c3"), ("alarm", "a1")]
    assert room.chosen == []
    assert room.told("show") == []


def test_an_alarm_that_became_an_incident_leads_to_it_and_its_camera(room: Room) -> None:
    room.made.change("incident", "i1", alarm="a1", cameras=("c5", "c6"))
    room.made.put("alarm", "a1", alarm(1, state=AlarmState.CLOSED, incident="i1"))
    room.part.known = False
    room.part.alarm_activated.emit("a1")
    assert room.told("show") == [("i1",)]
    assert room.previews.cameras[0] == "c5"


def test_what_is_gone_moves_nothing(room: Room) -> None:
    for signal in (room.part.unit_clicked, room.part.camera_clicked, room.part.alarm_clicked):
        signal.emit("gone")
    room.part.grid_clicked.emit("gone")
    assert room.part.notes == []
    assert room.browsing.new_place == ("", None)


def test_a_grid_is_where_a_new_incident_probably_is(room: Room) -> None:
    room.part.grid_clicked.emit("g1")
    assert room.browsing.new_place == ("第1网格", HERE)


def test_what_the_palette_found_is_gone_to(room: Room) -> None:
    room.made.put("unit", "u1", unit(1))
    room.browsing.show_unit("u1")
    assert room.told("tab") == [("units",)]
    assert room.told("select")[-1] == ("unit", "u1")
    room.made.put("alarm", "a1", alarm(1))
    room.browsing.show_alarm("a1")
    assert room.told("tab") == [("units",), ("alarms",)]
    assert room.told("all") == [()], "no filter of the list hides it"
    assert room.told("select")[-1] == ("alarm", "a1")
    room.browsing.show_grid("g1")
    room.browsing.show_camera("c3")
    assert room.told("select")[-3:] == [("alarm", "a1"), ("grid", "g1"), ("camera", "c3")]
    assert room.told("centre")[-2] == (HERE,)
    before = len(room.told("centre"))
    room.browsing.show_grid("gone")
    assert len(room.told("centre")) == before
