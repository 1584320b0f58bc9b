"""What moves on the screen and what does not."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.pixels import Grey, grab, moved


def flat(value: int) -> Grey:
    return np.full((90, 160), value, np.uint8)


def test_noise_is_no_movement() -> None:
    noisy = flat(100)
    noisy[::2] += 9
    assert not moved(flat(100), noisy)
    spot = flat(100)
    spot[:4, :4] = 200
    assert not moved(flat(100), spot)


def test_a_part_that_changes_is() -> None:
    after = flat(100)
    after[:20, :20] = 160
    assert moved(flat(100), after)


def test_pictures_of_another_size_cannot_be_compared() -> None:
    assert not moved(flat(100), np.zeros((0, 0), np.uint8))


def test_what_stands_on_the_screen_is_seen(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    widget.setAutoFillBackground(True)
    palette = widget.palette()
    palette.setColor(widget.backgroundRole(), QColor("#c02040"))
    widget.setPalette(palette)
    widget.setGeometry(40, 40, 120, 80)
    widget.show()
    qtbot.waitUntil(lambda: grab(widget).toImage().pixelColor(60, 40) == QColor("#c02040"))
