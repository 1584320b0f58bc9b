"""What is signed is read whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.dispatch.long_text import LongText


def shown(qtbot: QtBot, window: QWidget, text: str) -> LongText:
    qtbot.addWidget(window)
    long = LongText(text)
    column = QVBoxLayout(window)
    column.addWidget(long)
    window.resize(400, 60)
    with qtbot.waitExposed(window):
        window.show()
    return long


def test_it_is_as_tall_as_its_text(qtbot: QtBot) -> None:
    window = QWidget()
    long = shown(qtbot, window, "\n".join(f"line {n}" for n in range(9)))
    qtbot.waitUntil(lambda: long.height() >= 9 * long.fontMetrics().height() - 9)
    assert long.verticalScrollBar().maximum() == 0


def test_what_is_longer_scrolls_by_keyboard(qtbot: QtBot) -> None:
    window = QWidget()
    long = shown(qtbot, window, "\n".join(f"line {n}" for n in range(200)))
    qtbot.waitUntil(lambda: long.verticalScrollBar().maximum() > 0)
    assert long.height() <= theme.px(320)
    QTest.keyClick(long, Qt.Key.Key_PageDown)
    assert long.verticalScrollBar().value() > 0
