"""The ground of a tile's strip, and its border; a recording's never look like a camera's."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from widgets import theme

BORDER: Final = 2
#: Of usual tiles at 100 %; large ones have a higher strip.
STRIP_HEIGHT: Final = 18
_RAISED = QColor(theme.RAISED)
_ALARM_GROUND = QColor(theme.DANGER_GROUND)
#: Seen without colours too: from across the room, and by whoever sees red and green alike.
_HATCHED = QBrush(QColor(theme.HATCH), Qt.BrushStyle.BDiagPattern)
#: Dashes of a recording's border and what is between them, in widths of the pen.
_DASHES: Final = (6.0, 4.0)


def strip_height() -> int:
    """Of usual tiles, in pixels."""
    return theme.px(STRIP_HEIGHT)


def paint_ground(painter: QPainter, at: QRect, *, alarm: bool, recording: bool) -> None:
    """Fill a part of the strip; of a recording it is hatched."""
    painter.fillRect(at, _ALARM_GROUND if alarm else _RAISED)
    if recording:
        painter.fillRect(at, _HATCHED)


def paint_border(painter: QPainter, at: QRect, colour: str, *, recording: bool) -> None:
    """Draw the border just within `at`; of a recording it is broken into dashes."""
    if recording:
        painter.setPen(QColor(theme.GROUND))
        _frame(painter, at)
        pen = QPen(QColor(colour), BORDER)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        half = BORDER // 2
        painter.drawRect(at.adjusted(half, half, -half, -half))
        return
    painter.setPen(QColor(colour))
    _frame(painter, at)


def _frame(painter: QPainter, at: QRect) -> None:
    for inset in range(BORDER):
        painter.drawRect(at.adjusted(inset, inset, -inset - 1, -inset - 1))
