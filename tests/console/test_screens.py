"""Desk and wall find their monitors, lose them and find them again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.screens import Placement, identity, wall_screen
from console.virtual_screen import VirtualScreen, plug_monitor, unplug_monitor


@pytest.fixture
def monitors(qtbot: QtBot) -> Iterator[VirtualScreen]:
    """The screen of the test run, with both monitors again afterwards."""
    screen = VirtualScreen(display=os.environ["DISPLAY"], server_pid=0)
    yield screen
    if len(QGuiApplication.screens()) < 2:
        plug_monitor(screen, 2)
        qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 2)


def windows(qtbot: QtBot) -> tuple[QWidget, QWidget]:
    desk, wall = QWidget(), QWidget()
    for window in (desk, wall):
        qtbot.addWidget(window)
    return desk, wall


def fills(window: QWidget, number: int) -> Callable[[], bool]:
    def holds() -> bool:
        screens = QGuiApplication.screens()
        return (
            len(screens) >= number
            and window.isFullScreen()
            and window.geometry() == screens[number - 1].geometry()
        )

    return holds


def test_the_wall_gets_the_monitor_that_was_asked_for(qtbot: QtBot) -> None:
    first, second = QGuiApplication.screens()
    assert wall_screen([first, second], first, None) is second
    assert wall_screen([first, second], first, identity(first)) is first
    assert wall_screen([first, second], first, "a monitor that was sold") is second
    assert wall_screen([first], first, None) is None


def test_the_wall_survives_the_loss_of_its_monitor_and_returns(qtbot: QtBot, monitors: VirtualScreen) -> None:
    desk, wall = windows(qtbot)
    placement = Placement(desk=desk, wall=wall, monitor=None)
    placement.start()
    qtbot.waitUntil(fills(desk, 1))
    qtbot.waitUntil(fills(wall, 2))
    window_id = wall.winId()
    unplug_monitor(monitors, 2)
    qtbot.waitUntil(lambda: wall.isVisible() and not wall.isFullScreen())
    assert wall.screen() is QGuiApplication.primaryScreen()
    qtbot.waitUntil(fills(desk, 1))
    plug_monitor(monitors, 2)
    qtbot.waitUntil(fills(wall, 2))
    qtbot.waitUntil(fills(desk, 1))
    assert wall.winId() == window_id, "video workers go on drawing in it"
    placement.stop()


def test_a_desk_whose_wall_has_the_first_monitor_takes_the_other(qtbot: QtBot) -> None:
    desk, wall = windows(qtbot)
    first = QGuiApplication.primaryScreen()
    placement = Placement(desk=desk, wall=wall, monitor=identity(first))
    placement.arrange()
    qtbot.waitUntil(fills(wall, 1))
    qtbot.waitUntil(fills(desk, 2))


def test_after_the_stop_nothing_is_moved(qtbot: QtBot, monitors: VirtualScreen) -> None:
    desk, wall = windows(qtbot)
    placement = Placement(desk=desk, wall=wall, monitor=None)
    placement.stop()
    placement.start()
    placement.stop()
    desk.hide()
    wall.hide()
    unplug_monitor(monitors, 2)
    qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 1)
    assert not wall.isVisible()
