"""The rhythm of the day."""

from __future__ import annotations

from datetime import datetime

from pytestqt.qtbot import QtBot

from backend_client.protocol.times import format_time
from tests.widgets.district import NOW, district, incident
from widgets.boards.rhythm_chart import RhythmChart, arrivals_by_hour


def at(hour: int, day: int = 2) -> str:
    return format_time(datetime(2026, 3, day, hour, 30).timestamp())


def test_only_today_counts_by_its_hours() -> None:
    now = datetime(2026, 3, 2, 18, 0).timestamp()
    counts = arrivals_by_hour([at(0), at(8), at(8), at(23, day=1)], now=now)
    assert counts[0] == 1
    assert counts[8] == 2
    assert sum(counts) == 3
    assert len(counts) == 24


def test_the_chart_follows_a_snapshot_at_once(qtbot: QtBot) -> None:
    made = district()
    chart = RhythmChart(picture=made.picture, now=made.now)
    qtbot.addWidget(chart)
    chart.resize(440, 300)
    with qtbot.waitExposed(chart):
        chart.show()
    empty = chart.grab().toImage()
    incidents = {("incident", f"i{number}"): incident(number, age=number) for number in (1, 2)}
    chart.on_changes(made.snapshot("incidents", incidents))
    assert chart.counts[datetime.fromtimestamp(NOW).hour] == 2
    assert chart.grab().toImage() != empty
