"""Tiles hold lists, figures and the clock as well, and say plainly what they cannot show."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backend_client.changes import Changes
from backend_client.protocol.entities import Counter, IncidentState
from backend_client.protocol.wall import TileKind, WallTile
from console.wall.contents import TileContents, lane_of
from console.wall.course import Course
from tests.console.desk import NotedStreams, contents_of, make_tiles, street
from tests.widgets.district import incident
from widgets.wall.clock_tile import ClockTile
from widgets.wall.figures_tile import FiguresTile
from widgets.wall.list_tile import ListTile


def holds(kind: TileKind, about: str = "") -> WallTile:
    return WallTile(tile=1, camera="", kind=kind, about=about)


def test_each_kind_has_its_widget_and_a_camera_brings_the_picture_back(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made = street()
    contents = contents_of(made, streams)
    (tile,) = make_tiles(qtbot, 1)
    tile.resize(400, 300)
    tile.show()
    for kind, widget in (
        (TileKind.CLOCK, ClockTile),
        (TileKind.LIST, ListTile),
        (TileKind.COUNTERS, FiguresTile),
    ):
        contents.put(tile, holds(kind))
        assert isinstance(tile.content, widget)
        assert tile.content.geometry() == tile.picture.geometry()
        assert not tile.picture.isVisible()
        assert tile.name
    contents.put(tile, WallTile(tile=1, camera="c1"))
    assert tile.content is None
    assert tile.picture.isVisible()
    contents.close()


def test_what_cannot_be_shown_is_said(qtbot: QtBot, streams: NotedStreams) -> None:
    contents = contents_of(street(), streams)
    (tile,) = make_tiles(qtbot, 1)
    contents.put(tile, holds(TileKind.CONFERENCE, "room-1"))
    assert (tile.name, tile.empty) == ("Conference", "This console shows no conferences on walls")
    contents.put(tile, holds(TileKind.MAP))
    assert tile.empty == "This console cannot show the map"
    contents.put(tile, None)
    assert (tile.name, tile.empty) == ("", "")
    contents.close()


def test_a_list_follows_its_lane(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    made.put("incident", "i2", incident(2, state=IncidentState.HANDLING, title="秋涛路漏水"))
    contents = contents_of(made, streams)
    (tile,) = make_tiles(qtbot, 1)
    tile.resize(600, 400)
    tile.show()
    contents.put(tile, holds(TileKind.LIST, "handling"))
    shown = tile.content
    assert isinstance(shown, ListTile)
    assert [row.text for row in shown.rows] == ["秋涛路漏水"]
    contents.on_changes(made.change("incident", "i2", state=IncidentState.TO_VERIFY))
    assert shown.rows == ()
    contents.close()


def test_figures_tell_how_they_have_gone(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    clock = [1_700_000_000.0]
    contents = TileContents(picture=made.picture, now=lambda: clock[0], make_map=None, parent=streams)
    (tile,) = make_tiles(qtbot, 1)
    contents.on_changes(made.put("counter", "incidents.overdue", Counter(value=4)))
    clock[0] += 600
    contents.on_changes(made.put("counter", "incidents.overdue", Counter(value=7)))
    contents.put(tile, holds(TileKind.COUNTERS, "incidents.overdue"))
    shown = tile.content
    assert isinstance(shown, FiguresTile)
    (figure,) = shown.figures
    assert (figure.value, figure.change, figure.warm) == ("7", "▲ 3 in 10 min", True)
    contents.close()


def test_a_map_is_made_only_for_a_tile_that_shows_one_and_hears_of_changes(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    class Map(QWidget):
        heard = 0

        def on_changes(self, _changes: Changes) -> None:
            self.heard += 1

    made, maps = street(), list[Map]()

    def make() -> Map:
        maps.append(Map())
        return maps[-1]

    contents = TileContents(picture=made.picture, now=made.now, make_map=make, parent=streams)
    (tile,) = make_tiles(qtbot, 1)
    contents.put(tile, holds(TileKind.CLOCK))
    assert maps == []
    contents.put(tile, holds(TileKind.MAP))
    contents.on_changes(made.change("incident", "i1", title="x"))
    assert (tile.content, maps[0].heard) == (maps[0], 1)
    contents.close()


def test_a_lane_that_is_not_known_is_all_that_is_open() -> None:
    assert lane_of("lane of a later program") == lane_of("") == lane_of("open")


def test_a_course_keeps_a_value_for_each_minute() -> None:
    course = Course()
    assert (course.values, course.change, course.minutes) == ((), 0.0, 0)
    for at, value in ((0.0, 3.0), (30.0, 4.0), (60.0, 4.0), (185.0, 9.0)):
        course.note(value, at)
    assert course.values == (4.0, 4.0, 4.0, 9.0)
    assert (course.change, course.minutes) == (5.0, 3)
    course.note(1.0, 0.0)
    assert course.values[-1] == 1.0
    course.note(2.0, 1e9)
    assert len(course.values) == 120
