"""What is put on walls: contents, layouts, scenes, borrowing and giving back."""

from __future__ import annotations

from typing import Any

from tests.platform_backend.commands.wall_room import FOUR, LI, NINE, STREET, STREETS_WALL, WallRoom, on
from tests.platform_backend.conftest import Running
from tests.platform_backend.consoles import Frame, TestConsole

WALL_1 = "wall-1"


async def show(one: TestConsole, cameras: dict[int, str], incident: str | None = None) -> Frame:
    tiles = [{"tile": tile, "camera": camera, "stream": "sub"} for tile, camera in cameras.items()]
    more = {} if incident is None else {"incident": incident}
    result = await one.command("wall.show", WALL_1, tiles=tiles, **more)
    assert result["ok"], result
    event = await one.next(lambda f: f["type"] == "event" and f["id"] == WALL_1 and f["ver"] == result["ver"])
    data: Frame = event["data"]
    return data


def shown(tiles: list[Frame]) -> dict[int, str]:
    return {tile["tile"]: tile["camera"] for tile in tiles}


async def test_a_districts_wall_is_borrowed_and_given_back_over_a_real_connection(running: Running) -> None:
    incidents = [held.id for held in running.platform.log.topics["incidents"].view.values()][:2]
    async with running.console() as one:
        await one.subscribe("walls")
        (wall,) = [item for item in await one.snapshot("walls") if item["id"] == WALL_1]
        before = shown(wall["data"]["tiles"])
        assert sorted(before) == list(range(1, 17))
        first = await show(one, {1: before[5]}, incidents[0])
        assert shown(first["previous"]) == before
        second = await show(one, {2: before[6]}, incidents[1])
        assert shown(second["previous"]) == before
        back = await show(one, before)
        assert shown(back["tiles"]) == before
        assert (back["previous"], back["incident"]) == ([], None)


def test_named_tiles_change_and_the_others_stay(walls: WallRoom) -> None:
    walls.done(LI, "wall.show", tiles=on({1: "k1", 3: "k3"}))
    wall = walls.done(LI, "wall.show", tiles=on({2: "k2", 1: "k4"}))
    assert walls.shown() == {1: "k4", 2: "k2", 3: "k3"}
    assert [tile.tile for tile in wall.tiles] == [1, 2, 3]


def test_a_layout_gives_the_wall_other_tiles(walls: WallRoom) -> None:
    walls.done(LI, "wall.show", tiles=on({1: "k1", 9: "k9"}))
    wall = walls.done(LI, "wall.show", tiles=on({4: "k4"}), layout=FOUR)
    assert wall.layout == FOUR
    # What stood where no tile is any more is gone.
    assert walls.shown() == {1: "k1", 4: "k4"}
    error = walls.refused(LI, "wall.show", tiles=on({5: "k5"}))
    assert (error.cause, error.details and error.details.name) == ("no_such_tile", "5")


def test_an_incident_borrows_layout_and_tiles_and_restoring_brings_both_back(walls: WallRoom) -> None:
    before = walls.done(LI, "wall.show", tiles=on({1: "k1", 9: "k9"}))
    lent = walls.done(LI, "wall.show", tiles=on({2: "k2"}), incident="i1", layout=FOUR)
    assert (lent.incident, lent.previous, lent.previous_layout) == ("i1", before.tiles, None)
    again = walls.done(LI, "wall.show", tiles=on({3: "k3"}), incident="i2")
    assert (again.incident, again.previous) == ("i2", before.tiles)
    assert walls.done(LI, "wall.show", tiles=[], restore=True) == before
    assert walls.cause(LI, "wall.show", tiles=[], restore=True) == ("illegal_transition", "not_borrowed")


def test_showing_something_else_gives_a_borrowed_wall_back_too(walls: WallRoom) -> None:
    walls.done(LI, "wall.show", tiles=on({1: "k1"}))
    walls.done(LI, "wall.show", tiles=on({1: "k2"}), incident="i1")
    wall = walls.done(LI, "wall.show", tiles=on({1: "k3"}))
    assert (wall.incident, wall.previous) == (None, ())
    assert walls.cause(LI, "wall.show", tiles=[], incident="none") == ("forbidden", "scope")


def test_a_scene_puts_its_layout_and_all_its_tiles_on_the_wall(walls: WallRoom) -> None:
    scene = walls.scene()
    walls.done(LI, "wall.show", tiles=on({5: "k5"}), incident="i1")
    wall = walls.done(LI, "wall.scene", scene=scene)
    assert (wall.layout, wall.scene, wall.incident, wall.previous) == (NINE, scene, None, ())
    assert walls.shown() == {1: "k1", 2: "k2"}
    # As long as nothing else is put there.
    assert walls.done(LI, "wall.show", tiles=[]).scene == scene
    assert walls.done(LI, "wall.show", tiles=on({3: "k3"})).scene is None
    assert walls.cause(LI, "wall.scene", scene="none") == ("forbidden", "scope")


def test_another_layout_alone_leaves_on_the_tiles_what_stands_there(walls: WallRoom) -> None:
    walls.done(LI, "wall.show", tiles=on({1: "k1", 5: "k5", 9: "k9"}), layout=NINE)
    wall = walls.done(LI, "wall.show", tiles=[], layout=FOUR)
    assert (wall.layout, walls.shown()) == (FOUR, {1: "k1"})


def test_another_layout_alone_leaves_what_a_tour_of_scenes_shows(walls: WallRoom) -> None:
    walls.done(LI, "wall.show", tiles=on({1: "k9"}))
    walls.done(LI, "wall.tour", tour=walls.tour(steps=[{"scene": walls.scene()}]))
    wall = walls.done(LI, "wall.show", tiles=[], layout=FOUR)
    assert (wall.tours, wall.scene, walls.shown()) == ((), None, {1: "k1", 2: "k2"})


def test_a_borrowed_wall_comes_back_with_its_scene(walls: WallRoom) -> None:
    before = walls.done(LI, "wall.scene", scene=walls.scene())
    assert walls.done(LI, "wall.show", tiles=on({1: "k9"}), incident="i1").previous_scene == before.scene
    assert walls.done(LI, "wall.show", tiles=[], restore=True) == before


def test_tiles_are_cleared_by_number_or_all(walls: WallRoom) -> None:
    walls.done(LI, "wall.show", tiles=on({1: "k1", 2: "k2", 3: "k3"}), layout=NINE)
    walls.done(LI, "wall.clear", tiles=[2])
    assert walls.shown() == {1: "k1", 3: "k3"}
    assert walls.cause(LI, "wall.clear", tiles=[10]) == ("bad_request", "no_such_tile")
    wall = walls.done(LI, "wall.clear")
    assert (wall.tiles, wall.layout) == ((), NINE)


def test_who_does_not_see_a_wall_cannot_touch_it(walls: WallRoom) -> None:
    scene = walls.scene()
    tour = walls.tour()
    asked: dict[str, dict[str, Any]] = {
        "wall.show": {"tiles": []},
        "wall.scene": {"scene": scene},
        "wall.tour": {"tour": tour, "tiles": [1]},
        "wall.take": {},
        "wall.clear": {},
        "wall.lock": {"locked": True},
        "wall.pin": {"alarm": "x"},
    }
    for name, args in asked.items():
        assert walls.cause(STREET, name, **args) == ("forbidden", "scope"), name
    walls.done(STREET, "wall.show", STREETS_WALL, tiles=on({1: "k1"}))
    assert walls.cause(STREET, "wall.scene", STREETS_WALL, scene=scene) == ("forbidden", "scope")
