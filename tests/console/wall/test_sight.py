"""What can be seen of a tile, and how large."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMargins, QObject
from PySide6.QtWidgets import QFrame, QWidget
from pytestqt.qtbot import QtBot

from console.wall.sight import Covering, Sight, is_seen, size_on_screen
from widgets.wall.tile import Tile


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def tile(window: QWidget) -> Tile:
    made = Tile(number=1, parent=window)
    made.resize(300, 200)
    made.show()
    return made


def test_a_tile_is_seen_until_it_is_hidden_moved_away_or_covered(window: QWidget, tile: Tile) -> None:
    assert is_seen(tile.picture)
    tile.hide()
    assert not is_seen(tile.picture)
    tile.show()
    tile.move(600, 0)
    assert not is_seen(tile.picture)
    tile.move(0, 0)
    cover = QFrame(window)
    cover.setAutoFillBackground(True)
    cover.setGeometry(window.rect())
    cover.show()
    assert not is_seen(tile.picture)
    cover.resize(100, 100)
    assert is_seen(tile.picture)


def test_the_size_is_told_in_pixels_of_the_screen(tile: Tile) -> None:
    ratio = tile.devicePixelRatioF()
    assert size_on_screen(tile.picture) == (
        round(tile.picture.width() * ratio),
        round(tile.picture.height() * ratio),
    )


def test_many_changes_in_one_turn_are_told_once(qtbot: QtBot, window: QWidget, tile: Tile) -> None:
    told: list[None] = []
    sight = Sight(parent=QObject(window))
    sight.watch(tile.picture)
    sight.changed.connect(lambda: told.append(None))
    for width in (310, 320, 330):
        tile.resize(width, 200)
    tile.hide()
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1


def test_a_tile_below_another_window_of_the_console_is_not_seen_and_is_told(
    qtbot: QtBot, window: QWidget, tile: Tile
) -> None:
    desk = QWidget()
    qtbot.addWidget(desk)
    told: list[bool] = []
    sight = Sight(parent=QObject(window))
    sight.watch(tile)
    sight.changed.connect(lambda: told.append(is_seen(tile.picture)))
    covering = Covering(windows=(desk, window), parent=window)
    desk.setGeometry(window.geometry().adjusted(-20, -20, 20, 20))
    with qtbot.waitExposed(desk):
        desk.show()
    desk.raise_()
    qtbot.waitUntil(lambda: told[-1:] == [False])
    assert not is_seen(tile.picture)
    window.raise_()
    qtbot.waitUntil(lambda: told[-1:] == [True])
    desk.raise_()
    qtbot.waitUntil(lambda: told[-1:] == [False])
    desk.resize(desk.width() // 4, desk.height())
    qtbot.waitUntil(lambda: told[-1:] == [True])
    desk.resize(window.size().grownBy(QMargins(20, 20, 20, 20)))
    qtbot.waitUntil(lambda: told[-1:] == [False])
    desk.hide()
    qtbot.waitUntil(lambda: told[-1:] == [True])
    covering.stop()
    sight.stop()
