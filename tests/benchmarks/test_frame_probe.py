"""The probe counts every tick, also those in which the window could not paint."""

from __future__ import annotations

import time

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from benchmarks.frame_probe import FrameProbe


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(200, 100)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_window_that_is_held_up_shows_in_all_the_ticks_it_missed(qtbot: QtBot, window: QWidget) -> None:
    probe = FrameProbe(window)
    taken: list[float] = []

    def enough() -> bool:
        taken.extend(probe.taken_ms())
        return len(taken) >= 30

    def is_held_up_by_nothing() -> bool:
        # As soon as the machine lets it: other programs may have the processor for a while.
        return enough() and sorted(taken[-30:])[15] < 16.7

    qtbot.waitUntil(is_held_up_by_nothing)
    busy_until = time.monotonic() + 0.2
    while time.monotonic() < busy_until:
        pass
    taken.clear()
    qtbot.waitUntil(enough)
    assert sum(ms > 50 for ms in taken) >= 8
