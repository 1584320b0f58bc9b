"""Figures about the day."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from widgets.boards.counters import Counters, Figure


def test_figures_take_the_room_they_need(qtbot: QtBot) -> None:
    counters = Counters()
    qtbot.addWidget(counters)
    assert counters.sizeHint().width() == 0
    counters.show_figures([Figure("Today", "184")])
    one = counters.sizeHint().width()
    counters.show_figures([Figure("Today", "184"), Figure("To accept", "7", warm=True)])
    assert counters.sizeHint().width() > one


def test_a_warm_figure_looks_different(qtbot: QtBot) -> None:
    counters = Counters()
    qtbot.addWidget(counters)
    counters.show_figures([Figure("To accept", "7")])
    counters.resize(counters.sizeHint())
    cool = counters.grab().toImage()
    counters.show_figures([Figure("To accept", "7", warm=True)])
    assert counters.grab().toImage() != cool
