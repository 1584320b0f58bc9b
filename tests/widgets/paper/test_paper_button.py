"""The menu that prints and exports."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from widgets.action import Action
from widgets.paper.paper_button import PaperButton


def test_its_menu_has_the_actions_as_they_stand(qtbot: QtBot) -> None:
    run: list[str] = []
    actions = [
        Action("export.table", "Export & more", "Ctrl+E", True, "", lambda: run.append("export")),
        Action(
            "paper.slip", "Print a task slip", "", False, "Nobody is assigned", lambda: run.append("slip")
        ),
    ]
    button = PaperButton(actions=lambda: actions)
    qtbot.addWidget(button)
    export, slip = button.menu_now.actions()
    assert export.text() == "Export && more\tCtrl+E"
    assert export.shortcut().isEmpty(), "the console binds the keys"
    assert (slip.isEnabled(), slip.toolTip()) == (False, "Nobody is assigned")
    assert slip.text() == "Print a task slip\tNobody is assigned", "a tip is read by the mouse alone"
    export.trigger()
    slip.trigger()
    assert run == ["export"]
    actions.pop()
    assert len(button.menu_now.actions()) == 1
