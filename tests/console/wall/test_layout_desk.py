"""What stands on the wall, or a scene, is edited in a window of its own, and nobody's change is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from backend_client.protocol.wall import Scene, TileKind, Wall, WallTile
from backend_client.protocol.wall_args import SceneSave, WallShow
from console.commands.dispatching import CommandDone, CommandRefused
from layouts.document import encode
from layouts.shapes import usual
from tests.console.action_room import ActionRoom
from tests.widgets.district import camera
from widgets.wall.camera_pick import CameraPickDialog
from widgets.wall.layout_editor import LayoutEditor
from widgets.wall.layout_window import LayoutWindow
from widgets.wall.pick_dialog import PickDialog

TILES = (WallTile(tile=1, camera="c1"), WallTile(tile=2, camera="", kind=TileKind.CLOCK))
RUSH = Scene(name="早高峰", org="o", layout=encode(usual("4")), tiles=TILES, by="Li")
HALL = Wall(name="Hall", org="o", tiles=TILES)


def _editor(room: ActionRoom) -> LayoutEditor:
    (window,) = [each for each in room.window.findChildren(LayoutWindow) if each.isVisible()]
    return window.editor


def _edit_rush(room: ActionRoom) -> LayoutEditor:
    room.made.put("scene", "s1", RUSH)
    room.put_wall("wall-1", HALL)
    room.actions.trigger("wall.edit_scene")
    (dialog,) = room.window.findChildren(PickDialog)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    return _editor(room)


def test_what_stands_on_the_wall_becomes_a_new_scene(action_room: ActionRoom) -> None:
    action_room.put_wall("wall-1", HALL)
    action_room.actions.trigger("wall.edit")
    editor = _editor(action_room)
    assert editor.canvas.holds(1) == camera(1).name
    editor.panel.shapes["1+5"].click()
    editor.panel.name.setText("Night")
    editor.buttons["save"].click()
    assert action_room.commands.given == [
        ("scene.save", None, SceneSave(name="Night", layout=encode(usual("1+5")), tiles=TILES))
    ]
    done = CommandDone(name="scene.save", target="s9", ver=4, at=0.0, data={}, key="key-1")
    action_room.commands.command_done.emit(done)
    assert editor.line.text() == "Saved as “Night”"
    assert not editor.changed_since_load
    editor.panel.shapes["4"].click()
    editor.buttons["save"].click()
    assert action_room.commands.given[-1][1] == "s9"
    assert action_room.commands.versions[-1] == 4


def test_a_scene_is_saved_on_the_version_that_was_opened_whatever_came_since(action_room: ActionRoom) -> None:
    editor = _edit_rush(action_room)
    assert (editor.name, len(editor.draft.contents)) == ("早高峰", 2)
    changes = action_room.made.change("scene", "s1", by="Wang", name="晚高峰")
    action_room.wall_room.on_changes(changes)
    assert editor.line.text() == "Wang has changed this scene meanwhile"
    editor.buttons["save"].click()
    assert action_room.commands.given[-1][:2] == ("scene.save", "s1")
    assert action_room.commands.versions == [1]


def test_ones_own_saving_that_comes_back_is_no_news(action_room: ActionRoom) -> None:
    editor = _edit_rush(action_room)
    action_room.wall_room.on_changes(action_room.made.change("scene", "s1", by="u1"))
    assert "meanwhile" not in editor.line.text()


def test_a_saving_under_way_is_not_given_twice_and_further_changes_stay_unsaved(
    action_room: ActionRoom,
) -> None:
    editor = _edit_rush(action_room)
    editor.panel.shapes["9"].click()
    editor.buttons["save"].click()
    editor.buttons["save"].click()
    assert len(action_room.commands.given) == 1
    editor.panel.shapes["16"].click()
    back = action_room.made.change("scene", "s1", layout=encode(usual("9")))
    action_room.wall_room.on_changes(back)
    assert "meanwhile" not in editor.line.text()
    done = CommandDone(name="scene.save", target="s1", ver=2, at=0.0, data={}, key="key-1")
    action_room.commands.command_done.emit(done)
    assert editor.changed_since_load
    editor.buttons["save"].click()
    assert action_room.commands.versions == [1, 2]


def test_after_a_refusal_the_same_can_be_saved_again(action_room: ActionRoom) -> None:
    editor = _edit_rush(action_room)
    editor.buttons["save"].click()
    refused = CommandRefused("scene.save", "s1", "not allowed", key="key-1", batch="")
    action_room.commands.command_refused.emit(refused)
    editor.buttons["save"].click()
    assert len(action_room.commands.given) == 2


def test_a_scene_that_was_deleted_meanwhile_is_saved_as_a_new_one(action_room: ActionRoom) -> None:
    editor = _edit_rush(action_room)
    action_room.wall_room.on_changes(action_room.made.delete("scene", "s1"))
    assert editor.line.text() == "Somebody deleted this scene: saving makes a new one"
    editor.buttons["save"].click()
    assert action_room.commands.given[-1][:2] == ("scene.save", None)


def test_the_draft_is_put_on_the_wall_with_its_empty_tiles(action_room: ActionRoom) -> None:
    action_room.put_wall("wall-1", HALL)
    action_room.actions.trigger("wall.edit")
    editor = _editor(action_room)
    editor.panel.equal_chosen.emit(3)
    editor.buttons["put"].click()
    empty = WallTile(tile=3, camera="")
    layout = encode(editor.draft.layout)
    assert layout["columns"] * layout["rows"] >= 3
    assert action_room.commands.given == [
        ("wall.show", "wall-1", WallShow(tiles=(*TILES, empty), layout=layout))
    ]
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", locked=True))
    assert not editor.buttons["put"].isEnabled()


def test_a_layout_alone_is_saved_as_a_new_one_and_put_under_what_stands(action_room: ActionRoom) -> None:
    editor = _edit_rush(action_room)
    editor.panel.alone.click()
    editor.buttons["save"].click()
    assert editor.line.text() == "“早高峰” has contents: give the layout another name"
    editor.panel.shapes["9"].click()
    editor.panel.name.setText("Nine")
    editor.buttons["save"].click()
    layout = encode(usual("9"))
    assert action_room.commands.given == [("scene.save", None, SceneSave(name="Nine", layout=layout))]
    done = CommandDone(name="scene.save", target="s2", ver=4, at=0.0, data={}, key="key-1")
    action_room.commands.command_done.emit(done)
    assert editor.line.text() == "Saved as “Nine”, a layout without contents"
    assert not editor.changed_since_load
    editor.buttons["put"].click()
    assert action_room.commands.given[1:] == [("wall.show", "wall-1", WallShow(tiles=(), layout=layout))]


def test_a_layout_that_is_opened_stays_one_until_something_is_put_on_a_tile(action_room: ActionRoom) -> None:
    action_room.made.put("scene", "s1", Scene(name="Four", org="o", layout=encode(usual("4"))))
    action_room.put_wall("wall-1", HALL)
    action_room.actions.trigger("wall.edit_scene")
    (dialog,) = action_room.window.findChildren(PickDialog)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    editor = _editor(action_room)
    assert editor.layout_only
    editor.put_camera("c1", number=2)
    editor.buttons["save"].click()
    kept = SceneSave(name="Four", layout=encode(usual("4")), tiles=(WallTile(tile=2, camera="c1"),))
    assert action_room.commands.given == [("scene.save", "s1", kept)]


def test_a_camera_is_found_by_typing(action_room: ActionRoom) -> None:
    action_room.put_wall("wall-1", HALL)
    action_room.actions.trigger("wall.edit")
    editor = _editor(action_room)
    QTest.keyClick(editor.canvas, Qt.Key.Key_C)
    (dialog,) = editor.window().findChildren(CameraPickDialog)
    QTest.keyClicks(dialog.filter, camera(4).device_id)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert editor.canvas.holds(1) == camera(4).name


def test_lists_clocks_and_maps_are_offered(action_room: ActionRoom) -> None:
    action_room.put_wall("wall-1", HALL)
    action_room.actions.trigger("wall.edit")
    editor = _editor(action_room)
    menu = editor.panel.buttons["holds"].menu()
    texts = [action.text() for action in menu.actions()]
    assert texts[:4] == ["Recording…", "Map", "Counters", "Clock"]
    assert len(texts) == len(set(texts)) > 10


def test_there_is_one_editor_and_it_goes_with_the_dialogs(action_room: ActionRoom) -> None:
    desk = action_room.wall_room.layouts
    action_room.put_wall("wall-1", HALL)
    action_room.actions.trigger("wall.edit")
    editor = _editor(action_room)
    action_room.actions.trigger("wall.edit")
    assert _editor(action_room) is editor
    assert [desk.is_open] == [False]
    editor.panel.shapes["9"].click()
    assert [desk.is_open] == [True]
    desk.hide()
    assert [editor.isVisible()] == [False]
    desk.show()
    assert [editor.isVisible()] == [True]
    desk.discard()
    assert desk.editor is None


def test_a_layout_of_a_newer_console_is_said_to_be_one(action_room: ActionRoom) -> None:
    action_room.made.put("scene", "s1", Scene(name="x", org="o", layout={"version": 9}))
    action_room.put_wall("wall-1", HALL)
    action_room.actions.trigger("wall.edit_scene")
    (dialog,) = action_room.window.findChildren(PickDialog)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert "newer version (9)" in _editor(action_room).line.text()


@pytest.mark.parametrize("id_", ["wall.edit", "wall.edit_scene"])
def test_who_may_save_no_scene_edits_none(action_room: ActionRoom, id_: str) -> None:
    action_room.situation.set_user(None)
    assert action_room.why_not(id_) == "Not your role"


def test_without_a_wall_there_is_nothing_to_edit(action_room: ActionRoom) -> None:
    assert action_room.why_not("wall.edit") == "The platform knows no such wall"
