"""Whatever ends a matter needs words, and no key ends one by accident.

Goes over the tables of acts, so an act that is added there is tried here as well.
"""

from __future__ import annotations

import contextlib

import pytest
from msgspec.structs import asdict
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from backend_client.protocol.alarm_lifecycle import ALARM_ACTS
from backend_client.protocol.entities import AlarmState, IncidentState, TaskState
from backend_client.protocol.lifecycle import ACTS, closes
from console.actions.keys import KEYS, keys_of
from console.palette.line_grammar import COMMANDS, LineCommand
from tests.console.action_room import ActionRoom
from tests.console.desk import NotedStreams
from tests.console.palette.test_dispatcher_line import room as line_room
from tests.widgets.district import incident, task
from widgets.action import Action
from widgets.dispatch.action_button import ActionButton
from widgets.dispatch.form_dialog import FormDialog
from widgets.dispatch.form_fields import LineField

S = IncidentState
NONE = Qt.KeyboardModifier.NoModifier

INCIDENT_ENDS = tuple(act for act in ACTS if closes(act))
ALARM_ENDS = tuple(act for act, row in ALARM_ACTS.items() if AlarmState.CLOSED in row.ways.values())
ENDS = frozenset((*INCIDENT_ENDS, *ALARM_ENDS))
#: States out of which an act can end an incident, with the acts.
ENDED_FROM = {
    state: tuple(act for act in INCIDENT_ENDS if ACTS[act].ways.get(state, state) is not state)
    for state in S
    if any(ACTS[act].ways.get(state, state) is not state for act in INCIDENT_ENDS)
}
#: These end nothing by themselves: they say which other matter goes on instead, in a form of its own.
INSTEAD = {"incident.merge", "alarm.to_incident"}
ENDING_WITH_WORDS = [(state, act) for state, acts in ENDED_FROM.items() for act in acts if act not in INSTEAD]
ENDING_LINES = [command for command in COMMANDS if command.act in ENDS]


@pytest.fixture
def hall(qtbot: QtBot, streams: NotedStreams) -> ActionRoom:
    """A room whose window has the keyboard."""
    made = ActionRoom(qtbot, streams)
    made.actions.bind(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.window.setFocus()
    return made


def put(hall: ActionRoom, state: IncidentState) -> None:
    """The incident before the officer is in `state`, with a task that can be done."""
    tasks = (task(1, state=TaskState.ON_SCENE),) if state is S.HANDLING else ()
    hall.made.change("incident", "i1", state=state, tasks=tasks)


def ended(hall: ActionRoom) -> list[str]:
    """The acts that were given and can end a matter."""
    return [name for name, _, _ in hall.commands.given if name in ENDS]


def form(hall: ActionRoom) -> FormDialog:
    """The form that stands open."""
    (found,) = (dialog for dialog in hall.window.findChildren(FormDialog) if dialog.isVisible())
    return found


def leave(hall: ActionRoom) -> None:
    """Close every dialog, unsent."""
    for dialog in hall.window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.reject()
    hall.window.activateWindow()
    hall.window.setFocus()


def hold_enter(target: QObject) -> None:
    """What a key that is kept down sends, again and again."""
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        for _ in range(3):
            with contextlib.suppress(RuntimeError):
                QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, NONE, "\r", True))


def test_every_act_that_ends_a_matter_needs_words_or_names_the_one_that_goes_on() -> None:
    wordless = {act for act in INCIDENT_ENDS if not ACTS[act].text}
    wordless |= {act for act in ALARM_ENDS if not ALARM_ACTS[act].text}
    assert wordless == INSTEAD
    assert {"incident.finish", "incident.verify", "incident.reject", "incident.void"} <= ENDS
    assert "alarm.false_alarm" in ENDS
    assert set(ENDED_FROM) == {S.PENDING, S.TO_DISPATCH, S.HANDLING, S.TO_VERIFY}


@pytest.mark.parametrize("state", ENDED_FROM)
def test_no_single_key_ends_a_matter(hall: ActionRoom, state: IncidentState) -> None:
    put(hall, state)
    others = ("Return", "Enter", "Space", "Delete", "Backspace", "Tab", "1", "Ctrl+Return")
    asked: set[str] = set()
    for key in [key for id_ in KEYS for key in keys_of(id_)] + list(others):
        QTest.keySequence(hall.window, QKeySequence(key))
        assert ended(hall) == [], key
        if any(dialog.isVisible() for dialog in hall.window.findChildren(QDialog)):
            asked.add(key)
        leave(hall)
    wordy = [act for act in ENDED_FROM[state] if act not in INSTEAD]
    assert {KEYS[act] for act in wordy} <= asked, "these keys ask first"


@pytest.mark.parametrize(("state", "act"), ENDING_WITH_WORDS)
def test_an_incident_is_ended_by_words_and_a_key_pressed_anew(
    hall: ActionRoom, state: IncidentState, act: str
) -> None:
    put(hall, state)
    assert hall.why_not(act) == ""
    for key in keys_of(act):
        QTest.keySequence(hall.window, QKeySequence(key))
    _try_to_send(hall, act)


@pytest.mark.parametrize("act", [act for act in ALARM_ENDS if act not in INSTEAD])
def test_an_alarm_is_ended_by_words_and_a_key_pressed_anew(hall: ActionRoom, act: str) -> None:
    assert hall.why_not(act) == ""
    hall.actions.trigger(act)
    _try_to_send(hall, act)


@pytest.mark.parametrize("act", sorted(INSTEAD))
def test_what_goes_on_instead_is_asked_for(hall: ActionRoom, act: str) -> None:
    if not hall.actions.knows(act):
        return
    hall.actions.trigger(act)
    dialogs = [dialog for dialog in hall.window.findChildren(QDialog) if dialog.isVisible()]
    assert dialogs
    for dialog in dialogs:
        hold_enter(dialog.focusWidget() or dialog)
    assert ended(hall) == []


def _try_to_send(hall: ActionRoom, act: str) -> None:
    """Everything that must not send the open form of `act`, and at the end what does."""
    dialog = form(hall)
    send = next(button for button in dialog.findChildren(QPushButton) if button.isDefault())
    assert not send.isEnabled()
    if any(isinstance(field, LineField) and field.required for field in dialog.form.fields):
        dialog.text.setPlainText("已到场处理")
        for blank in ("", "  "):
            dialog.editor("on_call").edit.setText(blank)  # type: ignore[attr-defined]
            QTest.keyClick(dialog.text, Qt.Key.Key_Return)
            assert (ended(hall), send.isEnabled()) == ([], False)
        dialog.editor("on_call").edit.setText("示范队长")  # type: ignore[attr-defined]
        dialog.text.clear()
    for blank in ("", "   ", "\n\t　 \n"):
        dialog.text.setPlainText(blank)
        for target in (dialog.text, dialog, send):
            QTest.keyClick(target, Qt.Key.Key_Return)
        QTest.mouseClick(send, Qt.MouseButton.LeftButton)
        hold_enter(dialog.text)
        assert ended(hall) == []
    dialog.text.setPlainText("已到场处理")
    for target in (dialog.text, dialog, send):
        hold_enter(target)
    assert ended(hall) == []
    assert dialog.isVisible()
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    assert ended(hall) == [act]
    QTest.keyClick(hall.window, Qt.Key.Key_Return)
    hold_enter(hall.window)
    assert ended(hall) == [act]
    assert "已到场处理" in asdict(hall.commands.given[-1][2]).values()  # type: ignore[arg-type]


def test_enter_held_on_a_button_opens_its_form_once_and_sends_nothing(hall: ActionRoom, qtbot: QtBot) -> None:
    put(hall, S.TO_VERIFY)
    run: list[str] = []
    action: Action = hall.actions.action("incident.verify")
    button = ActionButton(action=action)
    qtbot.addWidget(button)
    button.clicked.connect(lambda: run.append("pressed"))
    QTest.keyClick(button, Qt.Key.Key_Return)
    hold_enter(button)
    hold_enter(form(hall).text)
    assert run == ["pressed"]
    assert ended(hall) == []


@pytest.mark.parametrize("command", ENDING_LINES, ids=lambda each: each.act)
def test_a_dispatcher_line_ends_nothing_without_words(command: LineCommand) -> None:
    act, letter = command.act, command.letter
    state = next(state for state, acts in ENDED_FROM.items() if act in acts)
    here = line_room(incident(17, state=state))
    for line in (f"{letter} 17", f"{letter} 17   ", f"{letter} 17 +", f"{letter} 17 + 　 "):
        if act != "incident.verify" and "+" in line:
            continue
        assert here.read(line).give is None, line
    here.give(f"{letter} 17 {'+ ' if act == 'incident.verify' else ''}已到场处理")
    assert [name for name, *_ in here.acts.given] == [act]
