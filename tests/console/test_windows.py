"""The wall's window: its heading, and what closing it says."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.windows import WallWindow


def wall_window(qtbot: QtBot) -> WallWindow:
    window = WallWindow(tiles=4, now=time.time)
    qtbot.addWidget(window)
    return window


def test_the_heading_names_the_wall_and_what_it_is_borrowed_for(qtbot: QtBot) -> None:
    window = wall_window(qtbot)
    window.show_heading("Hall", "2026-000007  flood")
    texts = {label.text() for label in window.findChildren(QLabel)}
    assert {"Hall", "Showing: 2026-000007  flood"} <= texts
    window.show_heading("Hall", "")
    assert not any("Showing" in label.text() for label in window.findChildren(QLabel))


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
