from __future__ import annotations

import asyncio

import numpy as np
import qasync
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.video.pixels import count_moving, cut_out, screen_pixels, share_moved


def test_the_share_of_moved_pixels_leaves_out_noise() -> None:
    before = np.zeros((10, 10, 4), np.uint8)
    after = before.copy()
    after[0, 0] = 200
    after[1, 1] = 5
    assert share_moved(before, after) == 0.01
    assert share_moved(before, before[:5]) == 1.0
    assert share_moved(before[:0], before[:0]) == 0.0


def coloured(qtbot: QtBot, parent: QWidget, *, x: int) -> QWidget:
    widget = QWidget(parent)
    widget.setAutoFillBackground(True)
    widget.setGeometry(x, 0, 60, 60)
    paint(widget, "#ff0000")
    return widget


def paint(widget: QWidget, colour: str) -> None:
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(colour))
    widget.setPalette(palette)


def test_only_pictures_that_change_on_the_screen_are_counted(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 100)
    still, moving, hidden = (coloured(qtbot, window, x=x) for x in (0, 100, 200))
    hidden.hide()
    with qtbot.waitExposed(window):
        window.show()
    screen = window.screen()
    qtbot.waitUntil(lambda: tuple(cut_out(screen_pixels(screen), moving, screen)[30, 30, :3]) == (0, 0, 255))
    assert cut_out(screen_pixels(screen), hidden, screen).size == 0
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(already_running=False)) as runner:
        QTimer.singleShot(100, lambda: paint(moving, "#00ff00"))
        pictures = {"a": still, "b": moving, "c": hidden}
        assert runner.run(count_moving(pictures, interval_s=0.5)) == 1
