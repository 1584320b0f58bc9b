"""A few large figures about the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import theme

_GAP = 28


def _fonts() -> tuple[QFont, QFont]:
    """Of a figure and of its name."""
    return theme.font(points=theme.BASE_POINT_SIZE + 7, bold=True), theme.font(
        points=theme.BASE_POINT_SIZE - 0.5
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A named number, already in words: ``Figure("To accept", "7", warm=True)``."""

    name: str
    value: str
    warm: bool = False


class Counters(QWidget):
    """Figures side by side, each above its name."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[Figure, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these."""
        if tuple(figures) != self._figures:
            old = self.sizeHint()
            self._figures = tuple(figures)
            if self.sizeHint() != old:
                self.updateGeometry()
            self.update()

    def _widths(self) -> list[int]:
        large, small = (QFontMetrics(font) for font in _fonts())
        return [
            max(large.horizontalAdvance(each.value), small.horizontalAdvance(each.name))
            for each in self._figures
        ]

    # Qt overrides.

    def sizeHint(self) -> QSize:
        return QSize(sum(width + _GAP for width in self._widths()), theme.px(64))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        large, small = _fonts()
        left = _GAP // 2
        middle = self.height() // 2
        for figure, width in zip(self._figures, self._widths(), strict=True):
            painter.setFont(large)
            painter.setPen(QColor(theme.WARNING if figure.warm else theme.TEXT))
            upper = QRect(left, middle - theme.px(30), width, theme.px(34))
            painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure.value)
            painter.setFont(small)
            painter.setPen(QColor(theme.TEXT_QUIET))
            lower = QRect(left, middle + theme.px(6), width, theme.px(22))
            painter.drawText(lower, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure.name)
            left += width + _GAP
        painter.end()
