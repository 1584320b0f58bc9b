from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from console.conference.talk_key import TalkKey
from tests.console.desk import delete_now

INSERT = Qt.Key.Key_Insert


class Desk:
    """A field that is being written in, and what the key said."""

    def __init__(self, qtbot: QtBot, *, longest_s: float = 60.0) -> None:
        self.field = QLineEdit()
        qtbot.addWidget(self.field)
        self.key = TalkKey(key="Insert", longest_s=longest_s)
        self.said: list[bool] = []
        self.key.held.connect(self.said.append)
        self.field.show()
        self.field.activateWindow()
        qtbot.waitUntil(self.field.isActiveWindow)

    def repeat(self, kind: QEvent.Type) -> None:
        """What a keyboard sends while a key stays down."""
        event = QKeyEvent(kind, INSERT, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(self.field.windowHandle(), event)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    made.key.set_on(True)
    yield made
    delete_now(made.key)


def press(desk: Desk, *, key: Qt.Key = INSERT) -> None:
    QTest.keyPress(desk.field.windowHandle(), key)


def release(desk: Desk) -> None:
    QTest.keyRelease(desk.field.windowHandle(), INSERT)


def test_it_speaks_for_as_long_as_it_is_held_while_somebody_writes(desk: Desk) -> None:
    press(desk)
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
        desk.repeat(kind)
    assert desk.said == [True]
    assert desk.key.is_held
    press(desk, key=Qt.Key.Key_A)
    release(desk)
    assert desk.said == [True, False]
    assert desk.field.text() == "a"


def test_turned_off_it_means_nothing_and_closes_what_it_opened(desk: Desk) -> None:
    press(desk)
    desk.key.set_on(False)
    assert desk.said == [True, False]
    press(desk)
    release(desk)
    assert desk.said == [True, False]


def test_a_window_that_opens_is_watched_and_another_program_ends_it(desk: Desk, qtbot: QtBot) -> None:
    press(desk)
    form = QLineEdit()
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    assert desk.said == [True], "the key is still down"
    QTest.keyRelease(form.windowHandle(), INSERT)
    assert desk.said == [True, False]
    QTest.keyPress(form.windowHandle(), INSERT)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusWindowChanged.emit(None)
    assert desk.said == [True, False, True, False]


def test_a_key_that_hangs_closes_by_itself(qtbot: QtBot) -> None:
    desk = Desk(qtbot, longest_s=0.02)
    desk.key.set_on(True)
    press(desk)
    qtbot.waitUntil(lambda: desk.said == [True, False])
    desk.repeat(QEvent.Type.KeyPress)
    assert not desk.key.is_held, "it is not pressed anew"
    delete_now(desk.key)
