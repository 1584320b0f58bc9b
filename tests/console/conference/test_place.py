from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.console.conference.hall import Hall


async def test_a_call_takes_nobody_s_keyboard_and_its_place_is_given_back(hall: Hall, qtbot: QtBot) -> None:
    hall.window.activateWindow()
    qtbot.waitUntil(hall.window.isActiveWindow)
    hall.sheets.setFocus()
    before = QApplication.focusWidget()
    call = QPushButton("call")
    hall.room.place.put(call)
    assert hall.room.place.is_shown
    assert call.isVisible()
    assert QApplication.focusWidget() is before
    hall.room.place.put_beside("c1")
    assert hall.room.place.beside == "c1"
    hall.room.place.dock.hide_requested.emit()
    assert hall.corner.currentWidget() is hall.usual
    hall.room.place.clear()
    assert hall.room.place.beside == ""


async def test_the_sheet_s_title_counts(hall: Hall) -> None:
    hall.room.place.show_count(2)
    assert hall.sheets.tabText(0) == "Conferences 2"
    hall.room.place.show_count(0)
    assert hall.sheets.tabText(0) == "Conferences"
