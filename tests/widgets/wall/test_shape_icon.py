from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from layouts.layout import Layout
from layouts.shapes import usual
from widgets import theme
from widgets.wall.shape_icon import HEIGHT, WIDTH, shape_icon


def _colours(layout: Layout) -> set[str]:
    image = shape_icon(layout).pixmap(QSize(WIDTH, HEIGHT)).toImage()
    return {image.pixelColor(x, y).name() for x in range(WIDTH) for y in range(HEIGHT)}


def test_large_tiles_stand_out_and_equal_ones_do_not(qtbot: QtBot) -> None:
    assert _colours(usual("1+5")) == {
        QColor(c).name() for c in (theme.GROUND, theme.ACCENT, theme.TEXT_QUIET)
    }
    assert _colours(usual("9")) == {QColor(c).name() for c in (theme.GROUND, theme.TEXT_QUIET)}


def test_it_is_sharp_at_every_text_scale(qtbot: QtBot) -> None:
    doubled = QSize(2 * WIDTH, 2 * HEIGHT)
    assert shape_icon(usual("64")).actualSize(doubled) == doubled
