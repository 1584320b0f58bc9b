"""One alarm, or a group of them, as a card of the alarm strip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from widgets import signs, theme
from widgets.signs import Look, Sign, SignPainter

_CALM: Final = Look(Sign.CHECK, theme.OK)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says: two lines, its priority, of how many alarms; `key` is that of its button."""

    priority: int
    title: str
    about: str
    count: int = 1
    key: str = ""


def button_of(card: QRect, key: str = "") -> QRect:
    """Where on a card it is acknowledged; it has room for its `key`."""
    width = max(theme.px(42), QFontMetrics(_key_font()).horizontalAdvance(key) + theme.px(12))
    return QRect(card.right() - width - 6, card.y() + 5, width, card.height() - 10)


class CardPainter:
    """Draws cards; a widget owns it."""

    def __init__(self) -> None:
        self._signs = SignPainter()

    def draw(self, painter: QPainter, room: QRect, card: Card) -> None:
        """Draw `card` into `room`; a group has another card's edge behind it."""
        colour = QColor(theme.SEVERITY.get(card.priority, theme.TEXT_QUIET))
        face = room
        if card.count > 1:
            painter.setPen(colour)
            painter.setBrush(QColor(theme.SURFACE))
            painter.drawRoundedRect(room.adjusted(5, -3, 0, -3), 4, 4)
            face = room.adjusted(0, 1, -5, 0)
        painter.setPen(colour)
        painter.setBrush(QColor(theme.RAISED))
        painter.drawRoundedRect(face, 4, 4)
        painter.fillRect(face.x(), face.y(), 5, face.height() + 1, colour)
        size = theme.px(24)
        look = signs.SEVERITY.get(card.priority, signs.UNKNOWN)
        self._signs.draw(painter, look, face.x() + 16, face.y() + (face.height() - size) // 2, size)
        button = button_of(room, card.key)
        left = face.x() + 26 + size
        width, half = button.x() - left - 8, (face.height() - 8) // 2
        painter.setFont(theme.font(bold=True))
        painter.setPen(QColor(theme.TEXT))
        cut(painter, QRect(left, face.y() + 4, width, half), card.title)
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.TEXT_QUIET))
        cut(painter, QRect(left, face.y() + 4 + half, width, half), card.about)
        self._draw_button(painter, button, card.key)

    def _draw_button(self, painter: QPainter, button: QRect, key: str) -> None:
        painter.setPen(QColor(theme.LINE))
        painter.setBrush(QColor(theme.GROUND))
        painter.drawRoundedRect(button, 4, 4)
        size = theme.px(16)
        painter.setFont(_key_font())
        below = painter.fontMetrics().height() if key else 0
        top = button.y() + (button.height() - size - below) // 2
        self._signs.draw(painter, _CALM, button.center().x() - size // 2, top, size)
        if key:
            painter.setPen(QColor(theme.TEXT))
            room = QRect(button.x(), top + size, button.width(), below)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, key)


def _key_font() -> QFont:
    return theme.font(points=theme.BASE_POINT_SIZE - 1, bold=True)


def cut(painter: QPainter, room: QRect, text: str) -> None:
    """Write `text` into one line, shortened where it does not fit."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
