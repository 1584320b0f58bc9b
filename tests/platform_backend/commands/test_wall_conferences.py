"""A conference on a wall: who puts it there, where, and what comes back when it goes."""

from __future__ import annotations

from typing import Any

import pytest

from layouts.document import decode
from tests.platform_backend.commands.wall_room import CHIEF, LI, WANG, WallRoom, on


class Room:
    """A wall with cameras on its first two tiles, and conferences that somebody is in."""

    def __init__(self, walls: WallRoom) -> None:
        self.walls = walls
        walls.done(LI, "wall.show", tiles=on({1: "k1", 2: "k2"}))

    def opened(self) -> str:
        result = self.walls.ask(LI, "conference.open", None, title="会商")
        return str((result.data or {})["id"])

    def confer(self, conference: str, **args: Any) -> dict[int, str]:
        self.walls.done(LI, "wall.confer", conference=conference, **args)
        return self.walls.shown()

    def close(self, conference: str) -> dict[int, str]:
        assert self.walls.ask(LI, "conference.close", conference).ok
        return self.walls.shown()


@pytest.fixture
def room(walls: WallRoom) -> Room:
    return Room(walls)


def test_on_a_tile_it_stands_until_it_ends_and_what_was_there_comes_back(room: Room) -> None:
    one = room.opened()
    assert room.confer(one, tile=2) == {1: "k1", 2: "conference"}
    # Others go on being changed meanwhile.
    room.walls.done(LI, "wall.show", tiles=on({1: "k3"}))
    assert room.confer(one, shown=False) == {1: "k3", 2: "k2"}
    room.confer(one, tile=3)
    assert room.confer(one, tile=1) == {1: "conference", 2: "k2"}
    assert room.close(one) == {1: "k3", 2: "k2"}
    assert room.walls.wall().formers == {}


def test_on_the_whole_wall_everything_comes_back(room: Room) -> None:
    one, walls = room.opened(), room.walls
    scene = walls.scene()
    walls.done(LI, "wall.scene", scene=scene)
    tour = walls.tour()
    walls.done(LI, "wall.tour", tour=tour, tiles=[5])
    before = walls.wall()
    assert room.confer(one) == {1: "conference"}
    assert len(decode(walls.wall().layout or {}).tiles) == 1
    assert walls.wall().tours == ()
    room.close(one)
    after = walls.wall()
    assert (after.tiles, after.layout, after.scene) == (before.tiles, before.layout, before.scene)
    (run,) = after.tours
    assert (run.tour, run.paused_at, run.tiles) == (tour, None, (5,))


def test_what_somebody_put_over_it_stays(room: Room) -> None:
    one = room.opened()
    room.confer(one, tile=2)
    room.walls.done(LI, "wall.show", tiles=on({2: "k4"}))
    assert room.walls.cause(LI, "wall.confer", conference=one, shown=False)[1] == "not_on_wall"
    assert room.close(one) == {1: "k1", 2: "k4"}
    # Two on one wall are kept apart, and what is remembered of one that is gone goes with the next.
    other, third = room.opened(), room.opened()
    room.confer(other, tile=1)
    room.confer(third, tile=2)
    assert room.walls.wall().formers.keys() == {other, third}
    assert room.close(other) == {1: "k1", 2: "conference"}


def test_it_goes_from_a_wall_that_is_locked_but_nobody_puts_it_there(room: Room) -> None:
    one, walls = room.opened(), room.walls
    room.confer(one, tile=2)
    walls.done(CHIEF, "wall.lock", locked=True)
    assert walls.cause(LI, "wall.confer", conference=one, tile=1)[1] == "wall_locked"
    assert room.close(one) == {1: "k1", 2: "k2"}


def test_who_puts_it_there_is_in_it(room: Room) -> None:
    one, walls = room.opened(), room.walls
    assert walls.cause(WANG, "wall.confer", conference=one, tile=1) == ("not_found", "not_conferring")
    assert walls.cause(LI, "wall.confer", conference=one, tile=500)[1] == "no_tile"
    assert walls.cause(LI, "wall.confer", conference="none", tile=1)[1] in ("scope", "gone")
    room.close(one)
    assert walls.cause(LI, "wall.confer", conference=one, tile=1)[1] == "conference_over"
