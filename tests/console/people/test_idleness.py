"""How long nobody has touched anything."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.people.idleness import Idleness


class Room:
    """A window, and a clock that a test turns."""

    def __init__(self, qtbot: QtBot) -> None:
        self.time = 0.0
        self.window = QWidget()
        self.field = QLineEdit()
        QVBoxLayout(self.window).addWidget(self.field)
        qtbot.addWidget(self.window)
        self.window.resize(300, 200)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.idleness = Idleness(steady=lambda: self.time, parent=self.window)
        self.idleness.start()


def test_keys_and_clicks_count_and_paints_do_not(qtbot: QtBot) -> None:
    room = Room(qtbot)
    handle = room.window.windowHandle()
    room.time = 100.0
    room.window.repaint()
    assert room.idleness.idle_s == 100.0
    QTest.keyClick(handle, Qt.Key.Key_A)
    assert room.idleness.idle_s == 0.0
    room.time = 150.0
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert room.idleness.idle_s == 0.0
    room.idleness.stop()


def test_a_pointer_that_moves_anywhere_counts(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.time = 200.0
    with qtbot.waitSignal(room.idleness.looked) as looked:
        QCursor.setPos(QCursor.pos() + QPoint(7, 7))
    assert looked.args == [0.0]
    room.idleness.stop()


def test_another_window_is_watched_once_it_has_the_keyboard(qtbot: QtBot) -> None:
    room = Room(qtbot)
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    room.time = 300.0
    QTest.keyClick(other.windowHandle(), Qt.Key.Key_A)
    assert room.idleness.idle_s == 0.0
    other.close()
    other.deleteLater()
    room.idleness.stop()
    room.idleness.stop()
