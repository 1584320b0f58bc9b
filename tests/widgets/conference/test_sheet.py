from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.conference.sheet import ConferenceRow, ConferenceSheet

ROWS = tuple(
    ConferenceRow(id=id_, title=f"about {id_}", people=2, since="04:20", state="") for id_ in ("k1", "k2")
)


def test_one_is_joined_from_the_list_and_the_choice_stays(qtbot: QtBot) -> None:
    sheet = ConferenceSheet()
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.current == ""
    sheet.show_conferences(ROWS)
    assert sheet.current == "k1"
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    sheet.focus()
    QTest.keyClick(sheet.rows, Qt.Key.Key_Down)
    sheet.show_conferences(ROWS[::-1])
    assert sheet.current == "k2"
    with qtbot.waitSignal(sheet.join_requested) as joined:
        QTest.keyClick(sheet.rows, Qt.Key.Key_Return)
    assert joined.args == ["k2"]


def test_it_says_when_there_is_none_and_has_room_for_more(qtbot: QtBot) -> None:
    sheet = ConferenceSheet()
    qtbot.addWidget(sheet)
    part = QLabel("roster")
    sheet.add_part(part)
    sheet.show()
    assert not sheet.rows.isVisible()
    assert any("No conference" in label.text() for label in sheet.findChildren(QLabel) if label.isVisible())
    sheet.show_conferences(ROWS)
    assert sheet.rows.isVisible()
    assert part.isVisible()
