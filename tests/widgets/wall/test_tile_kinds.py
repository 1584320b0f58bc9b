"""What stands in tiles besides pictures is drawn, large, and within its tile."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from widgets import signs, theme
from widgets.wall.clock_tile import ClockTile
from widgets.wall.figures_tile import FiguresTile, WallFigure
from widgets.wall.list_tile import ListRow, ListTile
from widgets.wall.tile_letters import letters_within


def drawn(widget: QWidget, place: QRect) -> bool:
    """Whether anything but the ground stands there."""
    image = widget.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = QColor(theme.GROUND).rgb()
    return any(
        image.pixel(x, y) != ground for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    )


@pytest.mark.parametrize("size", [(300, 200), (1200, 300), (200, 600)])
@pytest.mark.usefixtures("qapp")
def test_letters_are_as_large_as_their_place(size: tuple[int, int]) -> None:
    place = QRect(0, 0, *size)
    metrics = QFontMetrics(letters_within("00:00:00", place))
    assert metrics.horizontalAdvance("00:00:00") <= place.width() + 2
    assert metrics.height() <= place.height() + 2
    assert (
        max(metrics.horizontalAdvance("00:00:00") / place.width(), metrics.height() / place.height()) > 0.85
    )


def test_rows_are_read_from_afar_and_what_does_not_fit_is_counted(qtbot: QtBot) -> None:
    made = ListTile()
    qtbot.addWidget(made)
    made.resize(600, 200)
    assert made.row_height() >= 48
    made.show_rows([ListRow(signs.SEVERITY[1], f"flood {number}", "Moon bridge") for number in range(9)])
    assert drawn(made, QRect(0, 0, 600, 48))
    assert drawn(made, QRect(200, 150, 200, 48)), "and 6 more"
    made.show_rows([])
    assert drawn(made, made.rect())


def test_rows_of_a_narrow_tile_are_lower_so_that_a_title_has_room(qtbot: QtBot) -> None:
    made = ListTile()
    qtbot.addWidget(made)
    made.resize(320, 180)
    assert made.row_height() * 10 <= 320
    made.resize(100, 180)
    assert made.row_height() >= 32, "below that nobody could read it"


def test_figures_and_the_clock_are_drawn_at_any_size(qtbot: QtBot) -> None:
    figures, clock = FiguresTile(), ClockTile(now=time.time)
    for widget in (figures, clock):
        qtbot.addWidget(widget)
        for size in ((120, 80), (900, 500)):
            widget.resize(*size)
            assert drawn(widget, widget.rect())
    figures.show_figures(
        [WallFigure("Overdue", "4", change="▲ 3 in 10 min", course=(1.0, 1.0, 4.0), warm=True)] * 4
    )
    assert drawn(figures, QRect(0, 0, 450, 250))
    assert drawn(figures, QRect(450, 250, 450, 250))
