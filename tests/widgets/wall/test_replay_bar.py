from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.wall.replay_bar import ReplayBar
from widgets.wall.tile import Tile
from widgets.wall.tile_state import ReplayFigures

REPLAY = ReplayFigures(behind_s=15.0, rate=1.0, oldest_s=60.0)


@pytest.fixture
def wall(qtbot: QtBot) -> QWidget:
    wall = QWidget()
    qtbot.addWidget(wall)
    wall.resize(640, 400)
    return wall


@pytest.fixture
def tile(qtbot: QtBot, wall: QWidget) -> Tile:
    made = Tile(number=1, parent=wall)
    made.resize(640, 400)
    with qtbot.waitExposed(wall):
        wall.show()
    return made


@pytest.fixture
def bar(tile: Tile) -> ReplayBar:
    made = ReplayBar(parent=tile)
    tile.set_bar(made)
    made.show_replay(REPLAY)
    return made


def button(bar: ReplayBar, name: str) -> QToolButton:
    return next(each for each in bar.findChildren(QToolButton) if each.accessibleName() == name)


def test_the_picture_makes_room_for_the_bar_and_takes_it_back(tile: Tile, bar: ReplayBar) -> None:
    assert tile.picture.geometry().bottom() + 1 == bar.geometry().top()
    with_bar = tile.picture.height()
    # The tile itself has no window of its own: its picture's would stand elsewhere then.
    assert not tile.testAttribute(Qt.WidgetAttribute.WA_NativeWindow)
    tile.set_bar(None)
    assert tile.picture.height() == with_bar + bar.height()
    assert not bar.isVisible()


def test_every_button_says_what_it_wants(qtbot: QtBot, bar: ReplayBar) -> None:
    for name, signal in (
        ("Ten seconds back", bar.back_wanted),
        ("Hold, or go on", bar.hold_wanted),
        ("Slower, or at full speed again", bar.rate_wanted),
        ("Back to live", bar.live_wanted),
    ):
        with qtbot.waitSignal(signal):
            button(bar, name).click()
    steps: list[int] = []
    bar.stepped.connect(steps.append)
    button(bar, "One picture back").click()
    button(bar, "One picture on").click()
    assert steps == [-1, 1]


def test_what_stands_still_is_offered_to_go_on(bar: ReplayBar) -> None:
    hold = button(bar, "Hold, or go on")
    assert hold.text() == "‖"
    bar.show_replay(ReplayFigures(behind_s=15.0, rate=0.0, oldest_s=60.0))
    assert hold.text() == "▶"
    bar.show_replay(REPLAY)
    assert hold.text() == "‖"


def test_a_click_on_the_line_of_time_goes_there(qtbot: QtBot, bar: ReplayBar) -> None:
    (span,) = (each for each in bar.findChildren(QWidget) if hasattr(each, "sought"))
    with qtbot.waitSignal(bar.sought) as sought:
        QTest.mouseClick(span, Qt.MouseButton.LeftButton, pos=QPoint(span.width() // 2, 5))
    assert sought.args[0] == pytest.approx(30.0, abs=0.5)


def test_it_says_how_much_is_kept(bar: ReplayBar) -> None:
    (seconds,) = bar.findChildren(QLabel)
    assert seconds.text() == "-15 of 60 s"
    bar.show_replay(ReplayFigures(behind_s=20.4, rate=1.0, oldest_s=31.2))
    assert seconds.text() == "-20 of 31 s"


def test_a_small_tile_shows_the_line_alone(tile: Tile, bar: ReplayBar) -> None:
    tile.resize(240, 160)
    assert not button(bar, "One picture on").isVisible()
    assert button(bar, "Back to live").isVisible()
