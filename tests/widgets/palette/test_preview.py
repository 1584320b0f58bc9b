"""The sentence of the palette."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from widgets.palette.preview import PreviewLine
from widgets.palette.values import Reading, Tone


@pytest.mark.parametrize("tone", list(Tone))
def test_it_says_what_a_reading_means_and_takes_no_room_without(tone: Tone, qtbot: QtBot) -> None:
    line = PreviewLine()
    qtbot.addWidget(line)
    assert line.isHidden()
    line.show_reading(Reading("Assign <b>17</b>", tone))
    assert line.text == "Assign <b>17</b>"
    line.show_reading(None)
    assert line.text == ""
    assert line.isHidden()
