"""A recording's tile is told from a camera's by its pattern, not by its colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.wall.tile_frame import STRIP_HEIGHT, paint_border, paint_ground, strip_height

WHOLE = QRect(0, 0, 120, 60)


def drawn(qtbot: QtBot, *, recording: bool, colour: str = theme.WARNING) -> QImage:
    image = QImage(WHOLE.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    paint_ground(painter, QRect(2, 2, 116, STRIP_HEIGHT), alarm=False, recording=recording)
    paint_border(painter, WHOLE, colour, recording=recording)
    painter.end()
    return image


def shades(image: QImage, at: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(at.left(), at.right() + 1)
        for y in range(at.top(), at.bottom() + 1)
    }


def test_a_cameras_border_is_one_line_and_its_strip_of_one_shade(qtbot: QtBot) -> None:
    image = drawn(qtbot, recording=False)
    for side in (QRect(0, 0, 120, 2), QRect(0, 58, 120, 2), QRect(0, 0, 2, 60), QRect(118, 0, 2, 60)):
        assert shades(image, side) == {theme.WARNING}
    assert shades(image, QRect(2, 2, 116, STRIP_HEIGHT)) == {theme.RAISED}


@pytest.mark.parametrize("colour", [theme.WARNING, theme.ACCENT])
def test_a_recordings_border_is_broken_on_every_side_and_its_strip_is_hatched(
    qtbot: QtBot, colour: str
) -> None:
    image = drawn(qtbot, recording=True, colour=colour)
    for side in (QRect(0, 0, 120, 2), QRect(0, 58, 120, 2), QRect(0, 0, 2, 60), QRect(118, 0, 2, 60)):
        assert shades(image, side) == {colour, theme.GROUND}
    assert shades(image, QRect(4, 4, 112, STRIP_HEIGHT - 4)) == {theme.RAISED, theme.HATCH}


def test_a_strip_grows_with_the_letters(qtbot: QtBot) -> None:
    assert strip_height() == theme.px(STRIP_HEIGHT)
