"""Buttons of actions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets import theme
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


NAMES = ("Assign", "Reply to supervision", "Note", "Release supervision", "Ask for more time", "Finish")


@pytest.mark.parametrize("scale", [80, 100, 150, 200])
@pytest.mark.parametrize("width", [420, 640])
def test_no_name_is_cut_off_at_any_size_of_text(qtbot: QtBot, scale: int, width: int) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    grid = ActionGrid()
    qtbot.addWidget(grid)
    grid.resize(width, 800)
    grid.set_actions([replace(action(name), text=name) for name in NAMES])
    buttons = [button for name in NAMES if (button := grid.button(name)) is not None]
    try:
        theme.apply(app, scale=scale)
        assert [each.text() for each in buttons if each.needed_width() > each.width()] == []
        room = grid.rect().adjusted(0, 0, 0, grid.sizeHint().height() - grid.height())
        for place, button in enumerate(buttons):
            assert room.contains(button.geometry())
            assert not any(button.geometry().intersects(other.geometry()) for other in buttons[:place])
    finally:
        theme.apply(app)


def test_names_that_fit_stand_in_columns(qtbot: QtBot) -> None:
    grid = ActionGrid(columns=2)
    qtbot.addWidget(grid)
    grid.resize(400, 200)
    grid.set_actions([action("a"), action("b"), action("c")])
    a, b, c = (grid.findChildren(ActionButton)[place].geometry() for place in range(3))
    assert (a.y(), a.size(), a.x()) == (b.y(), b.size(), c.x())
    assert grid.sizeHint().height() == c.bottom() + 1


def test_a_name_goes_before_the_reason(qtbot: QtBot) -> None:
    """Where one line does not hold the name, both lines are the name's."""
    inked = []
    for why in ("Nothing to reply to", ""):
        button = ActionButton(
            action=replace(
                action("reply", enabled=False), text="Reply to supervision", why_not=why, shortcut=""
            )
        )
        qtbot.addWidget(button)
        button.resize(110, button.sizeHint().height())
        inked.append(button.grab().toImage())
    told, untold = inked
    assert told == untold
