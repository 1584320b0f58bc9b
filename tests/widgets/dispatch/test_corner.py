from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.dispatch.corner import Corner


def test_it_is_lent_without_the_keyboard_and_given_back(qtbot: QtBot) -> None:
    window, table, usual = QWidget(), QLineEdit(), QLineEdit()
    qtbot.addWidget(window)
    corner = Corner(usual=usual)
    column = QVBoxLayout(window)
    column.addWidget(table)
    column.addWidget(corner)
    lent: list[bool] = []
    corner.lent.connect(lent.append)
    corner.left.connect(table.setFocus)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    table.setFocus()
    call = QLineEdit()
    corner.lend(call)
    corner.lend(call)
    assert corner.is_lent
    assert QApplication.focusWidget() is table
    call.setFocus()
    corner.give_back()
    assert lent == [True, False]
    assert QApplication.focusWidget() is table, "it was in what does not show any more"
