"""Rows of people, by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from widgets.conference.people_list import PeopleList, PersonRow, RowAct
from widgets.signs import UNKNOWN

ASK = RowAct("ask", "Ask")
ROWS = (
    PersonRow("a", "In the room", UNKNOWN, "甲"),
    PersonRow("b", "Proposed", UNKNOWN, "乙", "leader", "signed in", (ASK,), 1),
    PersonRow("c", "Proposed", UNKNOWN, "丙", acts=(ASK, RowAct("remove", "Remove")), number=2),
    PersonRow("d", "Proposed", UNKNOWN, "丁", acts=(RowAct("ask", "Ask", "It is full"),), number=3),
)


@pytest.fixture
def people(qtbot: QtBot) -> PeopleList:
    made = PeopleList()
    qtbot.addWidget(made)
    made.resize(440, 400)
    made.show_people(ROWS)
    with qtbot.waitActive(made):
        made.show()
    return made


def asked(people: PeopleList) -> list[tuple[str, str]]:
    done: list[tuple[str, str]] = []
    people.act_requested.connect(lambda act, key: done.append((act, key)))
    return done


def test_a_button_does_its_act_and_leaves_the_keyboard_where_it_was(people: PeopleList) -> None:
    done = asked(people)
    people.setFocus()
    button = people.button("c", "remove")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [("remove", "c")]
    assert people.hasFocus()
    refused = people.button("d", "ask")
    assert refused is not None
    assert not refused.isEnabled()
    assert refused.toolTip() == "It is full"
    assert people.button("a", "ask") is None
    assert people.button("nobody", "ask") is None


def test_keys_choose_and_act(people: PeopleList) -> None:
    done = asked(people)
    people.setFocus()
    assert people.current == "b", "the first with whom something can be done"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        QTest.keyClick(people, key)
    assert done == [("ask", "b"), ("ask", "c"), ("remove", "c")]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(people, key)
    assert people.current == "d"
    assert done[3:] == [], "it is full"
    people.show_people(ROWS[:3])
    assert people.current == "b"
    people.show_people(())
    QTest.keyClick(people, Qt.Key.Key_Down)
    assert people.current == ""


def test_digits_act_here_although_the_desk_has_them_too(qtbot: QtBot) -> None:
    desk = QWidget()
    qtbot.addWidget(desk)
    people = PeopleList()
    QHBoxLayout(desk).addWidget(people)
    lanes: list[int] = []
    for digit in (2, 7):
        QShortcut(QKeySequence(str(digit)), desk).activated.connect(lambda digit=digit: lanes.append(digit))
    people.show_people(ROWS)
    done = asked(people)
    with qtbot.waitActive(desk):
        desk.show()
    people.setFocus()
    QTest.keyClick(people, Qt.Key.Key_2)
    QTest.keyClick(people, Qt.Key.Key_3)
    QTest.keyClick(people, Qt.Key.Key_7)
    assert done == [("ask", "c")]
    assert lanes == [7], "a digit that means nobody is the desk's"


def test_a_heading_stands_over_its_first_row_alone(people: PeopleList) -> None:
    texts = [label.text() for label in people.findChildren(QLabel) if label.isVisible()]
    assert texts.count("Proposed") == 1
    assert texts.count("In the room") == 1
    assert people.rows == ROWS
