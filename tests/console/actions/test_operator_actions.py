"""Every action once: who may do it when, and what it gives."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.console.action_room import ROOM, ActionRoom


def test_what_is_not_possible_says_why_and_does_nothing(action_room: ActionRoom) -> None:
    told: list[str] = []
    action_room.actions.denied.connect(told.append)
    assert action_room.why_not("incident.finish") == "Now: To accept"
    action_room.actions.trigger("incident.finish")
    assert told == ["Finish: Now: To accept"], "whoever pressed a key reads why nothing happened"
    action_room.situation.set_user(replace(ROOM, roles=()))
    assert action_room.why_not("incident.accept") == "Not your role"
    action_room.actions.trigger("incident.accept")
    action_room.situation.set_user(ROOM)
    action_room.situation.set_incident("nothing")
    assert action_room.why_not("incident.accept") == "No incident is chosen"
    assert action_room.commands.given == []


def test_keys_act_but_letters_stay_with_a_field(action_room: ActionRoom, qtbot: QtBot) -> None:
    action_room.actions.bind(action_room.window)
    with qtbot.waitExposed(action_room.window):
        action_room.window.show()
    action_room.window.activateWindow()
    action_room.window.setFocus()
    qtbot.waitUntil(action_room.window.isActiveWindow)
    for key in (Qt.Key.Key_M, Qt.Key.Key_C, Qt.Key.Key_U, Qt.Key.Key_K, Qt.Key.Key_A):
        QTest.keyClick(action_room.window, key)
    assert action_room.acts == ["all", "cameras", "units", "acknowledge a1"]
    assert [name for name, _, _ in action_room.commands.given] == ["incident.accept"]
    action_room.field.setFocus()
    qtbot.waitUntil(action_room.field.hasFocus)
    QTest.keyClicks(action_room.field, "macuk")
    assert action_room.field.text() == "macuk"
    assert action_room.acts == ["all", "cameras", "units", "acknowledge a1"]


def test_a_locked_desk_knows_no_keys_and_no_buttons(action_room: ActionRoom, qtbot: QtBot) -> None:
    action_room.actions.bind(action_room.window)
    with qtbot.waitActive(action_room.window):
        action_room.window.show()
        action_room.window.activateWindow()
    action_room.window.setFocus()
    action_room.actions.set_locked(True)
    QTest.keyClick(action_room.window, Qt.Key.Key_A)
    QTest.keyClick(action_room.window, Qt.Key.Key_F4)
    for action in action_room.actions.all():
        action.run()
    action_room.actions.trigger("desk.mute")
    assert action_room.acts == []
    assert action_room.commands.given == []
    action_room.actions.set_locked(False)
    QTest.keyClick(action_room.window, Qt.Key.Key_F4)
    assert action_room.acts == ["commands"]


def test_the_desk_is_locked_from_a_dialog_too_and_nothing_else_acts_there(
    action_room: ActionRoom, qtbot: QtBot
) -> None:
    action_room.actions.bind_dialog(action_room.window)
    with qtbot.waitActive(action_room.window):
        action_room.window.show()
        action_room.window.activateWindow()
    modifier = Qt.KeyboardModifier
    QTest.keyClick(action_room.field, Qt.Key.Key_L, modifier.ControlModifier | modifier.ShiftModifier)
    QTest.keyClick(action_room.window, Qt.Key.Key_F4)
    assert action_room.acts == ["lock"]
