"""Recordings on walls: the reason first, and what becomes of it when they are moved, lent and kept."""

from __future__ import annotations

from typing import Any

import pytest

from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.wall import TilePlay, Wall, WallTile
from platform_backend.commands.context import Actor
from tests.platform_backend.commands.wall_room import CHIEF, LI, NINE, WALL, WANG, WallRoom, on

NO_REASON = ("forbidden", "reason_missing")


def recording(room: WallRoom, tile: int = 1, camera: str = "k1") -> dict[str, Any]:
    """Ten minutes that ended an hour before the room began."""
    until = BEGAN[room.hall]
    times = {"since": format_time(until - 600.0), "until": format_time(until)}
    return {"tile": tile, "camera": camera, "kind": "recording", **times}


BEGAN: dict[Any, float] = {}


@pytest.fixture(autouse=True)
def _began(walls: WallRoom) -> Any:
    BEGAN[walls.hall] = walls.hall.now - 3600.0
    yield
    BEGAN.clear()


def give_reason(room: WallRoom, actor: Actor = LI, camera: str = "k1") -> str:
    named = recording(room, camera=camera)
    asked = {name: named[name] for name in ("camera", "since", "until")}
    return room.saved(actor, "recording.view", **asked, reason="走失老人")


def on_tile(wall: Wall, number: int = 1) -> WallTile:
    return next(tile for tile in wall.tiles if tile.tile == number)


def playing(wall: Wall, number: int = 1) -> TilePlay:
    play = on_tile(wall, number).play
    assert play is not None
    return play


def test_a_reason_puts_a_recording_on_a_wall_where_it_begins_to_play(walls: WallRoom) -> None:
    assert walls.cause(LI, "wall.show", tiles=[recording(walls)]) == NO_REASON
    view = give_reason(walls)
    # What the console says of how it plays is not heeded, and a reason is one person's.
    forged = recording(walls) | {
        "play": {"view": "x", "moment": "2026-01-31T08:00:00Z", "at": "x", "rate": 8}
    }
    assert walls.cause(WANG, "wall.show", tiles=[forged]) == NO_REASON
    play = playing(walls.done(LI, "wall.show", tiles=[forged]))
    assert play == TilePlay(view=view, moment=forged["since"], at=format_time(walls.hall.now))


def test_a_camera_never_plays(walls: WallRoom) -> None:
    forged = {"play": {"view": "x", "moment": "2026-01-31T08:00:00Z", "at": "x"}}
    wall = walls.done(LI, "wall.show", tiles=[on({1: "k1"})[0] | forged])
    assert on_tile(wall).play is None


def test_a_reason_that_has_run_out_puts_nothing_there(walls: WallRoom) -> None:
    give_reason(walls)
    walls.hall.now += 600.0
    assert walls.cause(LI, "wall.show", tiles=[recording(walls)]) == NO_REASON


def test_on_its_wall_it_is_moved_by_anybody_and_plays_on(walls: WallRoom) -> None:
    give_reason(walls)
    walls.done(LI, "wall.show", tiles=[recording(walls)])
    before = playing(walls.done(LI, "wall.play", tile=1, rate=2.0))
    walls.hall.now += 3600.0
    moved = [recording(walls, 5), {"tile": 1, "camera": ""}]
    assert playing(walls.done(WANG, "wall.show", tiles=moved), 5) == before
    # Also into a layout that has no tile of its former number.
    assert playing(walls.done(WANG, "wall.show", tiles=[recording(walls, 2)], layout=NINE), 2) == before
    walls.done(WANG, "wall.clear")
    assert walls.cause(WANG, "wall.show", tiles=[recording(walls)]) == NO_REASON


def test_it_comes_back_to_a_wall_that_was_lent(walls: WallRoom) -> None:
    give_reason(walls)
    before = walls.done(LI, "wall.show", tiles=[recording(walls)])
    walls.done(LI, "wall.show", tiles=on({1: "k2"}), incident="i1")
    walls.hall.now += 3600.0
    assert walls.done(WANG, "wall.show", tiles=[], restore=True) == before


def test_a_scene_is_no_reason(walls: WallRoom) -> None:
    give_reason(walls)
    tile = on_tile(walls.done(LI, "wall.show", tiles=[recording(walls)]))
    kept = recording(walls) | {"play": {"view": "v", "moment": tile.since, "at": tile.until}}
    scene = walls.scene(tiles=[kept])
    walls.done(LI, "wall.clear")
    assert walls.cause(WANG, "wall.scene", scene=scene) == NO_REASON
    view = give_reason(walls, WANG)
    assert playing(walls.done(WANG, "wall.scene", scene=scene)).view == view
    # A tour puts scenes there by itself: nobody has given a reason then.
    tour = walls.saved(LI, "tour.save", name="巡", dwell_s=10.0, steps=[{"scene": scene}])
    walls.done(LI, "wall.clear")
    walls.done(LI, "wall.tour", tour=tour)
    assert on_tile(walls.done(LI, "wall.show", tiles=on({2: "k2"}))).play is None


def test_it_is_held_sought_and_shown_faster(walls: WallRoom) -> None:
    give_reason(walls)
    scene = walls.scene(tiles=[recording(walls)])
    walls.done(LI, "wall.scene", scene=scene)
    began = parse_time(recording(walls)["since"])
    walls.hall.now += 29.0
    wall = walls.done(WANG, "wall.play", tile=1, rate=0.0)
    # It played for half a minute, and the wall is still the scene's.
    assert parse_time(playing(wall).moment) - began == pytest.approx(30.0, abs=0.01)
    assert (playing(wall).rate, playing(wall).at, wall.scene) == (0.0, format_time(walls.hall.now), scene)
    walls.hall.now += 100.0
    wall = walls.done(WANG, "wall.play", tile=1, rate=4.0)
    assert parse_time(playing(wall).moment) - began == pytest.approx(30.0, abs=0.01)
    sought = format_time(began + 120.0)
    assert playing(walls.done(WANG, "wall.play", tile=1, moment=sought)).moment == sought
    for outside, nearest in ((began - 5, began), (began + 900, began + 600)):
        wall = walls.done(WANG, "wall.play", tile=1, moment=format_time(outside))
        assert playing(wall).moment == format_time(nearest)


def test_only_a_recording_is_played_and_only_by_who_may_change_the_wall(walls: WallRoom) -> None:
    walls.done(LI, "wall.show", tiles=on({1: "k1"}))
    for tile in (1, 2):
        assert walls.cause(LI, "wall.play", tile=tile) == ("illegal_transition", "no_recording")
    give_reason(walls)
    walls.done(LI, "wall.show", tiles=[recording(walls)])
    assert walls.cause(LI, "wall.play", tile=1, moment="soon") == ("bad_request", "moment")
    assert walls.cause(LI, "wall.play", tile=1, rate=9.0)[0] == "bad_request"
    walls.done(CHIEF, "wall.lock", WALL, locked=True)
    assert walls.cause(LI, "wall.play", tile=1) == ("illegal_transition", "wall_locked")
