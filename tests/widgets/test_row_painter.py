"""A row's picture is painted once, again where a cell changed, and anew at another text scale."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.widgets.scales import themed
from widgets import theme
from widgets.row_model import Cell
from widgets.row_painter import Place, RowPainter, StripKey
from widgets.signs import SEVERITY

PLACES: list[Place] = [(0, 60, False), (60, 140, False)]
SIZE = QSize(200, 30)


def key(text: str, *, selected: bool = False) -> StripKey:
    return (Cell("", SEVERITY[1]), Cell(text)), selected, False, False


def image(painter: RowPainter, what: StripKey, size: QSize = SIZE) -> QImage:
    return painter.strip("i1", what, PLACES, size, 1.0).toImage()


def test_only_the_cell_that_changed_is_painted(qtbot: QtBot) -> None:
    painter = RowPainter()
    before = image(painter, key("示范一"))
    assert image(painter, key("示范一")) == before
    after = image(painter, key("示范二"))
    assert after.copy(0, 0, 60, 30) == before.copy(0, 0, 60, 30)
    assert after.copy(60, 0, 140, 30) != before.copy(60, 0, 140, 30)


def test_a_selected_row_looks_different(qtbot: QtBot) -> None:
    painter = RowPainter()
    assert image(painter, key("示范", selected=True)) != image(painter, key("示范"))


def test_signs_and_letters_grow_with_the_text_scale(qtbot: QtBot) -> None:
    painter = RowPainter()

    def inked() -> int:
        shown = image(painter, key(""), QSize(200, 60))
        ground = shown.pixel(0, 0)
        return sum(shown.pixel(x, y) != ground for x in range(60) for y in range(58))

    with themed() as app:
        usual = inked()
        theme.apply(app, scale=200)
        painter.measure()
        assert 3 * usual < inked() < 5 * usual
