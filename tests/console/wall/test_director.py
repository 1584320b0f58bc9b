"""What is to come onto a wall is looked at first, and taken there by one key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backend_client.protocol.times import format_time
from backend_client.protocol.wall import RunningTour, Scene, TileKind, Tour, TourStep, Wall, WallTile
from backend_client.protocol.wall_args import WallScene, WallShow
from console.wall.director import Director
from layouts.document import encode
from layouts.drafts import Content, Draft
from layouts.shapes import usual
from tests.console.action_room import ActionRoom
from tests.console.desk import NotedStreams, cameras_on
from widgets.wall.pick_dialog import PickDialog

TILES = (WallTile(tile=1, camera="c1"), WallTile(tile=2, camera="", kind=TileKind.CLOCK))
RUSH = Scene(name="早高峰", org="o", layout=encode(usual("4")), tiles=TILES, by="Li")
HALL = Wall(name="Hall", org="o")


@pytest.fixture
def director(qtbot: QtBot, action_room: ActionRoom) -> Iterator[Director]:
    made = action_room.wall_room.director
    qtbot.addWidget(made.sheet)
    made.sheet.resize(430, 380)
    action_room.made.put("scene", "s1", RUSH)
    action_room.put_wall("wall-1", HALL)
    yield made
    made.sheet.hide()


def _see(qtbot: QtBot, director: Director) -> None:
    with qtbot.waitExposed(director.sheet):
        director.sheet.show()


def _keys(count: int) -> list[str]:
    return [f"preview-wall-{number}" for number in range(1, count + 1)]


def test_a_scene_is_picked_looked_at_and_taken_to_the_wall(
    qtbot: QtBot, action_room: ActionRoom, director: Director, streams: NotedStreams
) -> None:
    _see(qtbot, director)
    assert action_room.why_not("wall.on_air") == "Nothing is prepared"
    with qtbot.waitSignal(director.sheet_wanted):
        action_room.actions.trigger("wall.preview")
    (dialog,) = action_room.window.findChildren(PickDialog)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert cameras_on(streams, _keys(4)) == ["c1", "", "", ""]
    assert director.sheet.grid.tile(2).empty == "Clock"
    assert "早高峰" in director.sheet.told.text()
    with qtbot.waitSignal(action_room.wall_room.told):
        action_room.actions.trigger("wall.on_air")
    assert action_room.commands.given == [("wall.scene", "wall-1", WallScene(scene="s1"))]


def test_its_pictures_play_only_while_somebody_sees_them(
    qtbot: QtBot, action_room: ActionRoom, director: Director, streams: NotedStreams
) -> None:
    director.prepare_scene("s1")
    assert cameras_on(streams, _keys(4)) == ["", "", "", ""]
    _see(qtbot, director)
    assert cameras_on(streams, _keys(4)) == ["c1", "", "", ""]
    director.sheet.hide()
    assert cameras_on(streams, _keys(4)) == ["", "", "", ""]


def test_what_is_edited_is_looked_at_and_put_on_air_with_its_empty_tiles(
    qtbot: QtBot, action_room: ActionRoom, director: Director
) -> None:
    action_room.actions.trigger("wall.edit")
    editor = action_room.wall_room.layouts.editor
    assert editor is not None
    editor.load(Draft(usual("4"), {3: Content(camera="c2")}))
    with qtbot.waitSignal(director.sheet_wanted):
        QTest.keyClick(editor.canvas, Qt.Key.Key_P)
    assert "Edited layout" in director.sheet.told.text()
    action_room.actions.trigger("wall.on_air")
    ((name, target, args),) = action_room.commands.given
    assert (name, target) == ("wall.show", "wall-1")
    assert isinstance(args, WallShow)
    assert args.layout == encode(usual("4"))
    assert {tile.tile: tile.camera for tile in args.tiles} == {1: "", 2: "", 3: "c2", 4: ""}


def test_a_tours_next_step_is_looked_at(
    qtbot: QtBot, action_room: ActionRoom, director: Director, streams: NotedStreams
) -> None:
    _see(qtbot, director)
    assert director.sheet.step_button.toolTip() == "No tour runs on this wall here"
    steps = (TourStep(camera="c3"), TourStep(camera="c4"))
    action_room.made.put("tour", "t1", Tour(name="Round", org="o", dwell_s=600.0, steps=steps))
    running = RunningTour(tour="t1", started_at=format_time(action_room.made.now()), tiles=(2,))
    wall = Wall(name="Hall", org="o", layout=encode(usual("4")), tiles=TILES[:1], tours=(running,))
    action_room.put_wall("wall-1", wall)
    director.sheet.step_button.click()
    assert cameras_on(streams, _keys(4)) == ["c1", "c4", "", ""]
    assert "Round" in director.sheet.told.text()


def test_a_tour_of_scenes_brings_its_next_scene(
    qtbot: QtBot, action_room: ActionRoom, director: Director
) -> None:
    steps = (TourStep(scene="s2"), TourStep(scene="s1"))
    action_room.made.put("tour", "t1", Tour(name="Scenes", org="o", dwell_s=600.0, steps=steps))
    running = RunningTour(tour="t1", started_at=format_time(action_room.made.now()))
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", tours=(running,)))
    director.sheet.step_button.click()
    assert "早高峰" in director.sheet.told.text()


def test_a_scene_that_changes_meanwhile_is_seen_as_it_is(
    qtbot: QtBot, action_room: ActionRoom, director: Director, streams: NotedStreams
) -> None:
    _see(qtbot, director)
    director.prepare_scene("s1")
    changes = action_room.made.change("scene", "s1", tiles=(WallTile(tile=1, camera="c5"),))
    action_room.wall_room.on_changes(changes)
    assert cameras_on(streams, _keys(4)) == ["c5", "", "", ""]


def test_a_layout_alone_is_looked_at_with_what_stands_on_the_wall(
    qtbot: QtBot, action_room: ActionRoom, director: Director, streams: NotedStreams
) -> None:
    action_room.made.put("scene", "s2", Scene(name="Nine", org="o", layout=encode(usual("9"))))
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", layout=encode(usual("4")), tiles=TILES))
    _see(qtbot, director)
    director.prepare_scene("s2")
    assert cameras_on(streams, _keys(9))[:2] == ["c1", ""]
    action_room.actions.trigger("wall.on_air")
    kept = WallShow(tiles=(), layout=encode(usual("9")))
    assert action_room.commands.given == [("wall.show", "wall-1", kept)]


def test_who_may_not_change_the_wall_is_told_why(action_room: ActionRoom, director: Director) -> None:
    director.prepare_scene("s1")
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", locked=True))
    assert action_room.why_not("wall.on_air") == "The wall is locked"
    assert director.sheet.air_button.toolTip() == "The wall is locked"


def test_a_layout_of_a_newer_console_is_not_shown(
    qtbot: QtBot, action_room: ActionRoom, director: Director
) -> None:
    action_room.made.put("scene", "s9", Scene(name="x", org="o", layout={"version": 9}))
    with qtbot.waitSignal(director.told):
        director.prepare_scene("s9")
    assert "Nothing is prepared" in director.sheet.told.text()
