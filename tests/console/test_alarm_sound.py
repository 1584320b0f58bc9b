"""New alarms sound at the desk."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AlarmState
from console.alarm_sound import AlarmSound
from console.sound import Sound
from tests.widgets.district import alarm, district


class NotedSound(Sound):
    """Notes what is played."""

    def __init__(self) -> None:
        super().__init__(folder=Path("unused"), commands=())
        self.tones: list[int] = []

    def play(self, priority: int) -> None:
        self.tones.append(priority)


def test_open_alarms_sound_and_acknowledged_ones_do_not(qtbot: QtBot) -> None:
    made = district()
    current = [False]
    sound = NotedSound()
    ringing = AlarmSound(picture=made.picture, sound=sound, is_current=lambda: current[0])
    ringing.on_changes(made.put("alarm", "a1", alarm(2)))
    ringing.on_changes(made.put("alarm", "a2", alarm(1, state=AlarmState.ACKNOWLEDGED)))
    assert sound.tones == []
    current[0] = True
    ringing.on_changes(made.put("alarm", "a3", alarm(4)))
    assert sound.tones == [2]
    ringing.stop()
    sound.close()
