"""Rows that lead to other incidents."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from widgets import signs
from widgets.detail.link_rows import LinkRows
from widgets.detail.marks import Mark


def test_a_row_with_a_target_is_gone_to_and_one_without_is_text(qtbot: QtBot) -> None:
    rows = LinkRows()
    qtbot.addWidget(rows)
    rows.set_marks((Mark(signs.DRILL, "drill"), Mark(signs.UNKNOWN, "a & b", "i2")))
    rows.show()
    buttons = [button for button in rows.findChildren(QPushButton) if button.isVisible()]
    assert [button.text() for button in buttons] == ["a && b"]
    with qtbot.waitSignal(rows.activated) as gone:
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert gone.args == ["i2"]
    rows.set_marks(())
    assert not rows.isVisible()
    rows.set_marks((Mark(signs.UNKNOWN, "only text"),))
    rows.show()
    assert not [button for button in rows.findChildren(QPushButton) if button.isVisible()]
