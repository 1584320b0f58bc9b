"""Alarms: order, acknowledging, no stolen focus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AlarmState
from tests.widgets.district import District, alarm, district
from widgets.dispatch.alarm_strip import AlarmStrip


def strip_of(qtbot: QtBot, made: District, *, width: int = 1300) -> AlarmStrip:
    strip = AlarmStrip(picture=made.picture, now=made.now, acknowledge_key="K")
    qtbot.addWidget(strip)
    strip.resize(width, 64)
    with qtbot.waitExposed(strip):
        strip.show()
    return strip


def test_priority_first_then_the_oldest_and_only_open_ones(qtbot: QtBot) -> None:
    made = district()
    made.put("alarm", "low", alarm(4, age=500))
    made.put("alarm", "new", alarm(2, age=5))
    made.put("alarm", "old", alarm(2, age=50))
    made.put("alarm", "done", alarm(1, state=AlarmState.ACKNOWLEDGED))
    strip = strip_of(qtbot, made)
    assert strip.open_alarms == ("old", "new", "low")
    strip.on_changes(made.change("alarm", "old", state=AlarmState.ACKNOWLEDGED))
    assert list(strip.open_alarms) == ["new", "low"]


def test_a_key_acknowledges_the_first(qtbot: QtBot) -> None:
    made = district()
    strip = strip_of(qtbot, made)
    with qtbot.assertNotEmitted(strip.acknowledge_requested):
        strip.acknowledge_first()
    strip.on_changes(made.put("alarm", "a", alarm(2)) | made.put("alarm", "b", alarm(1)))
    with qtbot.waitSignal(strip.acknowledge_requested) as requested:
        strip.acknowledge_first()
    assert requested.args == ["b"]


def test_a_card_opens_and_its_button_acknowledges(qtbot: QtBot) -> None:
    made = district()
    made.put("alarm", "a", alarm(1))
    made.put("alarm", "b", alarm(2))
    strip = strip_of(qtbot, made)
    with qtbot.waitSignal(strip.alarm_activated) as activated:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(100, 30))
    assert activated.args == ["a"]
    second = next(x for x in range(200, 1300) if strip.alarm_at(QPoint(x, 30)) == ("b", True))
    with qtbot.waitSignal(strip.acknowledge_requested) as requested:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(second + 4, 30))
    assert requested.args == ["b"]
    assert strip.alarm_at(QPoint(1290, 30)) is None


def test_a_new_alarm_is_painted_and_the_focus_stays(qtbot: QtBot) -> None:
    made = district()
    room = QWidget()
    qtbot.addWidget(room)
    strip = AlarmStrip(picture=made.picture, now=made.now)
    field = QLineEdit()
    column = QVBoxLayout(room)
    column.addWidget(strip)
    column.addWidget(field)
    room.resize(1300, 120)
    with qtbot.waitActive(room):
        room.show()
    field.setFocus()
    before = strip.grab().toImage()
    strip.on_changes(made.put("alarm", "a", alarm(1)))
    assert strip.grab().toImage() != before
    assert QApplication.focusWidget() is field


def test_alarms_without_room_are_counted(qtbot: QtBot) -> None:
    made = district()
    made.put_all("alarm", {f"a{number}": alarm(3, age=number) for number in range(9)})
    wide, narrow = strip_of(qtbot, made), strip_of(qtbot, made, width=500)
    assert 0 < wide.waiting < narrow.waiting
    assert narrow.waiting == 8
    assert not narrow.grab().toImage().isNull()
