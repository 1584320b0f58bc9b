"""Lanes: counts and choices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.lanes import Lane, Viewer
from tests.backend_client.protocol.test_lanes import clock
from tests.widgets.district import District, ago, district, incident
from tests.widgets.scales import themed
from widgets.dispatch.incident_lanes import LaneBar, lane_name
from widgets.dispatch.lane_button import LaneButton
from widgets.incident_facts import IncidentFacts
from widgets.incident_filter import IncidentFilter

S = IncidentState


def bar_of(qtbot: QtBot, made: District) -> LaneBar:
    bar = LaneBar(facts=IncidentFacts(picture=made.picture), now=made.now, keys={Lane.TO_ACCEPT: "2"})
    qtbot.addWidget(bar)
    bar.resize(1270, 90)
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


def counted(bar: LaneBar) -> dict[Lane, int]:
    return {lane: count for lane, count in bar.counts.items() if count}


def test_counts_follow_the_picture(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1), incident(2, state=S.CLOSED)])
    bar = bar_of(qtbot, made)
    assert counted(bar) == {Lane.OPEN: 1, Lane.TO_ACCEPT: 1, Lane.CLOSED: 1}
    bar.on_changes(made.change("incident", "i1", state=S.TO_DISPATCH))
    bar.on_changes(made.put("incident", "i3", incident(3, state=S.LEDGERED)))
    expected = {Lane.OPEN: 2, Lane.TO_DISPATCH: 1, Lane.LEDGERED: 1, Lane.CLOSED: 1}
    qtbot.waitUntil(lambda: counted(bar) == expected)
    bar.on_changes(made.snapshot("incidents", {}))
    qtbot.waitUntil(lambda: not counted(bar))


def test_time_alone_makes_some_overdue(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1, deadlines=(clock(ago(-60)),))])
    bar = bar_of(qtbot, made)
    assert Lane.OVERDUE not in counted(bar)
    made.time += 61
    qtbot.waitUntil(lambda: counted(bar).get(Lane.OVERDUE) == 1)


def test_somebody_else_sees_other_counts(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, district(incidents=[incident(1, reported_by=("caihe",))]))
    assert Lane.REPORTED_UP in counted(bar)
    bar.look_as(Viewer(orgs=frozenset({"kaixuan"})))
    assert Lane.REPORTED_UP not in counted(bar)


def test_a_lane_and_a_text_make_a_filter(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, district())
    with qtbot.waitSignal(bar.filter_changed) as changed:
        QTest.mouseClick(bar.findChildren(LaneButton)[1], Qt.MouseButton.LeftButton)
    assert changed.args == [IncidentFilter(lane=Lane.TO_ACCEPT)]
    QTest.keyClicks(bar.search, "abc")
    assert bar.filter == IncidentFilter(lane=Lane.TO_ACCEPT, text="abc")
    bar.choose(Lane.CLOSED)
    assert bar.filter == IncidentFilter(lane=Lane.CLOSED, text="abc")
    with qtbot.waitSignal(bar.filter_changed):
        bar.set_filter(IncidentFilter(lane=Lane.HANDLING, text="占道", severities=frozenset({1})))
    assert bar.search.text() == "占道"
    assert [each.text() for each in bar.findChildren(LaneButton) if each.isChecked()] == ["Handling"]


def test_keys_lead_from_the_field_to_the_table(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, district())
    QTest.keyClicks(bar.search, "abc")
    with qtbot.waitSignal(bar.leave_requested):
        QTest.keyClick(bar.search, Qt.Key.Key_Down)
    assert bar.search.text() == "abc"
    with qtbot.waitSignal(bar.leave_requested):
        QTest.keyClick(bar.search, Qt.Key.Key_Escape)
    assert bar.search.text() == ""


def test_each_lane_has_its_name_and_tells_its_key(qtbot: QtBot) -> None:
    assert len({lane_name(lane) for lane in Lane}) == len(Lane)
    bar = bar_of(qtbot, district())
    assert bar.findChildren(LaneButton)[1].toolTip() == "To accept  [2]"


@pytest.mark.parametrize("scale", [100, 150])
def test_two_lines_are_enough_for_a_full_district(qtbot: QtBot, scale: int) -> None:
    with themed(scale):
        bar = bar_of(qtbot, district())
        for button in bar.findChildren(LaneButton):
            button.set_count(12_345 if button is bar.findChildren(LaneButton)[0] else 234)
        QApplication.sendPostedEvents()
        height = bar.heightForWidth(1270)
        buttons = bar.findChildren(LaneButton)
        assert height <= 2 * buttons[0].sizeHint().height() + 8


def test_the_field_promises_what_it_can_find(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, district())
    assert bar.search.placeholderText() == "Number, words, initials…"
    bar.choose_history()
    assert bar.search.placeholderText() == "Number, words…", "the platform knows no initials"
    bar.choose(Lane.OPEN)
    assert bar.search.placeholderText() == "Number, words, initials…"


def test_tab_leads_along_what_stands_beside_the_field(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, district())
    first, second = QPushButton("first"), QPushButton("second")
    bar.add_beside_search(first)
    bar.add_beside_search(second)
    qtbot.waitUntil(second.isVisible)
    bar.activateWindow()
    bar.search.setFocus()
    for before, button in ((bar.search, first), (first, second)):
        QTest.keyClick(before, Qt.Key.Key_Tab)
        qtbot.waitUntil(button.hasFocus)
