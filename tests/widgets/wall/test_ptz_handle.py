"""A tile in hand: real keys, a real mouse, and shortcuts that have to wait."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from widgets.wall.ptz_handle import PtzHandle
from widgets.wall.tile import Tile

STOP = (0.0, 0.0, 0.0)


class Hand:
    """A window with a tile in hand, a field beside it, and what it says."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.tile, self.field = Tile(number=1), QLineEdit()
        self.tile.setMinimumSize(400, 240)
        row = QHBoxLayout(self.window)
        row.addWidget(self.tile)
        row.addWidget(self.field)
        self.lanes: list[str] = []
        for key in ("1", "-", "Escape", "A"):
            shortcut = QShortcut(QKeySequence(key), self.window)
            shortcut.activated.connect(lambda key=key: self.lanes.append(key))
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.tile.setFocus()
        qtbot.waitUntil(self.tile.hasFocus)
        self.said: list[tuple[float, float, float]] = []
        self.presets: list[int] = []
        self.steps: list[int] = []
        self.left = 0
        self.handle = PtzHandle(tile=self.tile, speed=4)
        self.handle.wanted.connect(lambda *move: self.said.append(move))
        self.handle.preset_wanted.connect(self.presets.append)
        self.handle.speed_wanted.connect(self.steps.append)
        self.handle.left.connect(self._leave)

    def _leave(self) -> None:
        self.left += 1

    def middle(self) -> QPoint:
        return self.tile.picture.geometry().center()

    def wheel(self, turned: int) -> None:
        at = QPointF(self.middle())
        event = QWheelEvent(
            at,
            self.tile.mapToGlobal(at),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.tile, event)


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    return Hand(qtbot)


def test_arrows_turn_while_they_are_held_and_two_of_them_aslant(hand: Hand, qtbot: QtBot) -> None:
    QTest.keyPress(hand.tile, Qt.Key.Key_Left)
    QTest.keyPress(hand.tile, Qt.Key.Key_Up)
    QTest.keyRelease(hand.tile, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: len(hand.said) == 3)
    QTest.keyRelease(hand.tile, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: len(hand.said) == 4)
    assert hand.said == [(-0.5, 0.0, 0.0), (-0.5, 0.5, 0.0), (0.0, 0.5, 0.0), STOP]


def test_a_key_that_repeats_itself_as_up_and_down_goes_on(hand: Hand, qtbot: QtBot) -> None:
    QTest.keyPress(hand.tile, Qt.Key.Key_Left)
    for _ in range(3):
        QTest.keyRelease(hand.tile, Qt.Key.Key_Left)
        QTest.keyPress(hand.tile, Qt.Key.Key_Left)
    QTest.keyRelease(hand.tile, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: len(hand.said) > 1)
    assert hand.said == [(-0.5, 0.0, 0.0), STOP]


def test_plus_and_minus_zoom_with_and_without_shift(hand: Hand, qtbot: QtBot) -> None:
    for key, modifier in (
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Minus, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Equal, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(hand.tile, key, modifier)
        qtbot.waitUntil(lambda: hand.said[-1] == STOP)
    assert [zoom for _, _, zoom in hand.said] == [0.5, 0.0, -0.5, 0.0, 0.5, 0.0]


def test_its_keys_come_before_the_shortcuts_of_the_window_and_no_others(hand: Hand) -> None:
    QTest.keyClick(hand.tile, Qt.Key.Key_1)
    QTest.keyClick(hand.tile, Qt.Key.Key_Minus)
    QTest.keyClick(hand.tile, Qt.Key.Key_A)
    assert hand.presets == [1]
    assert hand.lanes == ["A"]
    hand.handle.release()
    QTest.keyClick(hand.tile, Qt.Key.Key_1)
    assert hand.lanes == ["A", "1"]


def test_digits_call_presets_brackets_change_the_speed_escape_lets_go(hand: Hand) -> None:
    for key in (Qt.Key.Key_9, Qt.Key.Key_0, Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
        QTest.keyClick(hand.tile, key)
    assert (hand.presets, hand.steps) == ([9, 10], [-1, 1])
    QTest.keyClick(hand.tile, Qt.Key.Key_Escape)
    assert hand.left == 1
    assert hand.lanes == []


def test_another_speed_counts_for_what_is_held_already(hand: Hand, qtbot: QtBot) -> None:
    QTest.keyPress(hand.tile, Qt.Key.Key_Right)
    hand.handle.set_speed(8)
    QTest.keyRelease(hand.tile, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: hand.said[-1] == STOP)
    assert hand.said == [(0.5, 0.0, 0.0), (1.0, 0.0, 0.0), STOP]


def test_the_mouse_pushes_the_picture_the_way_it_goes(hand: Hand) -> None:
    activated: list[int] = []
    hand.tile.activated.connect(activated.append)
    place = hand.tile.picture.geometry()
    QTest.mousePress(hand.tile, Qt.MouseButton.LeftButton, pos=QPoint(place.left(), place.center().y()))
    QTest.mouseMove(hand.tile, QPoint(place.center().x(), place.top()))
    QTest.mouseRelease(hand.tile, Qt.MouseButton.LeftButton, pos=hand.middle())
    assert hand.said == [(-1.0, 0.0, 0.0), (0.0, 1.0, 0.0), STOP]
    assert activated == []
    # The strip is the tile's own.
    QTest.mouseClick(hand.tile, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert activated == [1]
    assert len(hand.said) == 3


def test_a_notch_of_the_wheel_zooms_for_a_moment(hand: Hand, qtbot: QtBot) -> None:
    hand.wheel(120)
    hand.wheel(120)
    qtbot.waitUntil(lambda: hand.said[-1] == STOP)
    hand.wheel(-120)
    assert hand.said == [(0.0, 0.0, 0.5), STOP, (0.0, 0.0, -0.5)]


def test_everything_stops_when_the_keyboard_goes_elsewhere(hand: Hand) -> None:
    QTest.keyPress(hand.tile, Qt.Key.Key_Left)
    hand.field.setFocus()
    assert hand.said[-1] == STOP
    assert hand.left == 1


def test_everything_stops_when_the_window_goes_away_or_another_comes(hand: Hand, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    QTest.keyPress(hand.tile, Qt.Key.Key_Left)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: hand.said[-1] == STOP)
    # It comes back to the tile, as after a menu.
    assert hand.left == 0
    QTest.mousePress(hand.tile, Qt.MouseButton.LeftButton, pos=QPoint(5, 100))
    hand.window.hide()
    assert hand.said[-1] == STOP
    assert hand.left == 1


def test_who_lets_go_stops(hand: Hand) -> None:
    QTest.keyPress(hand.tile, Qt.Key.Key_Left)
    hand.handle.release()
    assert hand.said == [(-0.5, 0.0, 0.0), STOP]
