from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from layouts.shapes import usual
from layouts.spans import WHOLE, Part
from widgets.camera_model import camera_mime
from widgets.wall.wall_grid import WallGrid

_COPY, _LEFT, _NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


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
    with pytest.raises(IndexError, match="no tile 17"):
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


def test_tiles_of_a_layout_stand_in_their_cells_and_keep_their_windows(wall: WallGrid) -> None:
    seventh = wall.tile(7)
    window = seventh.native_id()
    wall.set_shape(usual("1+5"), takes={1: 7})
    assert wall.tile(1) is seventh
    assert (seventh.number, seventh.native_id()) == (1, window)
    assert [tile.number for tile in wall.tiles if tile.isVisible()] == [1, 2, 3, 4, 5, 6]
    assert seventh.width() > 1.9 * wall.tile(2).width()
    wall.set_shape(None)
    assert len({tile.native_id() for tile in wall.tiles}) == 16
    assert wall.tile(1) is seventh
    assert all(tile.isVisible() for tile in wall.tiles)


def test_an_enlarged_tile_that_leaves_the_wall_gives_the_others_back(qtbot: QtBot, wall: WallGrid) -> None:
    wall.toggle_enlarged(9)
    with qtbot.waitSignal(wall.enlarged_changed, check_params_cb=lambda number: number == 0):
        wall.set_shape(usual("4"))
    assert [tile.number for tile in wall.tiles if tile.isVisible()] == [1, 2, 3, 4]


def test_an_enlarged_tile_with_another_address_stays_enlarged(qtbot: QtBot, wall: WallGrid) -> None:
    wall.toggle_enlarged(9)
    with qtbot.waitSignal(wall.enlarged_changed, check_params_cb=lambda number: number == 2):
        wall.set_shape(usual("4"), takes={2: 9})
    assert wall.tile(2).geometry() == wall.rect()


def test_arrows_go_by_what_stands_beside(wall: WallGrid) -> None:
    wall.set_shape(usual("1+5"))
    wall.tile(6).setFocus()
    for key, number in ((Qt.Key.Key_Up, 3), (Qt.Key.Key_Left, 1), (Qt.Key.Key_Down, 4)):
        focused = next(tile for tile in wall.tiles if tile.hasFocus())
        QTest.keyClick(focused, key)
        assert wall.tile(number).hasFocus()


def test_a_part_of_a_wall_has_only_the_tiles_that_reach_into_it(qtbot: QtBot, wall: WallGrid) -> None:
    # The right half of a wall whose large tile covers two thirds of its width.
    wall.set_shape(usual("1+5"))
    with qtbot.waitSignal(wall.arranged):
        wall.set_part(Part(0.5, 0.0, 0.5, 1.0))
    assert [tile.number for tile in wall.tiles] == [1, 2, 3, 5, 6]
    large = wall.tile(1).geometry()
    assert large.left() == -1280
    assert abs(large.right() - (2560 * 2 / 3 - 1280)) <= 3
    assert not wall.tile(2).geometry().intersected(wall.rect()).isEmpty()
    # Of four equal tiles it has the two on the right, and all of them again when it is the whole.
    wall.set_shape(usual("4"))
    assert [tile.number for tile in wall.tiles] == [2, 4]
    assert wall.numbers_in(usual("1+5")) == (1, 2, 3, 5, 6)
    wall.set_part(WHOLE)
    assert wall.numbers_in(usual("1+5")) == (1, 2, 3, 4, 5, 6)
    assert [tile.number for tile in wall.tiles] == [1, 2, 3, 4]


def test_the_clock_goes_on_with_the_given_time(qtbot: QtBot) -> None:
    # Endless: the wall goes on asking until Qt gets to deleting it, which may be during a later test.
    times = itertools.count(1_700_000_000)
    wall = WallGrid(tiles=1, now=lambda: next(times) + 0.99)
    qtbot.addWidget(wall)
    first = wall.clock_text
    qtbot.waitUntil(lambda: wall.clock_text != first)


def test_a_camera_is_dropped_on_the_tile_below_the_pointer(qtbot: QtBot, wall: WallGrid) -> None:
    told: list[tuple[str, int]] = []
    wall.activated.connect(lambda number: told.append(("chosen", number)))
    wall.dropped.connect(lambda number, camera: told.append((camera, number)))
    at, data = wall.tile(6).geometry().center(), camera_mime("c-9")

    def enter() -> None:
        entering = QDragEnterEvent(at, _COPY, data, _LEFT, _NONE)
        QApplication.sendEvent(wall, entering)
        assert entering.isAccepted()

    enter()
    plain = wall.tile(6).grab().toImage()
    QApplication.sendEvent(wall, QDragMoveEvent(at, _COPY, data, _LEFT, _NONE))
    assert wall.tile(6).grab().toImage() != plain, "it is seen where it would go"
    QApplication.sendEvent(wall, QDragLeaveEvent())
    assert wall.tile(6).grab().toImage() == plain
    enter()
    QApplication.sendEvent(wall, QDropEvent(QPointF(at), _COPY, data, _LEFT, _NONE))
    assert told == [("chosen", 6), ("c-9", 6)]
    qtbot.waitUntil(wall.tile(6).hasFocus)
    wall.toggle_enlarged(11)
    enter()
    QApplication.sendEvent(wall, QDropEvent(QPointF(at), _COPY, data, _LEFT, _NONE))
    assert told[-1] == ("c-9", 11), "the enlarged one is what is seen there"


def test_what_is_no_camera_or_falls_between_the_tiles_is_not_taken(wall: WallGrid) -> None:
    taken: list[int] = []
    wall.dropped.connect(taken.append)
    text, first = QMimeData(), wall.tile(1).geometry()
    text.setText("c-9")
    entering = QDragEnterEvent(first.center(), _COPY, text, _LEFT, _NONE)
    entering.ignore()
    QApplication.sendEvent(wall, entering)
    assert not entering.isAccepted()
    gap, data = QPointF(first.right() + 1, first.center().y()), camera_mime("c-9")
    QApplication.sendEvent(wall, QDragEnterEvent(gap.toPoint(), _COPY, data, _LEFT, _NONE))
    moving = QDragMoveEvent(gap.toPoint(), _COPY, data, _LEFT, _NONE)
    QApplication.sendEvent(wall, moving)
    assert not moving.isAccepted()
    QApplication.sendEvent(wall, QDropEvent(gap, _COPY, data, _LEFT, _NONE))
    assert taken == []
