"""Figures of the district in a tile: each with its value, and how it has gone since."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets import theme
from widgets.wall.tile_letters import letters_within


@dataclass(frozen=True, slots=True)
class WallFigure:
    """A figure: `course` are its values at equal steps of time, the present one last; `change` tells how it
    has changed over them, in words. `warm`: it is one that somebody should look at.
    """

    name: str
    value: str
    change: str = ""
    course: tuple[float, ...] = ()
    warm: bool = False


class FiguresTile(QWidget):
    """One figure or several, in as few rows as their number allows."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[WallFigure, ...] = ()

    @property
    def figures(self) -> tuple[WallFigure, ...]:
        """What is shown."""
        return self._figures

    def show_figures(self, figures: Sequence[WallFigure]) -> None:
        """Show these figures."""
        if tuple(figures) != self._figures:
            self._figures = tuple(figures)
            self.update()

    # Qt overrides.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.GROUND))
        count = len(self._figures)
        if not count:
            painter.setPen(QColor(theme.TEXT_QUIET))
            painter.setFont(letters_within("0000000000000000", self.rect()))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.tr("No figures yet"))
            return
        columns = min(count, max(1, round(math.sqrt(count * self.width() / max(1, self.height()) / 2))))
        rows = math.ceil(count / columns)
        for index, figure in enumerate(self._figures):
            column, row = index % columns, index // columns
            left, right = (self.width() * at // columns for at in (column, column + 1))
            top, bottom = (self.height() * at // rows for at in (row, row + 1))
            self._paint(painter, QRect(left, top, right - left, bottom - top), figure)

    def _paint(self, painter: QPainter, place: QRect, figure: WallFigure) -> None:
        margin = min(place.width(), place.height()) // 12
        area = place.adjusted(margin, margin, -margin, -margin)
        name = QRect(area.left(), area.top(), area.width(), area.height() // 4)
        value = QRect(area.left(), name.bottom(), area.width(), area.height() * 2 // 5)
        change = QRect(area.left(), value.bottom(), area.width(), area.height() // 6)
        course = QRect(area.left(), change.bottom(), area.width(), area.bottom() - change.bottom())
        left = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(QColor(theme.TEXT_QUIET))
        painter.setFont(letters_within(figure.name, name))
        painter.drawText(name, left, figure.name)
        painter.setPen(QColor(theme.WARNING if figure.warm else theme.TEXT))
        painter.setFont(letters_within(figure.value, value, bold=True))
        painter.drawText(value, left, figure.value)
        if figure.change:
            painter.setPen(QColor(theme.TEXT_QUIET))
            painter.setFont(letters_within(figure.change, change))
            painter.drawText(change, left, figure.change)
        if len(figure.course) > 1:
            self._paint_course(painter, course, figure.course)

    def _paint_course(self, painter: QPainter, place: QRect, course: tuple[float, ...]) -> None:
        lowest, highest = min(course), max(course)
        height = (highest - lowest) or 1.0
        step = place.width() / (len(course) - 1)
        points = [
            QPointF(
                place.left() + step * index,
                place.bottom() - 2 - (place.height() - 4) * (value - lowest) / height,
            )
            for index, value in enumerate(course)
        ]
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawPolyline(points)
