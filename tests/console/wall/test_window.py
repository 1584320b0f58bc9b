"""What closing the wall's window says."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from console.wall.window import WallWindow


def wall_window(qtbot: QtBot) -> WallWindow:
    window = WallWindow(tiles=4, now=time.time)
    qtbot.addWidget(window)
    return window


def test_closing_it_is_told(qtbot: QtBot) -> None:
    window = wall_window(qtbot)
    window.show()
    with qtbot.waitSignal(window.closed):
        window.close()


def test_while_the_desk_is_covered_nobody_closes_the_wall(qtbot: QtBot) -> None:
    window = wall_window(qtbot)
    window.show()
    window.is_held = True
    with qtbot.assertNotEmitted(window.closed):
        assert not window.close()
    assert window.isVisible()
    window.is_held = False
    with qtbot.waitSignal(window.closed):
        assert window.close()
