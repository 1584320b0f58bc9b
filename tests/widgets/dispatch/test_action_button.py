"""Buttons of actions."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.action import Action
from widgets.dispatch.action_button import ActionButton, ActionGrid


def action(id_: str, *, enabled: bool = True, ran: list[str] | None = None) -> Action:
    def run() -> None:
        if ran is not None:
            ran.append(id_)

    return Action(id_, id_.title(), "A", enabled, "" if enabled else "Accept it first", run)


def test_a_press_runs_the_action_as_it_is_now(qtbot: QtBot) -> None:
    ran: list[str] = []
    button = ActionButton(action=action("accept", ran=ran))
    qtbot.addWidget(button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.set_action(replace(action("accept"), run=lambda: ran.append("other")))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ran == ["accept", "other"]


def test_enter_and_space_press(qtbot: QtBot) -> None:
    ran: list[str] = []
    button = ActionButton(action=action("accept", ran=ran))
    qtbot.addWidget(button)
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert ran == ["accept", "accept"]


def test_the_first_possible_action_gets_the_focus(qtbot: QtBot) -> None:
    grid = ActionGrid()
    qtbot.addWidget(grid)
    grid.set_actions([action("accept", enabled=False), action("assign"), action("finish")])
    with qtbot.waitActive(grid):
        grid.show()
    grid.focus_first()
    held = grid.button("assign")
    assert held is not None
    assert held.hasFocus()


def test_a_disabled_action_says_why_and_does_not_run(qtbot: QtBot) -> None:
    ran: list[str] = []
    button = ActionButton(action=action("assign", enabled=False, ran=ran))
    qtbot.addWidget(button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ran == []
    assert button.toolTip() == "Accept it first"
    assert button.accessibleDescription() == "Accept it first"


def test_enabled_and_disabled_look_different(qtbot: QtBot) -> None:
    button = ActionButton(action=action("assign"))
    qtbot.addWidget(button)
    button.resize(150, 46)
    enabled = button.grab().toImage()
    button.set_action(action("assign", enabled=False))
    assert button.grab().toImage() != enabled


def test_buttons_stay_while_the_list_does(qtbot: QtBot) -> None:
    grid = ActionGrid(columns=2)
    qtbot.addWidget(grid)
    grid.set_actions([action("a"), action("b"), action("c")])
    held = grid.button("b")
    grid.set_actions([action("a"), action("b", enabled=False), action("c")])
    assert grid.button("b") is held
    assert held is not None
    assert not held.isEnabled()
    grid.set_actions([action("x")])
    assert grid.button("b") is None
    assert grid.button("x") is not None


def test_a_name_that_one_line_does_not_hold_takes_two(qtbot: QtBot) -> None:
    """No word is cut off: there is something to read in the upper and in the lower half."""
    inked = []
    for name in ("Reply", "Reply to supervision"):
        button = ActionButton(action=replace(action("reply"), text=name, shortcut=""))
        qtbot.addWidget(button)
        button.resize(110, button.sizeHint().height())
        image = button.grab(button.rect().adjusted(4, 4, -4, -4)).toImage()
        ground = image.pixel(0, image.height() // 2)
        rows = [
            row
            for row in range(image.height())
            if any(image.pixel(column, row) != ground for column in range(image.width()))
        ]
        inked.append(len(rows))
    one, two = inked
    assert two > one * 1.7
