"""Desk and wall find their monitors, lose them and find them again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.screens import Names, Placement, Places, identity, places
from console.virtual_screen import VirtualScreen, plug_monitor, unplug_monitor


@pytest.fixture
def monitors(qtbot: QtBot) -> Iterator[VirtualScreen]:
    """The screen of the test run, with both monitors again afterwards."""
    screen = VirtualScreen(display=os.environ["DISPLAY"], server_pid=0)
    yield screen
    if len(QGuiApplication.screens()) > 2:
        unplug(qtbot, screen, 3)
        unplug(qtbot, screen, 2)
        plug_monitor(screen, 2)
    elif len(QGuiApplication.screens()) < 2:
        plug_monitor(screen, 2)
    qtbot.waitUntil(lambda: [each.size().width() for each in QGuiApplication.screens()] == [1920, 1920])


def unplug(qtbot: QtBot, screen: VirtualScreen, number: int) -> None:
    """Take a monitor away and wait until Qt knows: one that returns with another size before that keeps its
    old size in Qt, as these monitors have no output whose changes Qt would follow.
    """
    unplug_monitor(screen, number)
    name = f"MONITOR-{number}"
    qtbot.waitUntil(lambda: name not in [each.name() for each in QGuiApplication.screens()])


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


def test_a_wall_gets_the_monitors_it_is_bound_to_else_what_the_desk_leaves_free() -> None:
    def given(present: list[str], *walls: tuple[str, ...]) -> Places:
        return places(present, primary="A", walls=walls)

    assert given(["A", "B"], ()) == Places("A", (("B",),))
    assert given(["A", "B"], ("A",)) == Places("B", (("A",),))
    assert given(["A", "B"], ("a monitor that was sold",)) == Places("A", (("B",),))
    assert given(["A"], ()) == Places("A", ((),))
    assert given(["A"], ("A",)) == Places("A", ((),))
    assert given(["A", "B", "C"], ("B", "C")) == Places("A", (("B", "C"),))
    assert given(["A", "C"], ("B", "C")) == Places("A", (("C",),)), "smaller, not lost"
    assert given(["A", "B", "C"], (), ("B",)) == Places("A", (("C",), ("B",)))
    assert given(["A", "B"], ("A", "B")) == Places("A", (("B",),)), "the desk keeps one"


DESK, LEFT, RIGHT = ("Dell/U24/7", "HDMI-1"), ("LG/55VL", "DP-1"), ("LG/55VL", "DP-2")


def test_monitors_that_are_alike_are_told_apart_by_their_connectors() -> None:
    names = Names(bound=())
    assert names.called([DESK, LEFT]) == ["Dell/U24/7", "LG/55VL"]
    assert names.called([DESK, LEFT, RIGHT]) == ["Dell/U24/7", "LG/55VL@DP-1", "LG/55VL@DP-2"]


def test_a_monitor_does_not_become_its_like_whose_cable_is_out() -> None:
    for names in (Names(bound=()), Names(bound=[("LG/55VL@DP-1",), ("LG/55VL@DP-2",)])):
        names.called([DESK, LEFT, RIGHT])
        present = names.called([DESK, RIGHT])
        walls = names.rebound([("LG/55VL@DP-1",), ("LG/55VL@DP-2",)], present=present)
        assert places(present, primary=present[0], walls=walls).walls == ((), ("LG/55VL@DP-2",))
    anew = Names(bound=[("LG/55VL@DP-1",), ("LG/55VL@DP-2",)])
    assert anew.called([DESK, RIGHT])[1] == "LG/55VL@DP-2", "also when it was out at the start"


def test_a_wall_keeps_its_monitor_when_another_like_it_is_plugged_in() -> None:
    names = Names(bound=())
    assert names.called([DESK, RIGHT]) == ["Dell/U24/7", "LG/55VL"]
    present = names.called([DESK, LEFT, RIGHT])
    assert names.rebound([("LG/55VL",), ()], present=present) == [("LG/55VL@DP-2",), ()]


def test_walls_that_settings_bind_to_like_monitors_without_connectors_share_them() -> None:
    names = Names(bound=[("LG/55VL",), ("LG/55VL",)])
    present = names.called([DESK, LEFT, RIGHT])
    walls = names.rebound([("LG/55VL",), ("LG/55VL",)], present=present)
    assert walls == [("LG/55VL@DP-1",), ("LG/55VL@DP-2",)]
    assert names.rebound([*walls, ("LG/55VL",)], present=present)[2] == ("LG/55VL",), "none is left"


def test_a_monitor_with_no_like_is_itself_on_any_connector() -> None:
    names = Names(bound=())
    names.called([DESK])
    assert names.called([("Dell/U24/7", "DP-3")]) == ["Dell/U24/7"]


def test_the_wall_survives_the_loss_of_its_monitor_and_returns(qtbot: QtBot, monitors: VirtualScreen) -> None:
    desk, wall = windows(qtbot)
    placement = Placement(desk=desk, walls=[(wall, ())])
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


def test_a_wall_over_two_monitors_gets_smaller_and_larger_with_them(
    qtbot: QtBot, monitors: VirtualScreen
) -> None:
    desk, wall = windows(qtbot)
    halve_second_monitor(qtbot, monitors)
    qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 3)
    placement = Placement(desk=desk, walls=[(wall, ("MONITOR-2", "MONITOR-3"))])
    placement.start()
    qtbot.waitUntil(lambda: wall.geometry() == QRect(1920, 0, 1920, 1080))
    window_id = wall.winId()
    unplug(qtbot, monitors, 3)
    qtbot.waitUntil(lambda: wall.isFullScreen() and wall.geometry() == QRect(1920, 0, 960, 1080))
    halve_second_monitor(qtbot, monitors)
    qtbot.waitUntil(lambda: wall.geometry() == QRect(1920, 0, 1920, 1080))
    qtbot.waitUntil(fills(desk, 1))
    assert wall.winId() == window_id, "video workers go on drawing in it"
    placement.stop()


def test_a_wall_without_a_desk_takes_all_its_monitors(qtbot: QtBot) -> None:
    wall, other = windows(qtbot)
    other.close()
    placement = Placement(desk=None, walls=[(wall, ("MONITOR-1", "MONITOR-2"))])
    placement.start()
    qtbot.waitUntil(lambda: wall.geometry() == QRect(0, 0, 3840, 1080))
    placement.stop()


def halve_second_monitor(qtbot: QtBot, screen: VirtualScreen) -> None:
    """Let two monitors of half the width stand where the second one does."""
    unplug(qtbot, screen, 2)
    for name, left in (("MONITOR-2", 1920), ("MONITOR-3", 2880)):
        subprocess.run(
            ["xrandr", "--setmonitor", name, f"960/254x1080/286+{left}+0", "none"],
            env=os.environ | screen.environment,
            check=True,
        )


def test_a_desk_whose_wall_has_the_first_monitor_takes_the_other(qtbot: QtBot) -> None:
    desk, wall = windows(qtbot)
    first = QGuiApplication.primaryScreen()
    placement = Placement(desk=desk, walls=[(wall, (identity(first),))])
    placement.arrange()
    qtbot.waitUntil(fills(wall, 1))
    qtbot.waitUntil(fills(desk, 2))


def test_after_the_stop_nothing_is_moved(qtbot: QtBot, monitors: VirtualScreen) -> None:
    desk, wall = windows(qtbot)
    placement = Placement(desk=desk, walls=[(wall, ())])
    placement.stop()
    placement.start()
    placement.stop()
    desk.hide()
    wall.hide()
    unplug_monitor(monitors, 2)
    qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 1)
    assert not wall.isVisible()
