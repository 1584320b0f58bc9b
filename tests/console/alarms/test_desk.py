"""Strip, list, banners and status line follow the alarms."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from backend_client.protocol.alarm_parts import Shelving
from backend_client.protocol.entities import AlarmShelf, AlarmState
from backend_client.protocol.errors import Error, ErrorCode
from console.alarms.batch import BatchResult
from console.alarms.desk import AlarmDesk
from console.alarms.digest import AlarmDigest, DigestPlaces
from console.alarms.muting import Muting
from console.commands.dispatching import CommandDone
from tests.console.alarm_room import AlarmParts
from tests.widgets.district import ago, alarm, incident


class NotedBatch(QObject):
    """Notes what is to be acknowledged."""

    progressed = Signal(int, int)
    finished = Signal(BatchResult)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: list[list[str]] = []

    def acknowledge(self, ids: list[str]) -> None:
        self.asked.append(ids)


class Room:
    """A desk with its alarms."""

    def __init__(self, qtbot: QtBot) -> None:
        self.parts = AlarmParts(qtbot)
        self.made = self.parts.made
        self.shown: list[str] = []
        self.batch = NotedBatch(self.parts.room)
        batch: Any = self.batch
        self.muting = Muting(now=self.made.now, parent=self.parts.room)
        self.digest = AlarmDigest(
            picture=self.made.picture,
            watch=self.parts.watch,
            places=DigestPlaces(banners=self.parts.banners, panel=self.parts.centre.missed),
            now=self.made.now,
            parent=self.parts.room,
        )
        self.desk = AlarmDesk(
            desk=self.parts.window,
            picture=self.made.picture,
            dispatching=self.parts.commands,
            batch=batch,
            digest=self.digest,
            muting=self.muting,
            now=self.made.now,
            show_incident=self.shown.append,
            parent=self.parts.room,
        )
        with qtbot.waitExposed(self.parts.room):
            self.parts.room.show()

    def flood(self, count: int = 12) -> None:
        many = {f"f{number:02}": alarm(3, age=60 - number) for number in range(count)}
        self.parts.take(self.made.put_all("alarm", many))


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_one_alarm_is_acknowledged_without_ado_and_only_while_it_is_open(room: Room) -> None:
    room.parts.take(room.made.put("alarm", "a", alarm(2)))
    room.parts.strip.acknowledge_first()
    room.parts.take(room.made.change("alarm", "a", state=AlarmState.ACKNOWLEDGED))
    room.desk.acknowledge(("a", "gone"))
    assert room.batch.asked == [["a"], []]
    room.batch.progressed.emit(0, 1)
    room.batch.finished.emit(BatchResult(done=1))
    assert room.parts.strip.texts == ()
    assert "acknowledged" not in room.parts.status.text
    room.batch.finished.emit(BatchResult(others=1))
    assert "1 seen to by others before" in room.parts.status.text


def test_many_are_acknowledged_one_by_one_and_their_progress_is_seen(room: Room) -> None:
    room.flood()
    room.parts.strip.acknowledge_group()
    assert [len(ids) for ids in room.batch.asked] == [12]
    room.batch.progressed.emit(5, 12)
    assert "Acknowledging 5 of 12" in room.parts.strip.texts
    why = Error(code=ErrorCode.UNAVAILABLE, message="")
    room.batch.progressed.emit(12, 12)
    room.batch.finished.emit(BatchResult(done=9, others=2, refused=1, why=why))
    assert not any("Acknowledging" in text for text in room.parts.strip.texts)
    assert "Alarms acknowledged: 9   2 seen to by others before   1 refused" in room.parts.status.text


def test_a_flood_has_a_banner_that_says_since_when(room: Room) -> None:
    assert not room.parts.banners.texts
    room.flood()
    banner = " ".join(room.parts.banners.texts)
    assert "Alarm flood since" in banner
    assert "12 alarms in 10 min" in banner
    assert room.parts.tabs.titles["alarms"] == "Alarms 12"


def test_a_group_of_the_strip_is_listed_alone(room: Room) -> None:
    room.flood()
    room.parts.take(room.made.put("alarm", "other", alarm(2, kind="water")))
    group = room.parts.watch.group_with("f00")
    assert group is not None
    room.parts.strip.group_activated.emit(group.ids)
    assert room.parts.tabs.shown == "alarms"
    model = room.parts.centre.table.model()
    assert model.rowCount() == 12
    room.parts.centre.show_all()
    assert model.rowCount() == 13


def test_actions_are_for_the_alarm_chosen_in_the_list_while_that_is_seen(room: Room, qtbot: QtBot) -> None:
    assert room.desk.chosen() == ""
    room.parts.take(room.made.put_all("alarm", {"a": alarm(2), "b": alarm(3)}))
    assert room.desk.chosen() == "a"
    with qtbot.waitActive(room.parts.room):
        room.parts.room.activateWindow()
    room.parts.centre.table.select_id("b")
    room.parts.elsewhere.setFocus()
    assert (room.desk.chosen(), room.desk.first()) == ("b", "a"), "the key stands on the strip's first card"
    assert room.desk.hands.group("b") == ("a", "b")
    room.parts.centre.focus()
    assert room.desk.first() == "b"
    room.parts.centre.hide()
    assert room.desk.chosen() == "a"


def test_a_mute_stands_in_the_strip_with_its_countdown(room: Room) -> None:
    assert room.desk.muted == ""
    room.muting.begin(reason="fire drill", by="Zhang", minutes=15)
    assert "(15 min)" in room.parts.strip.texts[-2]
    assert room.parts.strip.texts[-1] == "fire drill (Zhang)"
    assert room.desk.muted.endswith("(15 min): fire drill (Zhang). Priority 1 still sounds")
    room.muting.end()
    assert room.parts.strip.texts == ()


def test_the_desk_moves_to_the_incident_that_an_alarm_became(room: Room) -> None:
    done = CommandDone(name="alarm.to_incident", target="a", ver=2, at=0.0, data={"id": "i9"})
    room.parts.commands.command_done.emit(done)
    assert room.shown == []
    room.desk.on_changes(room.made.put("incident", "i9", incident(9)))
    assert room.shown == ["i9"]
    room.desk.on_changes(room.made.change("incident", "i9", title="改"))
    assert room.shown == ["i9"], "once"


def test_clicking_a_banner_about_alarms_opens_the_list(room: Room) -> None:
    room.parts.banners.alarms_requested.emit()
    assert room.parts.tabs.shown == "alarms"


def test_what_is_silenced_is_told_for_the_next_shift(room: Room) -> None:
    assert not room.desk.silenced
    room.muting.begin(reason="fire drill", by="Zhang", minutes=15)
    shelving = Shelving(by="Li", at=ago(60), until=ago(-600), reason="fault")
    shelf = AlarmShelf(
        source="sensor", kind="smoke", org="kaixuan", priority=3, alarm="a", shelving=shelving, place="示范路"
    )
    room.made.put("alarm_shelf", "s1", shelf)
    muted, shelved = room.desk.silenced
    assert "fire drill (Zhang)" in muted
    assert shelved.startswith("smoke, 示范路: shelved until")
    assert shelved.endswith("fault (Li)")
