"""Tours on a wall: several at once, resting and going on, giving way to what people put there."""

from __future__ import annotations

import pytest

from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.wall import RunningTour
from layouts.steps import position
from platform_backend.commands.executor import Executor
from tests.platform_backend.commands.hall import Silent
from tests.platform_backend.commands.wall_room import FOUR, LI, NINE, WallRoom, on


def runs(walls: WallRoom) -> dict[str, tuple[int, ...]]:
    return {run.tour: run.tiles for run in walls.wall().tours}


def the_run(walls: WallRoom) -> RunningTour:
    (run,) = walls.wall().tours
    return run


def test_a_tour_begins_now_on_its_tiles(walls: WallRoom) -> None:
    tour = walls.tour()
    walls.done(LI, "wall.show", tiles=on({1: "k9"}))
    walls.done(LI, "wall.tour", tour=tour, tiles=[2, 1])
    at = format_time(walls.hall.now)
    assert the_run(walls) == RunningTour(tour=tour, started_at=at, tiles=(2, 1), by_hand_at=at)
    # What stands beneath comes back in the end.
    walls.done(LI, "wall.tour", tour=tour, act="stop")
    assert (walls.wall().tours, walls.shown()) == ((), {1: "k9"})


def test_a_rest_is_not_counted(walls: WallRoom) -> None:
    tour = walls.tour()
    began = parse_time(walls.done(LI, "wall.tour", tour=tour, tiles=[1]).tours[0].started_at)
    walls.done(LI, "wall.tour", tour=tour, act="pause")
    paused = the_run(walls)
    assert (parse_time(paused.paused_at or ""), paused.rests_for) == (walls.hall.now, "person")
    walls.hall.now += 100.0
    # Who lets it rest again moves nothing.
    assert walls.done(LI, "wall.tour", tour=tour, act="pause").tours == (paused,)
    walls.done(LI, "wall.tour", tour=tour, act="resume")
    run = the_run(walls)
    rest = walls.hall.now - parse_time(paused.paused_at or "")
    assert parse_time(run.started_at) == pytest.approx(began + rest, abs=0.002)
    assert (run.paused_at, run.rests_for) == (None, "")
    assert parse_time(run.by_hand_at or "") == walls.hall.now


def test_what_does_not_run_cannot_be_paused(walls: WallRoom) -> None:
    tour = walls.tour("夜巡")
    for act in ("pause", "resume", "stop", "next", "previous"):
        error = walls.refused(LI, "wall.tour", tour=tour, act=act)
        assert (error.code, error.cause) == ("illegal_transition", "not_touring")
        assert error.details is not None
        assert error.details.name == "夜巡"


def shown(walls: WallRoom, dwells: tuple[float, ...]) -> int | None:
    """Which step stands on the wall, as every display reckons it."""
    run = the_run(walls)
    where = position(
        dwells,
        started_at=parse_time(run.started_at),
        now=walls.hall.now,
        paused_at=None if run.paused_at is None else parse_time(run.paused_at),
        tiles=max(1, len(run.tiles)),
    )
    return None if where is None else where.page


def test_a_tour_is_stepped_by_hand_and_goes_round(walls: WallRoom) -> None:
    lasting = (10.0, 10.0 / 3.0, 10.0)
    steps = [{"camera": f"k{n}", "dwell_s": dwell} for n, dwell in enumerate(lasting, start=1)]
    tour = walls.tour(dwell_s=10.0, steps=steps)
    walls.done(LI, "wall.tour", tour=tour, tiles=[1])
    walls.hall.now += 4.0
    pages = []
    for act in ("next", "next", "next", "previous", "previous"):
        walls.done(LI, "wall.tour", tour=tour, act=act)
        pages.append(shown(walls, lasting))
    assert pages == [1, 2, 0, 2, 1]
    # A step begun by hand stays nearly as long as any.
    walls.hall.now += lasting[1] - 0.3
    assert shown(walls, lasting) == 1
    walls.hall.now += 0.3
    assert shown(walls, lasting) == 2


@pytest.mark.parametrize("act", ["next", "previous"])
def test_a_clock_that_is_a_little_behind_shows_no_other_step(walls: WallRoom, act: str) -> None:
    lasting = (10.0,) * 4
    tour = walls.tour(dwell_s=10.0, steps=[{"camera": f"k{n}"} for n in (1, 2, 3, 4)])
    walls.done(LI, "wall.tour", tour=tour, tiles=[1])
    walls.hall.now += 25.0
    walls.done(LI, "wall.tour", tour=tour, act=act)
    at_the_platform = shown(walls, lasting)
    walls.hall.now -= 0.15
    assert shown(walls, lasting) == at_the_platform == {"next": 3, "previous": 1}[act]


def test_one_that_rests_is_stepped_and_rests_there(walls: WallRoom) -> None:
    tour = walls.tour(dwell_s=7.0 / 3.0 * 2.0, steps=[{"camera": f"k{n}"} for n in (1, 2, 3, 4)])
    lasting = (7.0 / 3.0 * 2.0,) * 4
    walls.done(LI, "wall.tour", tour=tour, tiles=[1, 2])
    walls.done(LI, "wall.tour", tour=tour, act="pause")
    before = the_run(walls)
    walls.hall.now += 100.0
    pages = []
    for act in ("next", "next", "previous"):
        walls.done(LI, "wall.tour", tour=tour, act=act)
        pages.append(shown(walls, lasting))
    assert pages == [1, 0, 1]
    run = the_run(walls)
    assert (run.paused_at, run.rests_for) == (before.paused_at, "person")
    walls.done(LI, "wall.tour", tour=tour, act="resume")
    walls.hall.now += lasting[0] - 0.3
    assert shown(walls, lasting) == 1


def test_tours_run_beside_each_other_on_other_tiles(walls: WallRoom) -> None:
    first, second = walls.tour("甲"), walls.tour("乙")
    walls.done(LI, "wall.tour", tour=first, tiles=[1, 2, 3])
    walls.done(LI, "wall.tour", tour=second, tiles=[4])
    assert runs(walls) == {first: (1, 2, 3), second: (4,)}
    # The later one takes the tiles it names.
    walls.done(LI, "wall.tour", tour=second, tiles=[3, 4])
    assert runs(walls) == {first: (1, 2), second: (3, 4)}
    walls.done(LI, "wall.tour", tour=first, act="stop", tiles=[1])
    assert runs(walls) == {first: (2,), second: (3, 4)}
    walls.done(LI, "wall.tour", tour=second, tiles=[2])
    assert runs(walls) == {second: (2,)}


def test_what_is_put_on_a_tile_ends_the_tour_there(walls: WallRoom) -> None:
    tour = walls.tour()
    walls.done(LI, "wall.tour", tour=tour, tiles=[1, 2, 3])
    walls.done(LI, "wall.show", tiles=on({2: "k9", 7: "k8"}))
    assert (runs(walls), walls.shown()) == ({tour: (1, 3)}, {2: "k9", 7: "k8"})
    walls.done(LI, "wall.clear", tiles=[1])
    assert runs(walls) == {tour: (3,)}
    walls.done(LI, "wall.show", tiles=[])
    assert runs(walls) == {tour: (3,)}
    walls.done(LI, "wall.show", tiles=on({3: ""}))
    assert runs(walls) == {}


def test_a_layout_leaves_tours_on_the_tiles_it_still_has(walls: WallRoom) -> None:
    first, second = walls.tour("甲"), walls.tour("乙")
    walls.done(LI, "wall.tour", tour=first, tiles=[1, 5])
    walls.done(LI, "wall.tour", tour=second, tiles=[6])
    walls.done(LI, "wall.show", tiles=[], layout=FOUR)
    assert runs(walls) == {first: (1,)}
    walls.done(LI, "wall.clear")
    assert runs(walls) == {}


def test_cameras_need_tiles_and_scenes_the_whole_wall(walls: WallRoom) -> None:
    cameras = walls.tour("甲")
    scenes = walls.tour("乙", steps=[{"scene": walls.scene()}])
    place = ("bad_request", "tour_place")
    assert walls.cause(LI, "wall.tour", tour=cameras) == place
    assert walls.cause(LI, "wall.tour", tour=scenes, tiles=[1]) == place
    assert walls.cause(LI, "wall.tour", tour=cameras, tiles=[1, 1]) == ("bad_request", "tile_twice")
    walls.done(LI, "wall.show", tiles=[], layout=FOUR)
    assert walls.cause(LI, "wall.tour", tour=cameras, tiles=[5]) == ("bad_request", "no_such_tile")
    walls.done(LI, "wall.tour", tour=cameras, tiles=[4])
    walls.done(LI, "wall.tour", tour=scenes)
    assert runs(walls) == {scenes: ()}


def test_who_changes_a_wall_of_scenes_keeps_the_one_he_sees(walls: WallRoom) -> None:
    first, second = walls.scene("甲"), walls.scene("乙", layout=FOUR, tiles=on({3: "k3", 4: "k4"}))
    tour = walls.tour("场景", dwell_s=10.0, steps=[{"scene": first}, {"scene": second, "dwell_s": 60.0}])
    walls.done(LI, "wall.show", tiles=on({9: "k9"}), layout=NINE)
    walls.done(LI, "wall.tour", tour=tour)
    walls.hall.now += 15.0
    # The second scene has four tiles: nine is none of them.
    assert walls.cause(LI, "wall.show", tiles=on({9: "k1"})) == ("bad_request", "no_such_tile")
    wall = walls.done(LI, "wall.show", tiles=on({1: "k1"}))
    assert (wall.layout, wall.tours, wall.scene) == (FOUR, (), None)
    assert walls.shown() == {1: "k1", 3: "k3", 4: "k4"}
    # Ended, it leaves what stood beneath.
    walls.done(LI, "wall.tour", tour=tour)
    walls.done(LI, "wall.tour", tour=tour, act="stop", tiles=[1])
    assert walls.shown() == {1: "k1", 3: "k3", 4: "k4"}


def test_where_time_is_sped_up_scenes_stay_as_long_as_people_need(walls: WallRoom) -> None:
    first, second = walls.scene("甲"), walls.scene("乙", layout=FOUR)
    tour = walls.tour("场景", dwell_s=10.0, steps=[{"scene": first}, {"scene": second}])
    hall = walls.hall
    hall.executor = Executor(site=hall.site, state_version=lambda _kind, _id: 1, audit=Silent(), rate=60.0)
    walls.done(LI, "wall.tour", tour=tour)
    hall.now += 500.0
    assert walls.done(LI, "wall.show", tiles=on({1: "k1"})).layout == NINE
    walls.done(LI, "wall.tour", tour=tour)
    hall.now += 700.0
    assert walls.done(LI, "wall.show", tiles=on({1: "k1"})).layout == FOUR


def test_a_borrowed_wall_comes_back_with_its_tours(walls: WallRoom) -> None:
    first, second, third = walls.tour("甲"), walls.tour("乙"), walls.tour("丙")
    for tile, tour in enumerate((first, second, third), start=1):
        walls.done(LI, "wall.tour", tour=tour, tiles=[tile])
    walls.done(LI, "wall.tour", tour=third, act="pause")
    before = walls.wall()
    walls.done(LI, "wall.show", tiles=on({1: "k9", 3: "k8"}), incident="i1")
    borrowed_at = walls.hall.now
    assert runs(walls) == {second: (2,)}
    walls.hall.now += 50.0
    wall = walls.done(LI, "wall.show", tiles=[], restore=True)
    assert (wall.previous_tours, wall.tiles) == ((), before.tiles)
    one, two, three = wall.tours
    # The one that ran on is where it is, the one that gave way goes on where it was, the third rests on.
    assert (two, three) == before.tours[1:]
    rested = walls.hall.now - borrowed_at
    assert parse_time(one.started_at) == pytest.approx(
        parse_time(before.tours[0].started_at) + rested, abs=0.002
    )
    assert one.paused_at is None


def test_a_wall_of_scenes_is_borrowed_and_goes_on_with_the_scene_it_had(walls: WallRoom) -> None:
    first, second = walls.scene("甲"), walls.scene("乙", layout=FOUR, tiles=on({3: "k3"}))
    tour = walls.tour("场景", dwell_s=10.0, steps=[{"scene": first}, {"scene": second}])
    before = walls.done(LI, "wall.show", tiles=on({9: "k9"}))
    walls.done(LI, "wall.tour", tour=tour)
    began = the_run(walls)
    walls.hall.now += 14.0
    lent = walls.done(LI, "wall.show", tiles=on({1: "k1"}), incident="i1")
    # The incident's camera stands in the scene that was just shown; the wall's own is kept.
    assert (walls.shown(), lent.layout) == ({1: "k1", 3: "k3"}, FOUR)
    assert (lent.previous, lent.previous_layout) == (before.tiles, None)
    borrowed_at = walls.hall.now
    walls.hall.now += 300.0
    wall = walls.done(LI, "wall.show", tiles=[], restore=True)
    assert (wall.tiles, wall.layout) == (before.tiles, None)
    shift = walls.hall.now - borrowed_at
    assert parse_time(the_run(walls).started_at) == pytest.approx(
        parse_time(began.started_at) + shift, abs=0.002
    )
