"""Tours are started, rest, go on, are stepped and end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from backend_client.protocol.times import format_time
from backend_client.protocol.wall import RunningTour, Tour, TourStep, Wall, WallTile
from backend_client.protocol.wall_args import TourAct, WallTour
from console.wall.tours import tile_numbers
from tests.console.action_room import ActionRoom
from widgets.dispatch.form_dialog import FormDialog
from widgets.wall.pick_dialog import PickDialog

BEGAN = "2026-07-01T08:00:00.000Z"
CAMERAS = Tour(name="街道轮巡", org="o", dwell_s=10.0, steps=(TourStep(camera="c1"), TourStep(camera="c2")))
SCENES = Tour(name="场景轮巡", org="o", dwell_s=30.0, steps=(TourStep(scene="s1"),))


@pytest.fixture
def room(action_room: ActionRoom) -> ActionRoom:
    action_room.made.put("tour", "t1", CAMERAS)
    action_room.made.put("tour", "t2", SCENES)
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", tiles=(WallTile(tile=1, camera="c4"),)))
    return action_room


def pick(room: ActionRoom, typed: str) -> None:
    dialog = next(each for each in room.window.findChildren(PickDialog) if each.isVisible())
    QTest.keyClicks(dialog.filter, typed)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)


def answer(room: ActionRoom, *lines: str) -> None:
    dialog = next(each for each in room.window.findChildren(FormDialog) if each.isVisible())
    for edit, text in zip(dialog.findChildren(QLineEdit), lines, strict=False):
        edit.setText(text)
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_one_of_cameras_starts_on_the_tiles_that_are_named(room: ActionRoom) -> None:
    room.actions.trigger("wall.tour")
    pick(room, "jdlx")
    answer(room, "2-4")
    assert room.commands.given == [("wall.tour", "wall-1", WallTour(tour="t1", tiles=(2, 3, 4)))]


def test_one_of_scenes_starts_on_the_whole_wall(room: ActionRoom) -> None:
    room.actions.trigger("wall.tour")
    pick(room, "cjlx")
    assert room.commands.given == [("wall.tour", "wall-1", WallTour(tour="t2"))]


def test_what_runs_rests_goes_on_and_ends(room: ActionRoom) -> None:
    assert room.why_not("wall.tour_pause") == "No tour runs on the wall"
    running = RunningTour(tour="t1", started_at=BEGAN, tiles=(2,))
    room.put_wall("wall-1", Wall(name="Hall", org="o", tours=(running,)))
    room.actions.trigger("wall.tour_pause")
    resting = RunningTour(tour="t1", started_at=BEGAN, tiles=(2,), paused_at=BEGAN, rests_for="person")
    room.put_wall("wall-1", Wall(name="Hall", org="o", tours=(resting,)))
    assert room.actions.action("wall.tour_pause").text == "Let the tour go on"
    room.actions.trigger("wall.tour_pause")
    room.actions.trigger("wall.tour_stop")
    assert [args.act for _, _, args in room.commands.given if isinstance(args, WallTour)] == [
        TourAct.PAUSE,
        TourAct.RESUME,
        TourAct.STOP,
    ]


def test_what_runs_is_stepped_and_its_step_told(room: ActionRoom) -> None:
    assert room.why_not("wall.tour_next") == "No tour runs on the wall"
    told: list[str] = []
    room.wall_room.told.connect(told.append)
    began = room.made.now()

    def stands(started: float, *, paused: bool = False) -> None:
        paused_at = format_time(room.made.now()) if paused else None
        run = RunningTour(tour="t1", started_at=format_time(started), tiles=(2,), paused_at=paused_at)
        room.put_wall("wall-1", Wall(name="Hall", org="o", tours=(run,)))

    stands(began - 1.0)
    room.actions.trigger("wall.tour_next")
    assert told == []  # not before the platform says so
    stands(began - 9.0)  # this desk's clock is a second behind the platform's
    room.actions.trigger("wall.tour_previous")
    stands(began - 1.0, paused=True)
    assert told == ["街道轮巡: step 2 of 2", "街道轮巡: step 1 of 2"]
    assert [args.act for _, _, args in room.commands.given if isinstance(args, WallTour)] == [
        TourAct.NEXT,
        TourAct.PREVIOUS,
    ]
    assert room.commands.not_after == [10.0, 10.0]
    room.put_wall("wall-1", Wall(name="Hall", org="o"))
    assert len(told) == 2


@pytest.mark.parametrize(
    ("written", "read"),
    [("3", (3,)), ("1-4, 7", (1, 2, 3, 4, 7)), ("4，2–3", (4, 2, 3)), ("0-2 2", (1, 2)), ("no", ())],
)
def test_tiles_are_written_as_people_write_them(written: str, read: tuple[int, ...]) -> None:
    assert tile_numbers(written) == read
