from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.wall.wall_grid import WallGrid


@pytest.fixture
def wall(qtbot: QtBot) -> WallGrid:
    made = WallGrid(tiles=16, now=lambda: 1_700_000_000.0)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_sixteen_tiles_with_addresses_fill_the_window(wall: WallGrid) -> None:
    assert [tile.number for tile in wall.tiles] == list(range(1, 17))
    assert wall.tile(16).geometry().bottomRight() == wall.rect().bottomRight()
    assert len({tile.native_id() for tile in wall.tiles}) == 16
    with pytest.raises(IndexError, match="1 to 16"):
        wall.tile(17)
    with pytest.raises(IndexError):
        wall.tile(0)


def test_double_click_enlarges_a_tile_and_puts_it_back(qtbot: QtBot, wall: WallGrid) -> None:
    tile, place = wall.tile(6), wall.tile(6).geometry()
    with qtbot.waitSignal(wall.enlarged_changed, check_params_cb=lambda number: number == 6):
        QTest.mouseDClick(tile.picture, Qt.MouseButton.LeftButton)
    assert tile.geometry() == wall.rect()
    assert [other.number for other in wall.tiles if other.isVisible()] == [6]
    with qtbot.waitSignal(wall.enlarged_changed, check_params_cb=lambda number: number == 0):
        QTest.mouseDClick(tile.picture, Qt.MouseButton.LeftButton)
    assert tile.geometry() == place
    assert all(other.isVisible() for other in wall.tiles)


def test_escape_puts_the_enlarged_tile_back(wall: WallGrid) -> None:
    wall.toggle_enlarged(3)
    QTest.keyClick(wall.tile(3), Qt.Key.Key_Escape)
    assert wall.enlarged == 0


def test_arrows_move_the_focus_and_enter_enlarges(wall: WallGrid) -> None:
    wall.tile(1).setFocus()
    for key, number in (
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Down, 6),
        (Qt.Key.Key_Left, 5),
        (Qt.Key.Key_Left, 5),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Up, 1),
    ):
        focused = next(tile for tile in wall.tiles if tile.hasFocus())
        QTest.keyClick(focused, key)
        assert wall.tile(number).hasFocus()
    QTest.keyClick(wall.tile(1), Qt.Key.Key_Return)
    assert wall.enlarged == 1


def test_the_clock_goes_on_with_the_given_time(qtbot: QtBot) -> None:
    # Endless: the wall goes on asking until Qt gets to deleting it, which may be during a later test.
    times = itertools.count(1_700_000_000)
    wall = WallGrid(tiles=1, now=lambda: next(times) + 0.99)
    qtbot.addWidget(wall)
    first = wall.clock_text
    qtbot.waitUntil(lambda: wall.clock_text != first, timeout=2_000)
