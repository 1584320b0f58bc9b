"""Cards of alarms."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.alarms.card import Card, CardPainter, button_of

ROOM = QRect(4, 6, 320, 56)


def drawn(card: Card) -> QImage:
    image = QImage(340, 70, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    CardPainter().draw(painter, ROOM, card)
    painter.end()
    return image


def test_priority_text_count_and_key_are_all_seen(qtbot: QtBot) -> None:
    plain = Card(priority=2, title="烟感报警", about="12 s   示范路")
    others = (
        Card(priority=3, title="烟感报警", about="12 s   示范路"),
        Card(priority=2, title="水位超限", about="12 s   示范路"),
        Card(priority=2, title="烟感报警", about="13 s   示范路"),
        Card(priority=2, title="烟感报警", about="12 s   示范路", count=12),
        Card(priority=2, title="烟感报警", about="12 s   示范路", key="K"),
    )
    pictures = [drawn(plain), *(drawn(other) for other in others)]
    assert all(a != b for number, a in enumerate(pictures) for b in pictures[:number])
    assert drawn(plain) == drawn(plain)


def test_a_priority_that_is_not_known_is_drawn_too(qtbot: QtBot) -> None:
    assert not drawn(Card(priority=9, title="x" * 200, about="")).isNull()


def test_the_button_lies_within_the_card() -> None:
    assert ROOM.contains(button_of(ROOM))


@pytest.mark.parametrize("key", ["K", "Shift+K"])
def test_the_key_stands_whole_in_its_button(qtbot: QtBot, key: str) -> None:
    font = theme.font(points=theme.BASE_POINT_SIZE - 1, bold=True)
    assert button_of(ROOM, key).width() > QFontMetrics(font).horizontalAdvance(key)
    assert ROOM.contains(button_of(ROOM, key))
