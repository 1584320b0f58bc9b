"""Covering a desk and uncovering it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.district import district
from widgets.dispatch.coverable import Coverable
from widgets.dispatch.lock_screen import LockScreen


def test_a_covered_desk_is_out_of_sight_and_gets_its_keyboard_back(qtbot: QtBot) -> None:
    made = district()
    desk = QWidget()
    first, second = QLineEdit(), QLineEdit()
    column = QVBoxLayout(desk)
    column.addWidget(first)
    column.addWidget(second)
    sheets = Coverable(desk=desk, lock_screen=LockScreen(picture=made.picture, now=made.now))
    qtbot.addWidget(sheets)
    with qtbot.waitActive(sheets):
        sheets.show()
        sheets.activateWindow()
    second.setFocus()
    sheets.cover()
    assert sheets.is_covered
    assert not desk.isVisible()
    qtbot.waitUntil(sheets.lock_screen.form.user.hasFocus)
    sheets.cover()
    sheets.uncover()
    assert desk.isVisible()
    assert not sheets.lock_screen.isVisible()
    qtbot.waitUntil(second.hasFocus)
