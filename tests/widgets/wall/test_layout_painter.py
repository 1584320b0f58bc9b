from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.wall.layout_painter import LayoutPainter, TileLook, wrapped


def _drawn(look: TileLook, *, width: int = 240, height: int = 140) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.GROUND))
    painter = QPainter(image)
    LayoutPainter().tile(painter, QRect(0, 0, width, height), look)
    painter.end()
    return image


def _has(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize(
    "look",
    [
        TileLook(1),
        TileLook(1, name="North gate"),
        TileLook(1, alarm=True, word="for alarms"),
        TileLook(1, chosen=True),
        TileLook(1, chosen=True, current=True),
        TileLook(1, target=True),
        TileLook(1, name="North gate", carried=True),
    ],
)
def test_each_look_differs_from_all_others(qtbot: QtBot, look: TileLook) -> None:
    others = [TileLook(2), TileLook(1, name="South gate"), TileLook(1, alarm=True, chosen=True)]
    assert all(_drawn(look) != _drawn(other) for other in others)


def test_a_reserved_tile_carries_a_bell_even_when_it_is_small(qtbot: QtBot) -> None:
    assert _has(
        _drawn(TileLook(12, alarm=True, chosen=True, word="for alarms"), width=80, height=45), theme.WARNING
    )


def test_a_name_goes_on_in_the_next_line_and_ends_in_dots(qtbot: QtBot) -> None:
    metrics = QFontMetrics(theme.font())
    width = metrics.horizontalAdvance("人民路与解放")
    assert wrapped("人民路与解放路口东北角", metrics, width, 2) == ["人民路与解放", "路口东北角"]
    short = wrapped("人民路与解放路口东北角枪机一号", metrics, width, 2)
    assert (len(short), short[1][-1]) == (2, "…")
    assert wrapped("North gate", metrics, metrics.horizontalAdvance("North g"), 2) == ["North", "gate"]
    assert wrapped("", metrics, width, 2) == wrapped("x", metrics, width, 0) == []
    assert wrapped("人民", metrics, 1, 3)[0] == "人"
