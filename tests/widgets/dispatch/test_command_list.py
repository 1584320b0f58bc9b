"""The list of commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.action import CommandPhase, CommandView, Conflict
from widgets.dispatch.command_list import CommandList

NOW = 1000.0


def list_of(qtbot: QtBot, *commands: CommandView) -> CommandList:
    made = CommandList(now=lambda: NOW, redo_key="Ctrl+R")
    qtbot.addWidget(made)
    made.resize(440, 380)
    made.show()
    made.set_commands(commands)
    return made


def view(key: str, phase: CommandPhase, **more: str) -> CommandView:
    return CommandView("Assign", phase, key=key, target=f"i-{key}", about="000001 flood", **more)  # type: ignore[arg-type]


def test_without_commands_it_says_so(qtbot: QtBot) -> None:
    made = list_of(qtbot)
    assert made.texts == ()
    assert made.rows.isHidden()


def test_each_row_says_what_on_what_and_how_it_fares(qtbot: QtBot) -> None:
    made = list_of(qtbot, view("1", CommandPhase.UNSENT), view("2", CommandPhase.EXPIRED))
    assert "Assign   000001 flood" in made.texts[0]
    assert "goes out when the platform is back" in made.texts[0]
    assert "Telephone now" in made.texts[1]


def test_the_chosen_row_stays_chosen_while_others_come(qtbot: QtBot) -> None:
    made = list_of(qtbot, view("1", CommandPhase.UNSENT), view("2", CommandPhase.REFUSED))
    made.rows.setCurrentRow(1)
    made.set_commands((view("3", CommandPhase.PENDING), view("2", CommandPhase.REFUSED)))
    assert made.current == "2"
    made.set_commands(())
    assert made.current == ""


def test_who_comes_to_the_list_finds_what_came_to_nothing_chosen(qtbot: QtBot) -> None:
    made = list_of(qtbot, view("1", CommandPhase.DONE))
    made.set_commands((view("2", CommandPhase.DONE), view("1", CommandPhase.DONE)))
    assert made.current == "2"
    refused = view("3", CommandPhase.REFUSED)
    made.set_commands((view("4", CommandPhase.DONE), refused, view("2", CommandPhase.DONE)))
    assert made.current == "3"


def test_delete_takes_only_what_is_over(qtbot: QtBot) -> None:
    made = list_of(qtbot, view("1", CommandPhase.UNSENT), view("2", CommandPhase.REFUSED))
    made.rows.setCurrentRow(0)
    with qtbot.assertNotEmitted(made.dismiss_requested):
        QTest.keyClick(made, Qt.Key.Key_Delete)
    made.rows.setCurrentRow(1)
    with qtbot.waitSignal(made.dismiss_requested) as asked:
        QTest.keyClick(made, Qt.Key.Key_Delete)
    assert asked.args == ["2"]


def test_enter_goes_to_what_it_was_given_for(qtbot: QtBot) -> None:
    made = list_of(qtbot, view("1", CommandPhase.REFUSED))
    with qtbot.waitSignal(made.target_activated) as asked:
        QTest.keyClick(made.rows, Qt.Key.Key_Return)
    assert asked.args == ["i-1"]


def test_a_conflict_in_the_list_can_be_redone(qtbot: QtBot) -> None:
    conflict = Conflict(by="李四", at=NOW - 4, changes=("State: To accept → To dispatch",))
    made = list_of(
        qtbot, CommandView("Assign", CommandPhase.REFUSED, key="1", target="i1", conflict=conflict)
    )
    assert "李四 4 s ago" in made.texts[0]
    button = next(each for each in made.findChildren(type(made._redo)) if "Redo" in each.text())
    with qtbot.waitSignal(made.redo_requested) as asked:
        button.click()
    assert asked.args == ["1"]
