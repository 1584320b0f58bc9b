"""Acts on alarms: for which alarm, when possible, what is asked and what is given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backend_client.protocol.alarm_args import AlarmShelve, AlarmToIncident
from backend_client.protocol.entities import AlarmState
from backend_client.protocol.incident_args import Words
from backend_client.protocol.messages import Scope, User
from console.alarms.actions import ON_ALARM, AlarmActions, AlarmHands
from console.commands.dialogs import Dialogs
from console.situation import Situation
from tests.console.alarm_room import AlarmParts
from tests.widgets.district import alarm
from widgets.dispatch.form_dialog import FormDialog
from widgets.initials import Initials

OFFICER = User(id="u1", name="示范", roles=("duty_officer",), scope=Scope())
LEADER = User(id="u2", name="示范", roles=("duty_leader",), scope=Scope())
ONLOOKER = User(id="u3", name="示范", roles=("leader",), scope=Scope())


class Room:
    """Actions on whatever alarm is `chosen`."""

    def __init__(self, qtbot: QtBot) -> None:
        self.parts = AlarmParts(qtbot)
        self.made = self.parts.made
        self.chosen = "a"
        self.acknowledged: list[tuple[str, ...]] = []
        self.situation = Situation(picture=self.made.picture, parent=self.parts.room)
        self.situation.set_user(OFFICER)
        self.actions = AlarmActions(
            situation=self.situation,
            picture=self.made.picture,
            dispatching=self.parts.commands,
            dialogs=Dialogs(
                window=self.parts.room,
                picture=self.made.picture,
                initials=Initials(),
                now=self.made.now,
                new_place=lambda: ("", None),
            ),
            hands=AlarmHands(
                first=lambda: self.chosen,
                chosen=lambda: self.chosen,
                group=lambda id_: (id_, "b"),
                acknowledge=self.acknowledged.append,
            ),
        )
        self.made.put("alarm", "a", alarm(2))

    def possible(self) -> set[str]:
        return {id_ for id_ in self.actions.ids() if not self.actions.why_not(id_)}

    def answer(self, qtbot: QtBot, fill: Callable[[FormDialog], None]) -> None:
        """Fill the dialog that is open and send it."""
        (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, FormDialog))
        with qtbot.waitActive(dialog):
            dialog.activateWindow()
        fill(dialog)
        with qtbot.waitSignal(dialog.finished):
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    made = Room(qtbot)
    with qtbot.waitExposed(made.parts.room):
        made.parts.room.show()
    return made


def test_what_is_possible_follows_the_state(room: Room) -> None:
    assert room.possible() == set(ON_ALARM) - {"alarm.unshelve"}
    room.made.change("alarm", "a", state=AlarmState.SHELVED)
    assert room.possible() == {"alarm.unshelve", "alarm.false_alarm", "alarm.to_incident"}
    room.made.change("alarm", "a", state=AlarmState.CLOSED)
    assert room.possible() == set()
    assert room.actions.why_not("alarm.shelve") == "Now: Ended"
    room.chosen = ""
    assert room.actions.why_not("alarm.shelve") == "No alarm is open"


def test_who_may_what(room: Room) -> None:
    room.made.put("alarm", "a", alarm(1))
    assert room.actions.why_not("alarm.shelve") == "Priority 1: duty leader only"
    room.situation.set_user(LEADER)
    assert room.actions.why_not("alarm.shelve") == ""
    room.situation.set_user(ONLOOKER)
    assert {room.actions.why_not(id_) for id_ in ON_ALARM} == {"Not your role"}
    room.chosen = ""
    assert {room.actions.why_not(id_) for id_ in ON_ALARM} == {"Not your role"}


def test_one_or_the_group_is_acknowledged_without_a_question(room: Room) -> None:
    room.actions.run("alarm.acknowledge")
    room.actions.run("alarm.acknowledge_group")
    assert room.acknowledged == [("a",), ("a", "b")]


def test_a_false_alarm_needs_a_reason(room: Room, qtbot: QtBot) -> None:
    room.made.change("alarm", "a", title="烟感报警2")
    room.actions.run("alarm.false_alarm")
    room.answer(qtbot, lambda dialog: QTest.keyClick(dialog.text, Qt.Key.Key_1))
    assert room.parts.commands.given == [("alarm.false_alarm", "a", Words(text="Nothing found on site"))]
    assert room.parts.commands.versions == [2]


def test_a_source_is_shelved_for_a_time_with_a_reason(room: Room, qtbot: QtBot) -> None:
    room.actions.run("alarm.shelve")
    room.answer(qtbot, lambda dialog: dialog.text.setPlainText("探头故障"))
    assert room.parts.commands.given == [("alarm.shelve", "a", AlarmShelve(minutes=30, reason="探头故障"))]


def test_it_is_unshelved_at_once(room: Room) -> None:
    room.made.change("alarm", "a", state=AlarmState.SHELVED)
    room.actions.run("alarm.unshelve")
    assert room.parts.given() == [("alarm.unshelve", "a")]


def test_an_incident_takes_everything_from_the_alarm(room: Room, qtbot: QtBot) -> None:
    room.actions.run("alarm.to_incident")
    room.answer(qtbot, lambda _dialog: None)
    made = AlarmToIncident(severity=2, title="烟感报警")
    assert room.parts.commands.given == [("alarm.to_incident", "a", made)]


def test_the_lists_buttons_are_for_its_own_alarm(room: Room) -> None:
    room.made.put("alarm", "b", alarm(3, state=AlarmState.SHELVED))
    shelved = {action.id: action for action in room.actions.buttons("b")}
    assert "alarm.shelve" not in shelved
    assert [id_ for id_, action in shelved.items() if action.enabled] == [
        "alarm.to_incident",
        "alarm.false_alarm",
        "alarm.unshelve",
    ]
    shelved["alarm.unshelve"].run()
    assert room.parts.given() == [("alarm.unshelve", "b")]
    buttons = {action.id: action for action in room.actions.buttons("a")}
    assert "alarm.unshelve" not in buttons
    assert buttons["alarm.acknowledge"].text == "Acknowledge   K"
    buttons["alarm.acknowledge_group"].run()
    assert room.acknowledged == [("a", "b")]
