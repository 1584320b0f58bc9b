"""Rows that are painted before they are seen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from widgets.row_ahead import RowsAhead


def test_the_next_screen_is_painted_first_then_the_one_before(qtbot: QtBot) -> None:
    parent, painted = QObject(), list[int]()
    ahead = RowsAhead(paint=painted.append, parent=parent)
    ahead.look(4, 6)
    qtbot.waitUntil(lambda: len(painted) == 6)
    assert painted == [7, 8, 9, 3, 2, 1]
    ahead.look(4, 6)
    (timer,) = ahead.findChildren(QTimer)
    qtbot.waitUntil(lambda: not timer.isActive())
    assert len(painted) == 6, "the same screen is painted once"


def test_nothing_is_painted_for_nobody(qtbot: QtBot) -> None:
    parent, painted = QObject(), list[int]()
    ahead = RowsAhead(paint=painted.append, parent=parent)
    ahead.look(0, 20)
    ahead.stop()
    assert not any(timer.isActive() for timer in ahead.findChildren(QTimer))
    assert painted == []
