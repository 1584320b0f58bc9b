"""Reads text off a screen: draws the expected words with the product's font and looks for them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from tests.end_to_end.screen import Pixels
from widgets import theme

#: Correlation from which on drawn and seen words are the same; unlike words stay below 0.7.
ALIKE = 0.88


def shows_text(
    pixels: Pixels, text: str, *, points: float = theme.BASE_POINT_SIZE, bold: bool = False
) -> bool:
    """Whether `text` stands somewhere in `pixels`, in any colour that is lighter than its ground."""
    return likeness(pixels, text, font=theme.font(points=points, bold=bold)) >= ALIKE


def likeness(pixels: Pixels, text: str, *, font: QFont) -> float:
    """The best normalised cross-correlation (-1 to 1) of `text`, drawn in `font`, with a place on it."""
    template = _drawn(text, font)
    height, width = template.shape
    seen = pixels.max(axis=2).astype(np.float64)
    if seen.shape[0] < height or seen.shape[1] < width:
        return -1.0
    template = template - template.mean()
    shape = seen.shape
    products = np.fft.irfft2(np.fft.rfft2(seen, shape) * np.conj(np.fft.rfft2(template, shape)), shape)[
        : shape[0] - height + 1, : shape[1] - width + 1
    ]
    sums, squares = _window_sums(seen, height, width), _window_sums(seen**2, height, width)
    variance = np.maximum(squares - sums**2 / template.size, 1.0)
    return float((products / np.sqrt(variance * (template**2).sum())).max())


def _drawn(text: str, font: QFont) -> npt.NDArray[np.float64]:
    metrics = QFontMetrics(font)
    box = metrics.tightBoundingRect(text)
    image = QImage(box.width() + 2, box.height() + 2, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(QColor(Qt.GlobalColor.white))
    painter.drawText(1 - box.left(), 1 - box.top(), text)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].astype(np.float64)


def _window_sums(values: npt.NDArray[np.float64], height: int, width: int) -> npt.NDArray[np.float64]:
    """Sum over every window of `height` x `width`, by an integral image."""
    total = np.pad(values.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    sums: npt.NDArray[np.float64] = (
        total[height:, width:] - total[:-height, width:] - total[height:, :-width] + total[:-height, :-width]
    )
    return sums
