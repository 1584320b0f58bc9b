"""The desk as a whole at 1920 x 1080."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.lanes import Lane
from tests.widgets.district import District, district, incident
from tests.widgets.scales import themed
from widgets.alarms.watch import AlarmWatch
from widgets.boards.counters import Counters
from widgets.boards.rhythm_chart import RhythmChart
from widgets.boards.unit_board import UnitBoard
from widgets.dispatch.alarm_strip import AlarmStrip
from widgets.dispatch.banners import Banners
from widgets.dispatch.big_clock import BigClock
from widgets.dispatch.camera_tree import CameraTree
from widgets.dispatch.command_list import CommandList
from widgets.dispatch.desk import Desk
from widgets.dispatch.history_list import HistoryList
from widgets.dispatch.incident_detail import IncidentDetail
from widgets.dispatch.incident_lanes import LaneBar
from widgets.dispatch.incident_table import IncidentTable
from widgets.dispatch.sheets import Tab
from widgets.dispatch.status_strip import StatusStrip
from widgets.incident_facts import IncidentFacts
from widgets.incident_history import IncidentHistory, NobodyToAsk
from widgets.initials import Initials
from widgets.item_models import IncidentTableModel, UnitTableModel


@dataclass
class Parts:
    desk: Desk
    alarms: AlarmStrip
    clock: BigClock
    lanes: LaneBar
    table: IncidentTable
    history: HistoryList
    detail: IncidentDetail
    cameras: CameraTree
    units: UnitBoard
    map: QWidget
    previews: list[QWidget]
    alarm_tiles: list[QWidget]
    status: StatusStrip

    def place(self, part: QWidget) -> QRect:
        return QRect(part.mapTo(self.desk, QPoint(0, 0)), part.size())


def parts_of(qtbot: QtBot, made: District) -> Parts:
    picture, now = made.picture, made.now
    tiles: list[QWidget] = [QFrame() for _ in range(6)]
    watch = AlarmWatch(picture=picture, now=now)
    alarms = AlarmStrip(picture=picture, watch=watch, now=now)
    watch.setParent(alarms)
    clock = BigClock(now=now)
    facts = IncidentFacts(picture=picture)
    lanes = LaneBar(facts=facts, now=now)
    table = IncidentTable(model=IncidentTableModel(picture=picture, now=now, facts=facts))
    history = HistoryList(model=IncidentHistory(archive=NobodyToAsk(), picture=picture, now=now))
    detail = IncidentDetail(picture=picture, now=now)
    units = UnitBoard(model=UnitTableModel(picture=picture, now=now), picture=picture)
    cameras = CameraTree(picture=picture, initials=Initials())
    rhythm = RhythmChart(picture=picture, now=now)
    commands = CommandList(now=now)
    map_view = QFrame()
    status = StatusStrip()
    desk = Desk(
        banners=Banners(now=now),
        alarms=alarms,
        counters=Counters(),
        clock=clock,
        lanes=lanes,
        table=table,
        history=history,
        detail=detail,
        tabs=(
            Tab("units", "Units", units, units.table.setFocus),
            Tab("cameras", "Cameras", cameras, cameras.search.setFocus),
            Tab("rhythm", "Rhythm of the day", rhythm, rhythm.setFocus),
            Tab("commands", "Commands", commands, commands.rows.setFocus),
        ),
        map_view=map_view,
        previews=tiles[:4],
        alarm_tiles=tiles[4:],
        status=status,
    )
    qtbot.addWidget(desk)
    desk.resize(1920, 1080)
    with qtbot.waitActive(desk):
        desk.show()
    return Parts(
        desk,
        alarms,
        clock,
        lanes,
        table,
        history,
        detail,
        cameras,
        units,
        map_view,
        tiles[:4],
        tiles[4:],
        status,
    )


@pytest.fixture
def parts(qtbot: QtBot) -> Parts:
    return parts_of(
        qtbot, district(incidents=[incident(1), incident(2, state=IncidentState.HANDLING)], cameras=2)
    )


def test_everything_finds_its_room(parts: Parts) -> None:
    desk = QRect(0, 0, 1920, 1080)
    places = [
        parts.place(part)
        for part in (
            parts.alarms,
            parts.clock,
            parts.table,
            parts.detail,
            parts.map,
            *parts.previews,
            parts.status,
        )
    ]
    for place in places:
        assert desk.contains(place)
        assert place.height() > 20
    for number, one in enumerate(places):
        assert not any(one.intersects(other) for other in places[number + 1 :])


def test_the_composition(parts: Parts) -> None:
    table, detail, map_ = parts.place(parts.table), parts.place(parts.detail), parts.place(parts.map)
    assert parts.place(parts.clock).right() > 1900
    assert parts.place(parts.alarms).top() < 20
    assert table.width() > 1200
    assert table.height() > 12 * 30
    assert detail.left() > table.right()
    assert map_.top() > table.bottom()
    assert all(parts.place(preview).left() > map_.right() for preview in parts.previews)
    assert parts.place(parts.status).bottom() == 1079


def test_a_lane_filters_the_table(parts: Parts) -> None:
    parts.lanes.choose(Lane.HANDLING)
    assert parts.table.current_id == "i2"


def test_the_focus_goes_where_it_is_sent(qtbot: QtBot, parts: Parts) -> None:
    parts.desk.focus_table()
    assert QApplication.focusWidget() is parts.table
    parts.desk.focus_search()
    assert QApplication.focusWidget() is parts.lanes.search
    QTest.keyClicks(parts.lanes.search, "2")
    parts.desk.show_tab("cameras")
    assert QApplication.focusWidget() is parts.cameras.search
    assert parts.cameras.isVisible()
    parts.desk.show_tab("units")
    assert QApplication.focusWidget() is parts.units.table


def test_a_tab_takes_another_title(parts: Parts) -> None:
    (tabs,) = parts.desk.findChildren(QTabWidget)
    parts.desk.name_tab("commands", "Commands 2")
    assert tabs.tabText(3) == "Commands 2"
    parts.desk.name_tab("commands", "Commands")
    assert tabs.tabText(3) == "Commands"
    parts.desk.show_tab("commands")
    assert tabs.currentIndex() == 3


def test_history_takes_the_place_of_the_table_and_gives_it_back(qtbot: QtBot, parts: Parts) -> None:
    parts.desk.focus_table()
    shown: list[bool] = []
    for choose in (parts.lanes.choose_history, lambda: parts.lanes.choose(Lane.OPEN)):
        choose()
        shown.append(parts.desk.shows_history)
    assert shown == [True, False]
    parts.lanes.choose_history()
    assert not parts.table.isVisible()
    parts.desk.focus_table()
    assert QApplication.focusWidget() is parts.history.table
    qtbot.waitUntil(lambda: parts.history.told == "0 of 0 shown")
    parts.lanes.choose(Lane.OPEN)
    assert QApplication.focusWidget() is parts.table


def test_what_is_lent_the_cameras_corner_gets_room_and_leaves_everything_else(parts: Parts) -> None:
    stay = (parts.table, parts.map, *parts.alarm_tiles)
    before = [parts.place(part) for part in stay]
    detail = parts.detail.height()
    call = QFrame()
    parts.desk.corner.lend(call)
    QApplication.processEvents()
    assert [parts.place(part) for part in stay] == before
    assert call.isVisible()
    assert call.height() > detail * 0.6
    assert parts.detail.isVisible()
    parts.desk.corner.give_back()
    QApplication.processEvents()
    assert parts.detail.height() == detail
    assert all(tile.isVisible() for tile in parts.previews)


def test_what_comes_over_the_corner_takes_room_from_the_cameras_alone(qtbot: QtBot, parts: Parts) -> None:
    kept = [parts.place(part) for part in (parts.table, parts.detail, parts.map, parts.alarms)]
    bar = QFrame()
    bar.setFixedHeight(90)
    bar.hide()
    parts.desk.add_above_corner(bar)
    bar.show()
    qtbot.waitUntil(lambda: parts.place(bar).height() == 90 and bar.isVisible())
    QApplication.processEvents()
    assert [parts.place(part) for part in (parts.table, parts.detail, parts.map, parts.alarms)] == kept
    assert all(parts.place(bar).bottom() < parts.place(part).top() for part in parts.previews)


def test_a_lent_corner_keeps_its_room_at_another_size_of_text(parts: Parts) -> None:
    detail, call = parts.detail.height(), QFrame()
    parts.desk.corner.lend(call)
    QApplication.processEvents()
    height = call.height()
    with themed(150):
        QApplication.processEvents()
        assert call.height() > height * 0.8
        parts.desk.corner.give_back()
        QApplication.processEvents()
        assert parts.detail.height() > detail
