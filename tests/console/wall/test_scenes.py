"""Scenes go to the wall, are kept from it, and nobody's change is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit

from backend_client.protocol.wall import Scene, Wall, WallTile
from backend_client.protocol.wall_args import SceneSave, WallScene, WallShow
from console.commands.dispatching import CommandRefused
from layouts.document import encode
from layouts.shapes import equal, usual
from tests.console.action_room import ActionRoom
from widgets.dispatch.form_dialog import FormDialog
from widgets.wall.pick_dialog import PickDialog

TILES = (WallTile(tile=1, camera="c1"),)
RUSH = Scene(name="早高峰", org="o", layout=encode(usual("4")), tiles=TILES, by="Li")


def form(room: ActionRoom) -> FormDialog:
    (found,) = [each for each in room.window.findChildren(FormDialog) if each.isVisible()]
    return found


def choose(dialog: FormDialog, index: int) -> None:
    dialog.findChildren(QComboBox)[0].setCurrentIndex(index)


def test_a_scene_is_found_by_its_initials_and_put_on_the_wall(action_room: ActionRoom) -> None:
    action_room.put_wall("wall-1", Wall(name="Hall", org="o"))
    action_room.made.put("scene", "s1", RUSH)
    action_room.actions.trigger("wall.scene")
    (dialog,) = action_room.window.findChildren(PickDialog)
    QTest.keyClicks(dialog.filter, "zgf")
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert action_room.commands.given == [("wall.scene", "wall-1", WallScene(scene="s1"))]


def test_the_wall_is_kept_as_a_new_scene(action_room: ActionRoom) -> None:
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", tiles=TILES))
    action_room.actions.trigger("wall.save_scene")
    dialog = form(action_room)
    dialog.findChildren(QLineEdit)[0].setText("Night")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert action_room.commands.given == [
        ("scene.save", None, SceneSave(name="Night", layout=encode(equal(4)), tiles=TILES))
    ]
    assert action_room.commands.versions == [None]


def test_the_scene_that_is_shown_is_saved_over_on_the_version_that_was_seen(action_room: ActionRoom) -> None:
    action_room.made.put("scene", "s1", RUSH)
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", tiles=TILES, layout=RUSH.layout, scene="s1"))
    action_room.actions.trigger("wall.save_scene")
    QTest.keyClick(form(action_room), Qt.Key.Key_Return)
    ((name, target, _),) = action_room.commands.given
    assert (name, target) == ("scene.save", "s1")
    assert action_room.commands.versions == [1]


def test_who_was_second_is_told_and_decides_in_one_step(action_room: ActionRoom) -> None:
    action_room.made.put("scene", "s1", RUSH)
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", tiles=TILES, layout=RUSH.layout, scene="s1"))
    action_room.actions.trigger("wall.save_scene")
    first = form(action_room)
    QTest.keyClick(first, Qt.Key.Key_Return)
    first.close()
    action_room.made.change("scene", "s1", by="Wang", saved_at="2026-07-01T08:00:00.000Z")
    action_room.commands.command_refused.emit(
        CommandRefused("scene.save", "s1", "changed", key="key-1", batch="")
    )
    dialog = form(action_room)
    assert any("was changed by Wang" in label.text() for label in dialog.findChildren(QLabel))
    choose(dialog, 1)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert action_room.commands.given[-1][:2] == ("scene.save", "s1")
    assert action_room.commands.versions[-1] == 2


def test_a_layout_alone_is_kept_as_a_new_one_and_leaves_the_tiles_as_they_are(
    action_room: ActionRoom,
) -> None:
    action_room.made.put("scene", "s1", RUSH)
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", tiles=TILES, layout=RUSH.layout, scene="s1"))
    action_room.actions.trigger("wall.save_scene")
    dialog = form(action_room)
    dialog.findChildren(QLineEdit)[0].setText("Four")
    dialog.findChildren(QCheckBox)[0].click()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    alone = SceneSave(name="Four", layout=RUSH.layout)
    assert action_room.commands.given == [("scene.save", None, alone)]
    action_room.made.put("scene", "s2", Scene(name="Four", org="o", layout=RUSH.layout))
    action_room.wall_room.scenes.put("s2")
    assert action_room.commands.given[1:] == [("wall.show", "wall-1", WallShow(tiles=(), layout=RUSH.layout))]


def test_layouts_are_listed_as_such(action_room: ActionRoom) -> None:
    action_room.put_wall("wall-1", Wall(name="Hall", org="o"))
    action_room.made.put("scene", "s1", RUSH)
    action_room.made.put("scene", "s2", Scene(name="Four", org="o", layout=RUSH.layout, by="Li"))
    action_room.actions.trigger("wall.scene")
    (dialog,) = action_room.window.findChildren(PickDialog)
    QTest.keyClicks(dialog.filter, "only")
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    ((name, _, _),) = action_room.commands.given
    assert name == "wall.show"


def test_a_refusal_for_another_reason_asks_nothing(action_room: ActionRoom) -> None:
    action_room.made.put("scene", "s1", RUSH)
    action_room.wall_room.scenes.save(
        scene="s1", ver=1, args=SceneSave(name="x", layout=RUSH.layout, tiles=())
    )
    action_room.commands.command_refused.emit(
        CommandRefused("scene.save", "s1", "not allowed", key="key-1", batch="")
    )
    assert action_room.window.findChildren(FormDialog) == []
