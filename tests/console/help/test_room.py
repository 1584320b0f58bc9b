"""Help and text size put together: its actions act."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.help.room import HelpRoom
from console.settings import Settings
from console.windows import DeskWindow
from tests.widgets.scales import themed
from widgets import theme


class Desk(QWidget):
    """A window with a strip that says things in passing."""

    def __init__(self) -> None:
        super().__init__()
        self.status = self
        self.said: list[str] = []

    def show_notice(self, text: str, **_more: Any) -> None:
        self.said.append(text)


def test_the_text_grows_by_its_action_and_the_size_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk()
    qtbot.addWidget(desk)
    with themed(100):
        room = HelpRoom(
            desk=cast("DeskWindow", desk),
            settings=Settings(data=str(tmp_path)),
            all_actions=lambda: (),
            on_open=lambda _window: None,
        )
        assert "desk.help" in room.actions.ids()
        room.actions.run("desk.larger")
        assert theme.scale() == 110
        room.actions.run("desk.usual_size")
        assert theme.scale() == 100
        room.close()
    assert desk.said == ["Text size 110 %", "Text size 100 %"]
