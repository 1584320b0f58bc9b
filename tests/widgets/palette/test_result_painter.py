"""How rows of the palette are painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.widgets.scales import themed
from widgets import signs, theme
from widgets.palette.gather import Heading
from widgets.palette.result_painter import ResultPainter
from widgets.palette.values import PaletteEntry
from widgets.shelf import Span

WIDTH = 600


def painted(entry: PaletteEntry | Heading, *, current: bool = False, width: int = WIDTH) -> QImage:
    image = QImage(WIDTH, theme.px(34), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.SURFACE))
    painter = QPainter(image)
    row = QRect(0, 0, width, image.height())
    if isinstance(entry, Heading):
        ResultPainter().heading(painter, row, entry)
    else:
        ResultPainter().entry(painter, row, entry, current=current)
    painter.end()
    return image


def ink(image: QImage, left: int, right: int) -> int:
    """Pixels in these columns that are not of the ground."""
    ground = image.pixelColor(WIDTH - 1, 0)
    return sum(
        image.pixelColor(x, y) != ground for x in range(left, right) for y in range(0, image.height(), 2)
    )


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Fonts need an application."""


def entry(**fields: object) -> PaletteEntry:
    about = {"id": "u1", "parts": ("示范员0003", "z3"), "look": signs.ONLINE}
    return PaletteEntry(**about | fields)  # type: ignore[arg-type]


def test_what_was_meant_looks_other_than_the_rest() -> None:
    plain = painted(entry())
    assert painted(entry(spans=(Span(0, 2, 3),))) != plain
    assert painted(entry(spans=(Span(1, 0, 2),))) != plain
    assert painted(entry(spans=(Span(5, 0, 2),))) == plain


def test_note_and_key_stand_on_the_right() -> None:
    assert ink(painted(entry()), 400, WIDTH) == 0
    assert ink(painted(entry(note="Available")), 500, WIDTH) > 0
    assert ink(painted(entry(key="Ctrl+M")), 500, WIDTH) > 0


def test_an_impossible_one_has_another_sign_and_says_why() -> None:
    impossible = painted(entry(why_not="Not your role"))
    assert ink(impossible, 450, WIDTH) > 0
    assert impossible.copy(0, 0, 30, 34) != painted(entry()).copy(0, 0, 30, 34)


def test_the_current_row_is_told_by_its_ground_and_an_edge() -> None:
    image = painted(entry(), current=True)
    assert image.pixelColor(WIDTH - 1, 10).name() == theme.SELECTION
    assert image.pixelColor(1, 10).name() == theme.ACCENT


def test_long_texts_are_cut_and_never_leave_the_row() -> None:
    long = entry(parts=("示范" * 60, "秋涛路" * 60), note="处置中" * 60, key="Ctrl+Shift+L", look=None)
    with themed(200):
        assert ink(painted(long, width=300), 301, WIDTH) == 0


def test_a_heading_tells_how_many_there_are_in_all() -> None:
    assert painted(Heading("Cameras")) != painted(Heading("Cameras", 3790))
