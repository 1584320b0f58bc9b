"""The visible mark on a picture that leaves the desk as a file: for whom, when and where it was made."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

#: Of the picture's height, and in pixels at least.
_SIZE: Final = 0.035
_LEAST: Final = 12
#: How strongly it covers what lies below, of 255: read at a glance, and nothing is hidden.
_LIGHT: Final = 150
_DARK: Final = 120
_TILT: Final = -24.0


def marked(picture: QImage, text: str) -> QImage:
    """A copy with `text` across all of it, and once in full along its lower edge."""
    copy = picture.convertToFormat(QImage.Format.Format_RGB32)
    width, height = copy.width(), copy.height()
    if not width or not height:
        return copy
    font = QFont("Noto Sans CJK SC")
    font.setPixelSize(max(_LEAST, round(height * _SIZE)))
    measure = QFontMetricsF(font)
    # A small picture still says all of it in one line.
    wide = measure.horizontalAdvance(text)
    if wide > width * 0.96:
        font.setPixelSize(max(6, int(font.pixelSize() * width * 0.96 / wide)))
        measure = QFontMetricsF(font)
    painter = QPainter(copy)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.translate(width / 2, height / 2)
    painter.rotate(_TILT)
    step, reach = measure.height() * 5, max(width, height)
    across = measure.horizontalAdvance(text) + measure.height() * 3
    for row in range(int(2 * reach / step) + 1):
        # Every other line half a text further, so that no part of the picture is without one.
        begin = -reach - (row % 2) * across / 2
        for place in range(int(2 * reach / across) + 2):
            _write(painter, font, text, QPointF(begin + place * across, -reach + row * step), strong=False)
    painter.restore()
    painter.fillRect(QRectF(0, height - measure.height(), width, measure.height()), QColor(0, 0, 0, 170))
    _write(painter, font, text, QPointF(width * 0.02, height - measure.descent()), strong=True)
    painter.end()
    return copy


def _write(painter: QPainter, font: QFont, text: str, at: QPointF, *, strong: bool) -> None:
    path = QPainterPath()
    path.addText(at, font, text)
    pen = QPen(QColor(0, 0, 0, 255 if strong else _DARK), 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.fillPath(path, QColor(255, 255, 255, 255 if strong else _LIGHT))
