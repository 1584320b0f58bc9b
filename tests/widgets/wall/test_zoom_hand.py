from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.wall.tile import Tile
from widgets.wall.zoom_hand import ZoomHand
from widgets.wall.zooming import WHOLE, Part


@pytest.fixture
def hand(qtbot: QtBot) -> ZoomHand:
    tile = Tile(number=1)
    qtbot.addWidget(tile)
    tile.resize(640, 400)
    tile.set_camera("Gate")
    with qtbot.waitExposed(tile):
        tile.show()
    return ZoomHand(tile=tile)


def tile_of(hand: ZoomHand) -> Tile:
    tile = hand.parent()
    assert isinstance(tile, Tile)
    return tile


def wheel(hand: ZoomHand, at: QPoint, notches: int) -> None:
    tile = tile_of(hand)
    event = QWheelEvent(
        *(QPointF(at), QPointF(tile.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches)),
        *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(tile, event)


def test_the_wheel_goes_closer_to_what_is_under_it_and_back(hand: ZoomHand) -> None:
    wanted: list[Part] = []
    hand.wanted.connect(wanted.append)
    corner = tile_of(hand).picture.geometry().topLeft()
    wheel(hand, corner, 1)
    assert wanted == [Part(0.0, 0.0, 0.8)]
    wheel(hand, corner, -1)
    assert wanted[-1] == WHOLE
    wheel(hand, corner, -1)
    assert len(wanted) == 2


def test_the_wheel_over_the_strip_or_an_empty_tile_is_nobody_s(hand: ZoomHand) -> None:
    tile = tile_of(hand)
    wheel(hand, QPoint(10, 3), 1)
    tile.set_camera("")
    wheel(hand, tile.picture.geometry().center(), 1)
    assert hand.part == WHOLE


def test_a_close_picture_is_drawn_along_and_a_whole_one_is_not(hand: ZoomHand, qtbot: QtBot) -> None:
    tile = tile_of(hand)
    middle = tile.picture.geometry().center()

    def drag(by: QPoint) -> None:
        QTest.mousePress(tile, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(tile, middle + by)
        QTest.mouseRelease(tile, Qt.MouseButton.LeftButton, pos=middle + by)

    drag(QPoint(50, 0))
    assert hand.part == WHOLE
    hand.set_part(Part(0.25, 0.25, 0.5))
    with qtbot.waitSignal(hand.wanted):
        drag(QPoint(tile.picture.width() // 10, 0))
    assert hand.part.left == pytest.approx(0.2, abs=0.001)
    assert hand.part.top == 0.25
