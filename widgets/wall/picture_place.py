"""The native window that a video worker draws into, and what stands there while nobody draws."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets import theme
from widgets.wall.native_place import NativePlace

_PAD: Final = 4
_LEAST_PIXELS: Final = 12
_MOST_PIXELS: Final = 28


def tile_font(pixels: int) -> QFont:
    """Letters of so many pixels at 100 %."""
    made = QFont(list(theme.FONT_FAMILIES))
    made.setPixelSize(theme.px(pixels))
    return made


class PicturePlace(QWidget):
    """A native window. What it paints itself is seen only while no worker draws in it."""

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        # Only this window is native: the frames around it stay cheap.
        self.setAttribute(Qt.WidgetAttribute.WA_DontCreateNativeAncestors)
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._lines: tuple[str, ...] = ()
        self._colour = theme.TEXT_QUIET
        NativePlace(self)

    def say(self, lines: tuple[str, ...], colour: str) -> None:
        """Write these lines in the middle."""
        differs = lines != self._lines or (bool(lines) and colour != self._colour)
        self._lines, self._colour = lines, colour
        if differs:
            self.update()

    # Qt overrides.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.GROUND))
        if self._lines:
            painter.setFont(tile_font(min(max(_LEAST_PIXELS, self.height() // 12), _MOST_PIXELS)))
            painter.setPen(QColor(self._colour))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(_PAD, _PAD, -_PAD, -_PAD), flags, "\n".join(self._lines))
