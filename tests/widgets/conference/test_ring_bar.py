"""The bar of calls: it tells, it is reached by Tab, it never takes the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.conference.ring_bar import RingBar, RingView

FIRST = RingView("k1", "王 asks you", "24 s left")
SECOND = RingView("k2", "赵 asks you", "29 s left")
THIRD = RingView("k3", "孙 asks you", "30 s left")


class Desk(QWidget):
    """A bar over a field that is being written in."""

    def __init__(self) -> None:
        super().__init__()
        self.bar, self.field = RingBar(answer_key="Shift+J"), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.field)
        self.bar.left.connect(self.field.setFocus)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.field.setFocus()
    return made


def test_it_comes_and_goes_without_the_keyboard(desk: Desk) -> None:
    assert desk.bar.isHidden()
    desk.bar.show_rings([FIRST])
    assert desk.bar.isVisible()
    assert desk.field.hasFocus()
    assert desk.bar.text == "王 asks you\n24 s left"
    answer, decline, hand_on = desk.bar.buttons()
    assert answer.text() == "Answer   Shift+J"
    asked: list[tuple[str, str]] = []
    desk.bar.answer_requested.connect(lambda id_: asked.append(("answer", id_)))
    desk.bar.decline_requested.connect(lambda id_: asked.append(("decline", id_)))
    desk.bar.hand_on_requested.connect(lambda id_: asked.append(("hand_on", id_)))
    for button in (answer, decline, hand_on):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [("answer", "k1"), ("decline", "k1"), ("hand_on", "k1")]
    assert desk.field.hasFocus(), "a click leaves the keyboard where it was"
    desk.bar.show_rings([])
    assert desk.bar.isHidden()


def test_a_call_keeps_its_place_while_others_come_and_go(desk: Desk) -> None:
    desk.bar.show_rings([FIRST, SECOND, THIRD])
    assert desk.bar.text.endswith("+1 more calls")
    second = desk.bar.buttons()[3]
    heard: list[str] = []
    desk.bar.answer_requested.connect(heard.append)
    desk.bar.show_rings([SECOND, THIRD])
    second.click()
    assert heard == ["k2"], "another call must not come under a hand that is about to press"
    assert desk.bar.first == "k3", "the uppermost is the one the key answers"
    assert desk.bar.buttons()[0].text() == "Answer   Shift+J"
    assert second.text() == "Answer"
    desk.bar.show_rings([SECOND])
    assert desk.bar.first == "k2"
    assert second.text() == "Answer   Shift+J"


def test_the_keyboard_comes_in_when_it_is_asked_and_goes_out_again(desk: Desk) -> None:
    desk.bar.show_rings([FIRST])
    desk.bar.focus()
    assert desk.bar.buttons()[0].hasFocus()
    QTest.keyClick(desk.bar.buttons()[0], Qt.Key.Key_Escape)
    assert desk.field.hasFocus()
    desk.bar.focus()
    desk.bar.show_rings([])
    assert desk.field.hasFocus(), "the call is over, and the keyboard goes back"


def test_the_end_of_rings_and_missed_calls_are_told(desk: Desk) -> None:
    desk.bar.show_told("answered elsewhere")
    desk.bar.show_missed("3 missed calls", joins=True)
    assert desk.bar.text == "answered elsewhere\n3 missed calls"
    join, seen = desk.bar.buttons()
    pressed: list[str] = []
    desk.bar.join_requested.connect(lambda: pressed.append("join"))
    desk.bar.seen_requested.connect(lambda: pressed.append("seen"))
    join.click()
    seen.click()
    assert pressed == ["join", "seen"]
    desk.bar.show_missed("1 missed call", joins=False)
    assert desk.bar.missed_text == "1 missed call"
    assert len(desk.bar.buttons()) == 1
    desk.bar.show_told("")
    desk.bar.show_missed("", joins=False)
    assert desk.bar.isHidden()
