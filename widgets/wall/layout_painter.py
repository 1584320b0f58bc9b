"""How a layout is drawn in the editor: tiles with number and contents, and places that are empty."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from widgets import theme
from widgets.signs import Look, Sign, SignPainter

_RESERVED = Look(Sign.BELL, theme.WARNING)
_PAD = 6


@dataclass(frozen=True, slots=True)
class TileLook:
    """What is drawn of one tile. `name` is what it holds, `remark` a quiet line below, `word` what reserved
    ones are called. `target`: what is being dragged would land here; `carried`: it is this that is dragged.
    """

    number: int
    name: str = ""
    remark: str = ""
    alarm: bool = False
    word: str = ""
    chosen: bool = False
    current: bool = False
    target: bool = False
    carried: bool = False


class LayoutPainter:
    """Draws the parts of a layout; it keeps only the pixmaps of signs."""

    def __init__(self) -> None:
        self._signs = SignPainter()

    def tile(self, painter: QPainter, at: QRect, look: TileLook) -> None:
        """Draw one tile."""
        painter.fillRect(at, QColor(theme.SELECTION if look.chosen else theme.RAISED))
        painter.setOpacity(0.45 if look.carried else 1.0)
        head = self._head(painter, at, look)
        self._story(painter, at.adjusted(_PAD, head, -_PAD, -_PAD), look)
        painter.setOpacity(1.0)
        self._border(painter, at, look)

    def free(self, painter: QPainter, at: QRect) -> None:
        """Draw empty cells: a click makes a tile of them."""
        painter.setPen(QPen(QColor(theme.TEXT_QUIET), 1, Qt.PenStyle.DashLine))
        painter.drawRect(at.adjusted(0, 0, -1, -1))
        painter.setFont(theme.font(points=theme.TEXT_SIZES["great"]))
        painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), "+")

    def _head(self, painter: QPainter, at: QRect, look: TileLook) -> int:
        """Number and bell; how many pixels they take."""
        height = min(max(theme.px(18), at.height() // 5), theme.px(30))
        font = theme.font(bold=True)
        font.setPixelSize(max(height * 3 // 4, theme.px(12)))
        painter.setFont(font)
        painter.setPen(QColor(theme.TEXT))
        row = QRect(at.left() + _PAD, at.top() + 3, at.width() - 2 * _PAD, height)
        painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter), str(look.number))
        number = QFontMetrics(font).horizontalAdvance(str(look.number))
        side = min(theme.px(18), height)
        if look.alarm and row.width() > number + side + _PAD:
            left = row.right() - side + 1
            self._signs.draw(painter, _RESERVED, left, row.center().y() - side // 2, side)
            room = QRect(row.left() + number + _PAD, row.top(), left - row.left() - number - 2 * _PAD, height)
            painter.setFont(theme.font(points=theme.TEXT_SIZES["small"]))
            if painter.fontMetrics().horizontalAdvance(look.word) <= room.width():
                painter.setPen(QColor(theme.WARNING))
                painter.drawText(
                    room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), look.word
                )
        return height + 4

    def _story(self, painter: QPainter, room: QRect, look: TileLook) -> None:
        """What the tile holds: the name in as many lines as there is room for, and the remark."""
        lines: list[tuple[str, str]] = []
        painter.setFont(theme.font())
        metrics = painter.fontMetrics()
        most = max(0, room.height() // metrics.lineSpacing())
        if look.name:
            kept = 1 if look.remark and most > 1 else 0
            lines += [(line, theme.TEXT) for line in wrapped(look.name, metrics, room.width(), most - kept)]
        if look.remark and len(lines) < most:
            text = metrics.elidedText(look.remark, Qt.TextElideMode.ElideRight, room.width())
            lines.append((text, theme.TEXT_QUIET))
        top = room.top() + max(0, (room.height() - len(lines) * metrics.lineSpacing()) // 2)
        for text, colour in lines:
            painter.setPen(QColor(colour))
            line = QRect(room.left(), top, room.width(), metrics.lineSpacing())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), text)
            top += metrics.lineSpacing()

    def _border(self, painter: QPainter, at: QRect, look: TileLook) -> None:
        if look.target:
            pen = QPen(QColor(theme.ACCENT), 3, Qt.PenStyle.DashLine)
        elif look.current:
            pen = QPen(QColor(theme.ACCENT), 3)
        elif look.chosen:
            pen = QPen(QColor(theme.ACCENT), 1)
        elif look.alarm:
            pen = QPen(QColor(theme.WARNING), 1)
        else:
            pen = QPen(QColor(theme.LINE), 1)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        inset = pen.width() // 2
        painter.setPen(pen)
        painter.drawRect(at.adjusted(inset, inset, -inset - 1, -inset - 1))


def wrapped(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """The text in at most `most` lines of `width` pixels, the last one elided; without a space it is broken
    anywhere, as Chinese is.
    """
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most:
        if len(lines) == most - 1 or metrics.horizontalAdvance(rest) <= width:
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        counts = range(len(rest), 0, -1)
        fits = next((n for n in counts if metrics.horizontalAdvance(rest[:n]) <= width), 1)
        space = rest.rfind(" ", 1, fits + 1)
        cut = space if space > 0 else fits
        lines.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return lines
