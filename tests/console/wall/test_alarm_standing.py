"""Alarms on the reserved tiles of a wall."""

from __future__ import annotations

import time
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from backend_client.changes import Changes
from backend_client.protocol.entities import AlarmState, Device
from backend_client.protocol.wall import AlarmMode, Wall
from console.wall.alarm_standing import AlarmStanding
from console.wall.nearby import Vicinity
from tests.widgets.district import District, ago, alarm, district


def shown_by(standing: AlarmStanding) -> dict[int, tuple[str, str]]:
    return {tile: (shown.alarm, shown.camera) for tile, shown in standing.standing.tiles.items()}


class Room:
    """A wall whose tiles 3 and 4 are reserved, in a district of four cameras."""

    def __init__(self, **wall: Any) -> None:
        self._begun = time.monotonic()
        self.made: District = district(cameras=4)
        self.made.put("wall", "w", Wall(name="大屏", org="district", **wall))
        self.away: frozenset[str] = frozenset()
        self.standing = self.watch()
        self.heard = 0
        self.standing.changed.connect(self._hear)
        self.standing.set_tiles((3, 4))

    def watch(self) -> AlarmStanding:
        return AlarmStanding(
            wall="w",
            picture=self.made.picture,
            vicinity=Vicinity(picture=self.made.picture),
            now=lambda: self.made.now() + time.monotonic() - self._begun,
            kept_away=lambda: self.away,
        )

    @property
    def shown(self) -> dict[int, tuple[str, str]]:
        return shown_by(self.standing)

    def watch_anew(self) -> dict[int, tuple[str, str]]:
        """What somebody shows who has just begun."""
        node = self.watch()
        node.set_tiles((3, 4))
        return shown_by(node)

    def tell(self, changes: Changes) -> None:
        self.standing.on_changes(changes)

    def raise_(self, id_: str, **fields: Any) -> None:
        self.tell(self.made.put("alarm", id_, alarm(**{"priority": 2} | fields)))

    def change(self, id_: str, **fields: Any) -> None:
        self.tell(self.made.change("alarm", id_, **fields))

    def _hear(self) -> None:
        self.heard += 1


def test_an_alarm_takes_the_reserved_tiles_and_gives_them_back(qtbot: QtBot) -> None:
    room = Room()
    room.raise_("a", cameras=("c1", "c2"))
    assert room.shown == {3: ("a", "c1"), 4: ("a", "c2")}
    room.change("a", state=AlarmState.ACKNOWLEDGED)
    assert room.shown == {}
    assert room.heard == 2


def test_its_cameras_are_its_own_and_then_those_that_see_its_place(qtbot: QtBot) -> None:
    room = Room()
    place = (120.3, 30.4)
    room.tell(room.made.change("camera", "c2", position=place))
    room.raise_("a", cameras=("c4",), position=place)
    assert room.shown == {3: ("a", "c4"), 4: ("a", "c2")}
    room.tell(room.made.put("device", "c2", Device(online=False, since=ago(1))))
    assert room.shown[4] not in {("a", "c2"), ("a", "c4")}


@pytest.mark.parametrize("mode", AlarmMode)
def test_an_alarm_whose_own_camera_is_down_has_one_that_works(qtbot: QtBot, mode: AlarmMode) -> None:
    room = Room(alarm_mode=mode)
    place = (120.3, 30.4)
    room.tell(room.made.change("camera", "c2", position=place))
    room.raise_("a", cameras=("c4",), position=place)
    assert room.shown[3] == ("a", "c4")
    room.tell(room.made.put("device", "c4", Device(online=False, since=ago(1))))
    assert room.shown[3] == ("a", "c2")
    assert room.watch_anew()[3] == ("a", "c2")
    room.tell(room.made.put("device", "c4", Device(online=True, since=ago(0))))
    # In blocks a camera that shows the alarm stays: what is looked at does not jump.
    assert room.shown[3] == ("a", "c2" if mode is AlarmMode.BLOCK else "c4")


def test_the_higher_priority_stands_and_the_other_waits(qtbot: QtBot) -> None:
    room = Room()
    room.raise_("low", cameras=("c1",), raised_at=ago(60))
    room.raise_("high", cameras=("c2",), priority=1, raised_at=ago(5))
    assert room.shown == {3: ("high", "c2")}
    assert room.standing.standing.waiting == ("low",)
    room.change("high", state=AlarmState.CLOSED)
    assert room.shown == {3: ("low", "c1")}


def test_a_pinned_alarm_stays_when_it_is_over(qtbot: QtBot) -> None:
    room = Room()
    room.raise_("a", cameras=("c1",))
    room.tell(room.made.change("wall", "w", pinned=("a",)))
    room.change("a", state=AlarmState.CLOSED)
    assert room.shown == {3: ("a", "c1")}
    room.tell(room.made.change("wall", "w", pinned=()))
    assert room.shown == {}


def test_a_wall_that_takes_no_alarms_shows_none(qtbot: QtBot) -> None:
    room = Room(alarms=False)
    room.raise_("a", cameras=("c1",))
    assert room.shown == {}
    room.tell(room.made.change("wall", "w", alarms=True))
    assert room.shown == {3: ("a", "c1")}


def test_a_low_priority_takes_no_tile_but_may_be_pinned(qtbot: QtBot) -> None:
    room = Room()
    room.raise_("a", cameras=("c1",), priority=3)
    assert room.shown == {}
    room.tell(room.made.change("wall", "w", pinned=("a",)))
    assert room.shown == {3: ("a", "c1")}


def test_what_came_in_during_a_break_takes_no_tile(qtbot: QtBot) -> None:
    room = Room()
    room.away = frozenset({"missed"})
    room.raise_("missed", cameras=("c1",))
    assert room.shown == {}


def test_in_blocks_an_alarm_that_stays_keeps_its_tile(qtbot: QtBot) -> None:
    room = Room(alarm_mode=AlarmMode.BLOCK)
    for number, id_ in enumerate(("first", "second", "third")):
        room.raise_(id_, cameras=(f"c{number + 1}",), raised_at=ago(60 - number))
    assert room.shown == {3: ("first", "c1"), 4: ("second", "c2")}
    room.change("first", state=AlarmState.CLOSED)
    assert room.shown == {3: ("third", "c3"), 4: ("second", "c2")}


def test_in_a_sequence_they_take_turns_by_themselves(qtbot: QtBot) -> None:
    room = Room(alarm_mode=AlarmMode.SEQUENCE)
    # The newest has nearly had its first turn of ten seconds.
    room.raise_("older", cameras=("c1",), raised_at=ago(60))
    room.raise_("newer", cameras=("c2",), raised_at=ago(9.5))
    assert room.shown == {3: ("newer", "c2")}
    qtbot.waitUntil(lambda: room.shown == {3: ("older", "c1")})


def test_a_node_that_is_started_later_agrees_with_the_others(qtbot: QtBot) -> None:
    room = Room(alarm_mode=AlarmMode.BLOCK)
    for number in range(3):
        room.raise_(f"a{number}", cameras=(f"c{number + 1}",), raised_at=ago(60 - number))
    room.change("a0", state=AlarmState.ACKNOWLEDGED, acknowledged_at=ago(10))
    assert room.shown == {3: ("a2", "c3"), 4: ("a1", "c2")}
    node = room.watch()
    node.set_tiles((3, 4))
    assert node.standing == room.standing.standing
