"""What a wall shows follows from its tiles, its tours and the clock."""

from __future__ import annotations

from backend_client.picture import Entry
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import RunningTour, Scene, Tour, TourStep, Wall, WallTile
from console.wall.programme import programme

BEGAN = 1_700_000_000.0
CAMERAS = Tour(
    name="Crossings",
    org="o",
    dwell_s=10.0,
    steps=tuple(TourStep(camera=f"c{number}") for number in range(1, 6)),
)
SCENES = Tour(
    name="Day", org="o", dwell_s=20.0, steps=(TourStep(scene="s1"), TourStep(scene="s2", dwell_s=5.0))
)


def put(data: Scene | Tour, id_: str) -> Entry:  # type: ignore[type-arg]
    return Entry(id=id_, ver=1, data=data)


def scene(name: str, *cameras: str) -> Scene:
    tiles = tuple(WallTile(tile=number, camera=camera) for number, camera in enumerate(cameras, start=1))
    return Scene(name=name, org="o", layout={"version": 1, "name": name}, tiles=tiles)


TOURS = {"t1": put(CAMERAS, "t1"), "t2": put(SCENES, "t2")}
KEPT = {"s1": put(scene("Rush", "c1", "c2"), "s1"), "s2": put(scene("Night", "c3"), "s2")}
BENEATH = (WallTile(tile=1, camera="c8"), WallTile(tile=2, camera="c9"))


def wall(*tours: RunningTour) -> Wall:
    return Wall(name="Hall", org="o", tiles=BENEATH, tours=tours)


def running(tour: str, *tiles: int, paused_s: float | None = None) -> RunningTour:
    return RunningTour(
        tour=tour,
        started_at=format_time(BEGAN),
        tiles=tiles,
        paused_at=None if paused_s is None else format_time(BEGAN + paused_s),
        rests_for="" if paused_s is None else "person",
    )


def test_without_tours_a_wall_shows_its_own_tiles() -> None:
    found = programme(wall(), scenes={}, tours={}, now=BEGAN)
    assert [tile.camera for tile in found.tiles.values()] == ["c8", "c9"]
    assert (found.following, found.tours, found.changes_in_s) == ({}, (), None)


def test_cameras_take_turns_on_their_tiles_and_the_next_ones_are_known() -> None:
    found = programme(wall(running("t1", 2, 3)), scenes={}, tours=TOURS, now=BEGAN + 12.5)
    assert {number: tile.camera for number, tile in found.tiles.items()} == {1: "c8", 2: "c3", 3: "c4"}
    assert {number: tile.camera for number, tile in found.following.items()} == {2: "c5", 3: "c1"}
    assert found.changes_in_s == 7.5
    (tour,) = found.tours
    assert (tour.name, tour.page, tour.pages, tour.left_s) == ("Crossings", 2, 3, 7.5)


def test_where_a_district_is_sped_up_peoples_seconds_count() -> None:
    found = programme(wall(running("t1", 2, 3)), scenes={}, tours=TOURS, now=BEGAN + 600 * 12.5, rate=600.0)
    assert {number: tile.camera for number, tile in found.tiles.items()} == {1: "c8", 2: "c3", 3: "c4"}
    assert found.tours[0].left_s == found.changes_in_s == 7.5


def test_scenes_take_turns_on_the_whole_wall() -> None:
    found = programme(wall(running("t2")), scenes=KEPT, tours=TOURS, now=BEGAN + 21.0)
    assert found.scene == "s2"
    assert found.layout == {"version": 1, "name": "Night"}
    assert [tile.camera for tile in found.tiles.values()] == ["c3"]
    assert [tile.camera for tile in found.following.values()] == ["c1", "c2"]
    assert found.layout_then == {"version": 1, "name": "Rush"}
    assert found.changes_in_s == 4.0


def test_a_tour_that_rests_stays_where_it_was() -> None:
    found = programme(wall(running("t1", 1, paused_s=11.0)), scenes={}, tours=TOURS, now=BEGAN + 900.0)
    assert found.tiles[1].camera == "c2"
    assert found.changes_in_s is None
    assert found.tours[0].resting


def test_what_is_not_known_leaves_what_lies_beneath() -> None:
    unknown = programme(wall(running("t9", 1)), scenes={}, tours={}, now=BEGAN)
    assert unknown.tiles[1].camera == "c8"
    gone = programme(wall(running("t2")), scenes={}, tours=TOURS, now=BEGAN)
    assert gone.tiles[1].camera == "c8"
