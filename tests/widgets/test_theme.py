"""The theme's promises: contrast, named fonts, a style sheet that Qt accepts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.scales import themed
from widgets import theme
from widgets.labels import plain_label

ROOT = Path(__file__).resolve().parents[2]


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
    assert 28 <= theme.row_height() <= 32
    assert theme.target_height() >= 32


def test_applying_the_theme_names_the_chinese_font(qtbot: QtBot) -> None:
    with themed() as app:
        label = QLabel("受理")
        qtbot.addWidget(label)
        label.ensurePolished()
        assert QFontInfo(label.font()).family() == "Noto Sans CJK SC"
        assert app.palette().color(QPalette.ColorRole.Highlight).name() == theme.SELECTION


def test_fonts_and_sizes_have_one_scale(qtbot: QtBot) -> None:
    assert (theme.scale(), theme.px(30)) == (100, 30)
    with themed(150) as app:
        assert (theme.scale(), theme.px(30), theme.row_height(), theme.target_height()) == (150, 45, 45, 48)
        assert theme.font(points=12).pointSizeF() == 18
        assert app.font().pointSizeF() == theme.BASE_POINT_SIZE * 1.5
        theme.apply(app, scale=1000)
        assert theme.scale() == theme.LARGEST_SCALE
        theme.apply(app, scale=1)
        assert theme.scale() == theme.SMALLEST_SCALE
    assert theme.scale() == 100


@pytest.mark.parametrize("size", ["", *theme.TEXT_SIZES])
def test_a_label_takes_its_size_by_name_and_follows_the_scale(size: str, qtbot: QtBot) -> None:
    usual = theme.TEXT_SIZES.get(size, theme.BASE_POINT_SIZE)
    with themed() as app:
        label = plain_label(size=size, bold=True)
        qtbot.addWidget(label)
        for percent in (100, 200, 80):
            theme.apply(app, scale=percent)
            label.ensurePolished()
            assert label.font().pointSizeF() == pytest.approx(usual * percent / 100)
            assert label.font().bold()


class _Painted(QWidget):
    """A widget that keeps no size."""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(100), theme.px(30))


def test_whatever_keeps_no_size_is_laid_out_anew_by_itself(qtbot: QtBot) -> None:
    with themed() as app:
        window, painted = QWidget(), _Painted()
        qtbot.addWidget(window)
        painted.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button, rows = QPushButton("示范"), QListWidget()
        rows.addItem("示范")
        column = QVBoxLayout(window)
        for part in (painted, button, rows):
            column.addWidget(part)
        window.show()
        for percent in (100, 200, 80):
            theme.apply(app, scale=percent)
            # The layout's own turn, which Qt would take with the next event.
            column.activate()
            assert painted.size() == QSize(percent, round(0.3 * percent))
            assert button.height() >= 0.32 * percent - 1
            assert rows.sizeHintForRow(0) == round(0.3 * percent)


#: What sets a size once and for all, which no change of the text scale would reach.
KEPT_SIZE = re.compile(
    r"(?<!painter)\.setFont\(theme\.font"
    r"|\.set(Fixed|Minimum|Maximum)(Height|Width|Size)\((QSize\()?(?!_WHOLE)[0-9_A-Z]"
    r"|\.setIconSize\(QSize\([0-9_A-Z]"
    r"|\.resize\([0-9]"
    r"|font-size: *[0-9]"
)


def test_no_source_keeps_a_size() -> None:
    sources = [path for folder in ("widgets", "console") for path in (ROOT / folder).rglob("*.py")]
    kept = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if KEPT_SIZE.search(line)
    ]
    assert kept == []


def test_the_style_sheet_is_well_formed() -> None:
    sheet = theme.stylesheet()
    assert sheet.count("{") == sheet.count("}")
    assert "None" not in sheet
