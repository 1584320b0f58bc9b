"""New alarms sound at the desk."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from backend_client.changes import Changes
from backend_client.protocol.entities import AlarmState
from console.alarm_settings import AlarmSettings
from console.alarms.bell import Ringing
from console.alarms.muting import Muting
from console.alarms.ringer import AlarmRinger, ringing
from console.alarms.sound import Sound
from tests.widgets.district import District, alarm, district
from widgets.alarms.watch import AlarmWatch


class NotedSound(Sound):
    """Notes what is played."""

    def __init__(self) -> None:
        super().__init__(folder=Path("unused"), commands=())
        self.tones: list[int] = []

    def play(self, priority: int) -> None:
        self.tones.append(priority)


class Desk:
    """A desk that hears its district's alarms."""

    def __init__(self) -> None:
        self.made: District = district()
        self.current = True
        self.missed: frozenset[str] = frozenset()
        self.sound = NotedSound()
        self.watch = AlarmWatch(picture=self.made.picture, now=self.made.now, parent=self.sound)
        self.muting = Muting(now=self.made.now, parent=self.sound)
        self.ringing = AlarmRinger(
            watch=self.watch,
            sound=self.sound,
            settings=AlarmSettings(),
            muting=self.muting,
            missed=lambda: self.missed,
            is_current=lambda: self.current,
            parent=self.sound,
        )

    def take(self, changes: Changes) -> None:
        self.watch.on_changes(changes)


def test_open_alarms_sound_and_acknowledged_ones_do_not(qtbot: QtBot) -> None:
    desk = Desk()
    desk.current = False
    desk.take(desk.made.put("alarm", "a1", alarm(2)))
    desk.take(desk.made.put("alarm", "a2", alarm(1, state=AlarmState.ACKNOWLEDGED)))
    desk.take(desk.made.put("alarm", "a3", alarm(1, state=AlarmState.SHELVED)))
    assert desk.sound.tones == []
    desk.current = True
    desk.take(desk.made.put("alarm", "a4", alarm(4)))
    assert desk.sound.tones == [2]
    desk.ringing.stop()
    desk.take(desk.made.put("alarm", "a5", alarm(1)))
    assert desk.sound.tones == [2]


def test_a_mute_lets_the_highest_priority_through(qtbot: QtBot) -> None:
    desk = Desk()
    desk.muting.begin(reason="test", by="Zhang", minutes=5)
    desk.take(desk.made.put("alarm", "a1", alarm(2)))
    assert desk.sound.tones == []
    desk.take(desk.made.put("alarm", "a2", alarm(1)))
    assert desk.sound.tones == [1]


def test_in_a_flood_and_after_a_break_many_share_a_tone_but_the_highest_priority() -> None:
    made = district()
    made.put_all("alarm", {f"f{number}": alarm(3, age=number) for number in range(12)})
    made.put("alarm", "p1", alarm(1))
    watch = AlarmWatch(picture=made.picture, now=made.now)
    told = ringing(watch.now_open, missed=frozenset({"f1"}))
    assert told["p1"] == Ringing(1)
    assert told["f1"] == Ringing(3, "missed")
    assert len({told[f"f{number}"].group for number in range(12) if number != 1}) == 1
    assert told["f2"].group
    calm = district()
    calm.put("alarm", "a", alarm(3))
    assert ringing(AlarmWatch(picture=calm.picture, now=calm.now).now_open, missed=frozenset()) == {
        "a": Ringing(3)
    }
