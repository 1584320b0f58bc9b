"""The clock follows the platform's time, not the workstation's."""

from __future__ import annotations

from datetime import datetime

from pytestqt.qtbot import QtBot

from tests.widgets.district import NOW, district
from widgets.dispatch.big_clock import BigClock


def test_it_shows_the_platforms_time_and_goes_on(qtbot: QtBot) -> None:
    made = district()
    clock = BigClock(now=made.now)
    qtbot.addWidget(clock)
    clock.resize(clock.sizeHint())
    clock.show()
    assert clock.figures == f"{datetime.fromtimestamp(NOW):%H:%M:%S}"
    made.time += 3600.5
    qtbot.waitUntil(lambda: clock.figures == f"{datetime.fromtimestamp(NOW + 3600):%H:%M:%S}")


def test_the_figures_find_room(qtbot: QtBot) -> None:
    made = district()
    small, large = BigClock(now=made.now), BigClock(now=made.now, points=60)
    for clock in (small, large):
        qtbot.addWidget(clock)
    assert large.sizeHint().width() > small.sizeHint().width()
    assert not large.grab().toImage().isNull()
