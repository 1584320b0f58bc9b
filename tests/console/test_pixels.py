"""What moves on the screen and what does not."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.pixels import Grey, grab, moved, moving_cameras


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


def coloured(qtbot: QtBot, colour: str, *, left: int = 40) -> QWidget:
    """A window of one colour that stands on the screen."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    widget.setAutoFillBackground(True)
    widget.setGeometry(left, 40, 120, 80)
    widget.show()
    paint(qtbot, widget, colour)
    return widget


def paint(qtbot: QtBot, widget: QWidget, colour: str) -> None:
    """Give it another colour, and wait until it is seen."""
    palette = widget.palette()
    palette.setColor(widget.backgroundRole(), QColor(colour))
    widget.setPalette(palette)
    qtbot.waitUntil(lambda: grab(widget).toImage().pixelColor(60, 40) == QColor(colour))


def test_what_stands_on_the_screen_is_seen(qtbot: QtBot) -> None:
    coloured(qtbot, "#c02040")


async def test_a_camera_that_changes_now_and_then_moves_too(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    often, seldom, never = (coloured(qtbot, "#c02040", left=40 + 200 * n) for n in range(3))
    looks = 0

    async def later(_seconds: float) -> None:
        nonlocal looks
        looks += 1
        for widget, at in ((often, 1), (seldom, 3)):
            if looks == at:
                paint(qtbot, widget, "#208040")

    monkeypatch.setattr("console.pixels.asyncio.sleep", later)
    assert await moving_cameras({"1": (often, "a"), "2": (seldom, "b"), "3": (often, "a")}) == 2
    assert looks == 3
    assert await moving_cameras({"1": (never, "c")}) == 0
    assert await moving_cameras({}) == 0
