"""Between an incident and the wall, and from tile to tile."""

from __future__ import annotations

import pytest

from backend_client.protocol.wall import Wall, WallTile
from backend_client.protocol.wall_args import WallClear, WallShow
from tests.console.action_room import ActionRoom
from tests.widgets.district import HERE


def hall(*cameras: str, **more: object) -> Wall:
    tiles = tuple(
        WallTile(tile=number, camera=camera) for number, camera in enumerate(cameras, start=1) if camera
    )
    return Wall(name="Hall", org="o", tiles=tiles, **more)  # type: ignore[arg-type]


@pytest.fixture
def room(action_room: ActionRoom) -> ActionRoom:
    """A wall of the platform stands on the window."""
    action_room.put_wall("wall-1", hall("c1", "c2"))
    return action_room


def test_the_nearest_cameras_go_to_the_wall_and_the_former_wall_comes_back(room: ActionRoom) -> None:
    room.previews.show_place(HERE)
    room.actions.trigger("wall.put")
    ((name, target, args),) = room.commands.given
    assert (name, target) == ("wall.show", "wall-1")
    assert isinstance(args, WallShow)
    assert [tile.camera for tile in args.tiles] == ["c1", "c2", "c3"]
    assert args.incident == "i1"
    assert room.why_not("wall.restore") == "Not borrowed"
    room.put_wall("wall-1", hall("c1", incident="i1"))
    room.actions.trigger("wall.restore")
    assert room.commands.given[-1][2] == WallShow(tiles=(), restore=True)


def test_nothing_is_changed_on_a_wall_that_is_locked_or_anothers(room: ActionRoom) -> None:
    room.previews.show_place(HERE)
    room.put_wall("wall-1", hall(holder="u9", holder_name="Li"))
    assert room.why_not("wall.put") == "Held by Li"
    assert room.why_not("wall.scene") == "Held by Li"
    assert room.why_not("wall.take") == ""
    room.put_wall("wall-1", hall(holder="u1", holder_name="Me", locked=True))
    assert room.why_not("wall.put") == "The wall is locked"
    assert room.why_not("wall.lock") == ""


def test_two_chosen_tiles_change_places(room: ActionRoom) -> None:
    assert room.why_not("wall.swap") == "Choose two tiles, one after the other"
    (display,) = room.walls.displays
    for number in (2, 3):
        display.choose_tile(display.window.grid.tile(number))
    room.actions.trigger("wall.swap")
    assert room.commands.given[-1][2] == WallShow(
        tiles=(WallTile(tile=3, camera="c2"), WallTile(tile=2, camera=""))
    )


def test_a_tile_goes_back_to_what_stood_there(room: ActionRoom) -> None:
    assert room.why_not("wall.back") == "Nothing stood there before"
    room.put_wall("wall-1", hall("c5", "c2"))
    room.actions.trigger("wall.back")
    assert room.commands.given[-1][2] == WallShow(tiles=(WallTile(tile=1, camera="c1"),))
    room.put_wall("wall-1", hall("c1", "c2"))
    assert room.why_not("wall.back") == "Nothing stood there before"
    room.actions.trigger("wall.forward")
    assert room.commands.given[-1][2] == WallShow(tiles=(WallTile(tile=1, camera="c5"),))


def test_tiles_are_emptied_one_or_all(room: ActionRoom) -> None:
    room.actions.trigger("wall.empty_tile")
    room.actions.trigger("wall.clear")
    assert [args for _, _, args in room.commands.given] == [WallClear(tiles=(1,)), WallClear()]


def test_another_wall_of_the_site_is_aimed_at_and_the_own_one_again_by_using_it(room: ActionRoom) -> None:
    room.put_wall("wall-2", Wall(name="Lobby", org="o"))
    told: list[str] = []
    room.wall_room.told.connect(told.append)
    room.actions.trigger("wall.next")
    assert told == ["Wall 2  Lobby"]
    room.actions.trigger("wall.clear")
    assert room.commands.given[-1][:2] == ("wall.clear", "wall-2")
    assert room.why_not("wall.swap") == room.why_not("wall.full_screen") == "That wall stands elsewhere"
    room.wall_room.target.choose(2)
    room.actions.trigger("wall.empty_tile")
    room.put_wall("wall-2", hall("c1", "c2"))
    room.put_wall("wall-2", hall("c1", "c3"))
    room.actions.trigger("wall.back")
    assert room.commands.given[-2:] == [
        ("wall.clear", "wall-2", WallClear(tiles=(2,))),
        ("wall.show", "wall-2", WallShow(tiles=(WallTile(tile=2, camera="c2"),))),
    ]
    room.walls.windows[0].grid.activated.emit(2)
    room.actions.trigger("wall.empty_tile")
    assert room.commands.given[-1] == ("wall.clear", "wall-1", WallClear(tiles=(2,)))
