from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
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


def test_hands_click_and_turn_the_wheel(qtbot: QtBot) -> None:
    area = QPlainTextEdit("\n".join("x" * 200))
    qtbot.addWidget(area)
    area.setGeometry(100, 100, 300, 200)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    corner = area.mapToGlobal(QPoint(0, 0))
    hands = Hands(os.environ["DISPLAY"])
    hands.click(corner.x() + 150, corner.y() + 100)
    hands.turn_wheel(3, every_ms=10)
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    hands.turn_wheel(-3, every_ms=10)
    qtbot.waitUntil(lambda: bar.value() == 0)
