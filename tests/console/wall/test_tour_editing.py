"""Tours are made and changed in one form, and nothing that was written is lost."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from backend_client.protocol.ptz import Preset
from backend_client.protocol.wall import Scene, TileKind, Tour, TourStep, TourTimes, Wall, WallTile
from backend_client.protocol.wall_args import TourSave
from console.commands.dispatching import CommandRefused
from layouts.document import encode
from layouts.shapes import usual
from tests.console.action_room import ActionRoom
from tests.console.desk import camera_at
from widgets.dispatch.form_dialog import FormDialog
from widgets.wall.pick_dialog import PickDialog
from widgets.wall.step_source import Part
from widgets.wall.tour_dialog import TourDialog

CLOCK = WallTile(tile=1, camera="", kind=TileKind.CLOCK)
CTRL = Qt.KeyboardModifier.ControlModifier
ONE, TWO, THREE = TourStep(camera="c1", preset=4), TourStep(camera="c2", dwell_s=30.0), TourStep(camera="c3")
DAYS = TourTimes(wall="wall-1", days=(1, 2), since="08:00", until="12:00", tiles=(2, 3))
NIGHTS = TourTimes(wall="wall-2", days=(7,), since="22:00", until="06:00", tiles=(1,))
TOUR = Tour(name="街道轮巡", org="o", dwell_s=10.0, steps=(ONE, TWO, THREE), times=(DAYS, NIGHTS))


@pytest.fixture
def room(action_room: ActionRoom) -> ActionRoom:
    action_room.made.put("tour", "t1", TOUR)
    action_room.made.put(
        "scene", "s1", Scene(name="早高峰", org="o", layout=encode(usual("4")), tiles=(CLOCK,))
    )
    # A layout alone shows nothing, so that no tour needs it.
    action_room.made.put("scene", "s2", Scene(name="四格", org="o", layout=encode(usual("4"))))
    action_room.made.put("camera", "c1", replace(camera_at(1), presets=(Preset(number=4, name="路口"),)))
    action_room.put_wall("wall-2", Wall(name="Hall 2", org="o"))
    tiles = (WallTile(tile=3, camera="c5"), WallTile(tile=1, camera="c4"), WallTile(tile=2, camera="c5"))
    action_room.put_wall("wall-1", Wall(name="Hall 1", org="o", tiles=tiles, layout=encode(usual("4"))))
    return action_room


def form(room: ActionRoom) -> TourDialog:
    return next(each for each in room.window.findChildren(TourDialog) if each.isVisible())


def edit(room: ActionRoom) -> TourDialog:
    room.actions.trigger("wall.edit_tour")
    dialog = next(each for each in room.window.findChildren(PickDialog) if each.isVisible())
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    return form(room)


def keep(dialog: TourDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)


def kept(**changed: object) -> TourSave:
    same = {"name": TOUR.name, "dwell_s": 10.0, "steps": TOUR.steps, "times": TOUR.times}
    return TourSave(**(same | changed))  # type: ignore[arg-type]


def test_what_is_left_as_it_is_stays_so(room: ActionRoom) -> None:
    keep(edit(room))
    assert room.commands.given == [("tour.save", "t1", kept())]
    assert room.commands.versions == [1]


def test_all_of_a_tour_is_changed(room: ActionRoom) -> None:
    dialog = edit(room)
    dialog.name.setText("Nachts")
    dialog.dwell.setText("8")
    dialog.pause.click()
    dialog.steps.choose(1, dwell=False)
    QTest.keyClick(dialog.steps.list, Qt.Key.Key_Delete)
    dialog.times.list.setCurrentRow(1)
    dialog.times.remove.click()
    dialog.times.tiles.setText("4")
    dialog.times.tiles.textEdited.emit("4")
    keep(dialog)
    times = (replace(DAYS, tiles=(4,)),)
    wanted = kept(name="Nachts", dwell_s=8.0, steps=(ONE, THREE), pause_on_alarm=False, times=times)
    assert room.commands.given == [("tour.save", "t1", wanted)]


def test_cameras_come_from_the_search_the_wall_and_the_marked_ones(room: ActionRoom) -> None:
    room.favourites = ("c6", "gone", "c2")
    room.actions.trigger("wall.save_tour")
    dialog = form(room)
    dialog.name.setText("Mine")
    assert dialog.source.part is Part.WALL
    dialog.source.add_all.click()
    dialog.source.show_part(Part.MARKED)
    dialog.source.add_all.click()
    dialog.source.show_part(Part.ALL)
    QTest.keyClicks(dialog.source.filter, "sfl3h")
    assert "3" in dialog.source.list.item(0).text()
    QTest.keyClick(dialog.source.filter, Qt.Key.Key_Return)
    keep(dialog)
    ((name, target, args),) = room.commands.given
    assert (name, target) == ("tour.save", None)
    assert isinstance(args, TourSave)
    assert [step.camera for step in args.steps] == ["c4", "c5", "c6", "c2", "c3"]
    assert room.commands.versions == [None]


def test_scenes_are_steps_too(room: ActionRoom) -> None:
    room.actions.trigger("wall.save_tour")
    dialog = form(room)
    dialog.name.setText("Mine")
    dialog.source.show_part(Part.SCENES)
    QTest.keyClick(dialog.source.filter, Qt.Key.Key_Return)
    assert dialog.steps.list.item(0).text() == "1   早高峰"
    keep(dialog)
    assert room.commands.given[0][2] == TourSave(name="Mine", dwell_s=15.0, steps=(TourStep(scene="s1"),))


def test_presets_and_tiles_are_those_that_there_are(room: ActionRoom) -> None:
    dialog = edit(room)
    dialog.steps.choose(0, dwell=False)
    assert dialog.steps.preset.currentText() == "4  路口"
    dialog.times.tiles.setText("1-5")
    dialog.times.tiles.textEdited.emit("1-5")
    assert any(label.text() == "The wall has no tile 5" for label in dialog.findChildren(QLabel))
    # A wall without a layout may have any.
    dialog.times.list.setCurrentRow(1)
    dialog.times.tiles.setText("250")
    dialog.times.tiles.textEdited.emit("250")
    assert [line.startswith("!") for line in rows(dialog)] == [True, False]


def rows(dialog: TourDialog) -> list[str]:
    listed = dialog.times.list
    return [listed.item(row).text() for row in range(listed.count())]


def test_the_wall_that_commands_are_for_is_the_first(room: ActionRoom) -> None:
    room.wall_room.target.aim("wall-2")
    room.actions.trigger("wall.save_tour")
    dialog = form(room)
    dialog.times.add.click()
    assert dialog.times.times[0].wall == "wall-2"


def test_who_was_second_is_asked_in_one_step(room: ActionRoom) -> None:
    keep(edit(room))
    room.made.change("tour", "t1", by="Wang")
    room.commands.command_refused.emit(CommandRefused("tour.save", "t1", "changed", key="key-1", batch=""))
    (dialog,) = [each for each in room.window.findChildren(FormDialog) if each.isVisible()]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert room.commands.given[-1] == ("tour.save", None, kept())


def test_what_is_refused_is_asked_again_with_all_that_was_written(room: ActionRoom) -> None:
    dialog = edit(room)
    dialog.name.setText("Nachts")
    keep(dialog)
    reason = "Held by Wang"
    room.commands.command_refused.emit(CommandRefused("tour.save", "t1", reason, key="key-1", batch=""))
    again = form(room)
    assert any(label.text() == reason for label in again.findChildren(QLabel))
    keep(again)
    assert room.commands.given[-1] == ("tour.save", "t1", kept(name="Nachts"))
    assert room.commands.versions[-1] == 1


def test_one_that_is_gone_is_not_asked_about(room: ActionRoom) -> None:
    room.actions.trigger("wall.edit_tour")
    room.made.delete("tour", "t1")
    dialog = next(each for each in room.window.findChildren(PickDialog) if each.isVisible())
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert room.window.findChildren(TourDialog) == []
