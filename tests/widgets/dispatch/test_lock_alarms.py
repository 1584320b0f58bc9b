"""Alarms on a covered desk."""

from __future__ import annotations

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AlarmState
from tests.widgets.district import alarm, district
from widgets.dispatch.lock_alarms import LockAlarms


def test_only_open_alarms_stand_there_and_a_place_unknown_is_the_street(qtbot: QtBot) -> None:
    made = district()
    alarms = LockAlarms(picture=made.picture, now=made.now)
    qtbot.addWidget(alarms)
    alarms.resize(1200, 600)
    alarms.show()
    assert not alarms.lines
    assert not alarms.grab().toImage().isNull()
    alarms.on_changes(made.put("alarm", "a1", replace(alarm(2), place="")))
    alarms.on_changes(made.put("alarm", "a2", alarm(1, state=AlarmState.ACKNOWLEDGED)))
    assert list(alarms.lines) == ["凯旋街道   Priority 2   30 s ago"]
    alarms.on_changes(made.delete("alarm", "a1"))
    assert not alarms.lines


def test_a_drill_is_marked(qtbot: QtBot) -> None:
    made = district()
    made.put("alarm", "a", alarm(1, exercise=True))
    alarms = LockAlarms(picture=made.picture, now=made.now)
    qtbot.addWidget(alarms)
    assert "Drill   Priority 1" in alarms.lines[0]
