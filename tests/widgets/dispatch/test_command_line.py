"""How a command fares, in words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.action import CommandPhase, CommandView
from widgets.dispatch.command_line import CommandLine


@pytest.mark.parametrize(
    ("phase", "text"),
    [
        (CommandPhase.UNSENT, "Assign: not sent yet; goes out when the platform is back"),
        (CommandPhase.PENDING, "Assign: sent, waiting for the platform"),
        (CommandPhase.DONE, "Assign: done"),
        (CommandPhase.REFUSED, "Assign: refused. why"),
        (CommandPhase.EXPIRED, "Assign: not sent in time. Telephone now"),
    ],
)
def test_each_phase_has_words_and_a_sign(qtbot: QtBot, phase: CommandPhase, text: str) -> None:
    line = CommandLine()
    qtbot.addWidget(line)
    line.show_command(CommandView("Assign", phase, "why"))
    labels = line.findChildren(QLabel)
    assert text in [label.text() for label in labels]
    assert any(not label.pixmap().isNull() for label in labels)
    assert not line.isHidden()
    line.show_command(None)
    assert line.isHidden()
