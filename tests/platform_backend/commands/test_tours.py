"""Tours are saved with their steps and times, guarded, and deleted when they run nowhere."""

from __future__ import annotations

from typing import Any

import pytest

from backend_client.protocol.wall import Tour, TourStep, TourTimes
from tests.platform_backend.commands.wall_room import FOUR, LI, WALL, WANG, WallRoom

TIMES = {"wall": WALL, "days": [1, 5], "since": "08:30", "until": "09:30", "tiles": [1, 2]}


def save(walls: WallRoom, **args: Any) -> tuple[str, str]:
    steps = [{"camera": "k1"}]
    return walls.cause(LI, "tour.save", None, **{"name": "新", "dwell_s": 5.0, "steps": steps, **args})


def test_a_new_tour_has_what_was_saved(walls: WallRoom) -> None:
    steps = [{"camera": "k1", "preset": 3, "dwell_s": 30.0}, {"camera": "k2"}]
    tour = walls.kept(Tour, walls.tour("夜巡", steps=steps, times=[TIMES], pause_on_alarm=False))
    assert tour.steps == (TourStep(camera="k1", preset=3, dwell_s=30.0), TourStep(camera="k2"))
    assert tour.times == (TourTimes(wall=WALL, days=(1, 5), since="08:30", until="09:30", tiles=(1, 2)),)
    assert (tour.name, tour.dwell_s, tour.pause_on_alarm, tour.by) == ("夜巡", 10.0, False, "li")


@pytest.mark.parametrize(
    ("args", "refusal"),
    [
        ({"steps": []}, ("bad_request", "malformed")),
        ({"dwell_s": 2.9}, ("bad_request", "malformed")),
        ({"steps": [{"camera": "k1", "dwell_s": 2.9}]}, ("bad_request", "dwell")),
        ({"steps": [{"camera": "k1", "dwell_s": -1.0}]}, ("bad_request", "dwell")),
        ({"steps": [{"camera": "k1", "dwell_s": 86_401.0}]}, ("bad_request", "dwell")),
        ({"steps": [{}]}, ("bad_request", "tour_steps")),
        ({"steps": [{"camera": "none"}]}, ("forbidden", "scope")),
        ({"steps": [{"camera": "k1", "preset": 9}]}, ("bad_request", "no_preset")),
        ({"steps": [{"scene": "none"}]}, ("forbidden", "scope")),
        ({"times": [{**TIMES, "tiles": []}]}, ("bad_request", "tour_place")),
        ({"times": [{**TIMES, "tiles": [0]}]}, ("bad_request", "no_tile")),
        ({"times": [{**TIMES, "days": [8]}]}, ("bad_request", "timetable")),
        ({"times": [{**TIMES, "days": [1, 1]}]}, ("bad_request", "timetable")),
        ({"times": [{**TIMES, "since": "24:00"}]}, ("bad_request", "timetable")),
        ({"times": [{**TIMES, "until": "9:30"}]}, ("bad_request", "timetable")),
        ({"times": [{**TIMES, "wall": "none"}]}, ("forbidden", "scope")),
    ],
)
def test_what_cannot_run_is_not_saved(
    walls: WallRoom, args: dict[str, Any], refusal: tuple[str, str]
) -> None:
    assert save(walls, **args) == refusal


def test_cameras_and_scenes_are_not_mixed(walls: WallRoom) -> None:
    scene = walls.scene()
    assert save(walls, steps=[{"camera": "k1"}, {"scene": scene}])[1] == "tour_steps"
    assert save(walls, steps=[{"camera": "k1", "scene": scene}])[1] == "tour_steps"
    assert save(walls, steps=[{"scene": scene}], times=[TIMES])[1] == "tour_place"
    walls.tour("场景", steps=[{"scene": scene}], times=[{**TIMES, "tiles": []}])


def test_two_who_edit_do_not_overwrite_each_other(walls: WallRoom) -> None:
    id_ = walls.tour()
    args: dict[str, Any] = {"name": "巡", "dwell_s": 9.0, "steps": [{"camera": "k9"}]}
    assert walls.cause(WANG, "tour.save", id_, **args) == ("bad_request", "unguarded")
    walls.saved(WANG, "tour.save", id_, expect_ver=1, **args)
    error = walls.refused(LI, "tour.save", id_, expect_ver=1, **args)
    assert (error.code, error.by) == ("version_conflict", "wang")


def test_nobody_arranges_what_begins_by_itself_on_anothers_wall(walls: WallRoom) -> None:
    id_ = walls.tour("巡", times=[TIMES])
    walls.sign_in(WANG)
    walls.done(WANG, "wall.take")
    assert save(walls, times=[TIMES]) == ("illegal_transition", "wall_held")
    # What was arranged before may stay, whatever else is changed, and whatever the wall's tiles are now.
    walls.done(WANG, "wall.show", tiles=[], layout=FOUR)
    args = {"name": "巡", "dwell_s": 20.0, "steps": [{"camera": "k1"}]}
    walls.saved(LI, "tour.save", id_, expect_ver=1, times=[TIMES], **args)
    walls.saved(LI, "tour.save", id_, expect_ver=2, **args)


def test_a_tour_that_runs_is_neither_deleted_nor_turned_into_one_of_scenes(walls: WallRoom) -> None:
    id_, scene = walls.tour(), walls.scene()
    walls.done(LI, "wall.tour", tour=id_, tiles=[1])
    assert walls.cause(LI, "tour.delete", id_) == ("illegal_transition", "in_use")
    args: dict[str, Any] = {"name": "巡", "dwell_s": 9.0}
    steps = [{"scene": scene}]
    assert walls.cause(LI, "tour.save", id_, expect_ver=1, steps=steps, **args)[1] == "in_use"
    walls.saved(LI, "tour.save", id_, expect_ver=1, steps=[{"camera": "k2"}], **args)
    # It will go on when the wall is given back.
    walls.done(LI, "wall.show", tiles=[{"tile": 1, "camera": "k9"}], incident="i1")
    assert walls.wall().tours == ()
    assert walls.cause(LI, "tour.delete", id_)[1] == "in_use"
    walls.done(LI, "wall.show", tiles=[])
    walls.saved(LI, "tour.save", id_, expect_ver=2, steps=steps, **args)
    assert walls.ask(LI, "tour.delete", id_).ok
    assert walls.cause(LI, "wall.tour", tour=id_) == ("forbidden", "scope")
