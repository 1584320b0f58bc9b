"""The theme's promises: contrast, named fonts, a style sheet that Qt accepts."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from widgets import theme


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("ground", [theme.GROUND, theme.SURFACE, theme.RAISED, theme.HOVER])
@pytest.mark.parametrize(
    "ink", [theme.TEXT, theme.TEXT_QUIET, theme.OK, theme.WARNING, theme.ACCENT, theme.DANGER]
)
def test_text_reaches_wcag_aaa(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 7.0


@pytest.mark.parametrize("ground", [theme.SELECTION, theme.DANGER_GROUND, theme.WARNING_GROUND])
def test_plain_text_reaches_wcag_aaa_on_coloured_grounds(ground: str) -> None:
    assert contrast(theme.TEXT, ground) >= 7.0


@pytest.mark.parametrize("colour", theme.SEVERITY.values())
def test_shapes_reach_three_to_one_even_on_a_selected_row(colour: str) -> None:
    assert contrast(colour, theme.SELECTION) >= 3.0


def test_rows_are_dense_and_targets_large_enough() -> None:
    assert 28 <= theme.ROW_HEIGHT <= 32
    assert theme.TARGET_HEIGHT >= 32


def test_applying_the_theme_names_the_chinese_font(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.font(), app.palette(), app.styleSheet(), app.style().name()
    try:
        theme.apply(app)
        label = QLabel("受理")
        qtbot.addWidget(label)
        label.ensurePolished()
        assert QFontInfo(label.font()).family() == "Noto Sans CJK SC"
        assert app.palette().color(QPalette.ColorRole.Highlight).name() == theme.SELECTION
    finally:
        app.setFont(before[0])
        app.setPalette(before[1])
        app.setStyleSheet(before[2])
        app.setStyle(before[3])


def test_the_style_sheet_is_well_formed() -> None:
    sheet = theme.stylesheet()
    assert sheet.count("{") == sheet.count("}")
    assert "None" not in sheet
