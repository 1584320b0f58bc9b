"""Letters in tiles that are read from across the room: as large as their place allows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from widgets import theme

_LEAST: Final = 8


def pixel_font(pixels: int, *, mono: bool = False, bold: bool = False) -> QFont:
    """Letters of so many pixels, whatever the text scale is: they are for people who stand far away."""
    made = QFont(list(theme.MONO_FAMILIES if mono else theme.FONT_FAMILIES))
    made.setPixelSize(max(_LEAST, pixels))
    made.setBold(bold)
    return made


def letters_within(text: str, place: QRect, *, mono: bool = False, bold: bool = False) -> QFont:
    """The largest letters in which the text stands within the place in one line."""
    trial = 100
    metrics = QFontMetrics(pixel_font(trial, mono=mono, bold=bold))
    wide = place.width() / max(1, metrics.horizontalAdvance(text))
    high = place.height() / max(1, metrics.height())
    return pixel_font(int(trial * min(wide, high)), mono=mono, bold=bold)
