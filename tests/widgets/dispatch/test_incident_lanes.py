"""Lanes: counts and choices."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState
from tests.widgets.district import District, district, incident
from widgets.dispatch.incident_lanes import LANES, LaneBar
from widgets.item_models import IncidentFilter

S = IncidentState


def bar_of(qtbot: QtBot, made: District) -> LaneBar:
    bar = LaneBar(picture=made.picture)
    qtbot.addWidget(bar)
    bar.resize(1200, 44)
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


def test_every_state_has_a_lane() -> None:
    assert frozenset().union(*LANES[1:]) == frozenset(S)


def test_counts_follow_the_picture(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1), incident(2, state=S.CLOSED)])
    bar = bar_of(qtbot, made)
    assert bar.counts == (1, 1, 0, 0, 0, 0, 1)
    bar.on_changes(made.change("incident", "i1", state=S.TO_DISPATCH))
    bar.on_changes(made.put("incident", "i3", incident(3, state=S.LEDGERED)))
    qtbot.waitUntil(lambda: bar.counts == (2, 0, 1, 0, 0, 1, 1))
    bar.on_changes(made.snapshot("incidents", {}))
    qtbot.waitUntil(lambda: sum(bar.counts) == 0)


def test_a_lane_and_a_text_make_a_filter(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, district())
    with qtbot.waitSignal(bar.filter_changed) as changed:
        QTest.mouseClick(bar.findChildren(QAbstractButton)[1], Qt.MouseButton.LeftButton)
    assert changed.args == [IncidentFilter(states=frozenset({S.PENDING}))]
    QTest.keyClicks(bar.search, "abc")
    assert bar.filter == IncidentFilter(states=frozenset({S.PENDING}), text="abc")
    bar.choose(6)
    assert S.CLOSED in bar.filter.states
    bar.choose(99)
    assert S.CLOSED in bar.filter.states


def test_keys_lead_from_the_field_to_the_table(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, district())
    QTest.keyClicks(bar.search, "abc")
    with qtbot.waitSignal(bar.leave_requested):
        QTest.keyClick(bar.search, Qt.Key.Key_Down)
    assert bar.search.text() == "abc"
    with qtbot.waitSignal(bar.leave_requested):
        QTest.keyClick(bar.search, Qt.Key.Key_Escape)
    assert bar.search.text() == ""
