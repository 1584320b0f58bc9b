"""The people's sheet: searching, acts on the room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.conference.people_list import PersonRow, RowAct
from widgets.conference.people_sheet import PeopleSheet
from widgets.signs import UNKNOWN

ROW = PersonRow("user:bo", "Found", UNKNOWN, "柏", acts=(RowAct("ask", "Ask"),), number=1)
LOCK = RowAct("lock", "Lock the room", "Only its moderator can")


@pytest.fixture
def sheet(qtbot: QtBot) -> PeopleSheet:
    made = PeopleSheet()
    qtbot.addWidget(made)
    made.show_room((RowAct("guest", "Guest link"), LOCK), told="1 of 4")
    made.show_people((ROW,))
    with qtbot.waitActive(made):
        made.show()
    return made


def test_enter_asks_the_best_match_and_escape_empties_the_search(qtbot: QtBot, sheet: PeopleSheet) -> None:
    done: list[tuple[str, str]] = []
    sheet.act_requested.connect(lambda act, key: done.append((act, key)))
    sheet.search.setFocus()
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    assert done == [], "nothing was looked for"
    with qtbot.waitSignal(sheet.searched) as typed:
        QTest.keyClicks(sheet.search, "b")
    assert typed.args == ["b"]
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)
    assert done == [("ask", "user:bo")]
    desks: list[bool] = []
    QShortcut(QKeySequence("Escape"), sheet).activated.connect(lambda: desks.append(True))
    QTest.keyClick(sheet.search, Qt.Key.Key_Escape)
    assert sheet.search.text() == ""
    assert not desks
    QTest.keyClick(sheet.search, Qt.Key.Key_Escape)
    assert desks == [True], "with nothing to empty it is the desk's"
    QTest.keyClick(sheet.search, Qt.Key.Key_Down)
    assert sheet.people.hasFocus()


def test_acts_on_the_room_say_why_they_are_not_possible(sheet: PeopleSheet) -> None:
    done: list[str] = []
    sheet.room_act_requested.connect(done.append)
    lock, guest = sheet.room_button("lock"), sheet.room_button("guest")
    assert lock is not None
    assert guest is not None
    assert not lock.isEnabled()
    assert lock.toolTip() == "Only its moderator can"
    guest.click()
    assert done == ["guest"]
    sheet.show_room(())
    assert guest.isHidden()
    assert sheet.search.isHidden(), "who is not in the room asks nobody into it"
    sheet.focus()
    assert sheet.people.hasFocus()
