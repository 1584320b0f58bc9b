from __future__ import annotations

import os

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from benchmarks.hands import Hands


def test_hands_find_a_window_and_write_into_it(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setWindowTitle("示范 window")
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    hands = Hands(os.environ["DISPLAY"])
    hands.wait_for_window("示范 window")
    hands.write("abc")
    hands.press("x", "y")
    qtbot.waitUntil(lambda: field.text() == "abcxy")


def test_a_window_that_does_not_come_is_named() -> None:
    with pytest.raises(SystemExit, match="no window 'nobody' appeared"):
        Hands(os.environ["DISPLAY"]).wait_for_window("nobody", within_s=0.2)
