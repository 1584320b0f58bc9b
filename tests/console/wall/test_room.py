"""What a desk does with walls hangs together."""

from __future__ import annotations

from backend_client.protocol.entities import Camera
from backend_client.protocol.wall import Wall, WallTile
from backend_client.protocol.wall_args import WallShow
from tests.console.action_room import ActionRoom


def test_no_action_is_offered_twice(action_room: ActionRoom) -> None:
    ids = [id_ for group in action_room.wall_room.groups for id_ in group.ids()]
    assert len(ids) == len(set(ids))
    assert {"wall.scene", "wall.tour", "wall.lock", "wall.edit", "wall.preview"} <= set(ids)


def test_a_camera_goes_to_the_chosen_tile_of_the_wall_at_hand(action_room: ActionRoom) -> None:
    told: list[str] = []
    action_room.wall_room.told.connect(told.append)
    action_room.wall_room.put_camera("c2")
    assert (told, action_room.commands.given) == (["The platform knows no such wall"], [])
    action_room.put_wall("wall-1", Wall(name="Hall", org="o"))
    action_room.wall_room.put_camera("c2")
    action_room.walls.windows[0].grid.activated.emit(3)
    action_room.wall_room.put_camera("c3")
    assert action_room.commands.given == [
        ("wall.show", "wall-1", WallShow(tiles=(WallTile(tile=1, camera="c2"),))),
        ("wall.show", "wall-1", WallShow(tiles=(WallTile(tile=3, camera="c3"),))),
    ]
    assert len(told) == 1, "what happens before one's eyes is not told"


def test_on_a_wall_elsewhere_a_camera_goes_there_and_it_is_said_where(action_room: ActionRoom) -> None:
    told: list[str] = []
    action_room.put_wall("wall-1", Wall(name="Hall", org="o"))
    action_room.put_wall("wall-2", Wall(name="Lobby", org="o"))
    room = action_room.wall_room
    room.target.aim("wall-2")
    room.told.connect(told.append)
    room.put_camera("c2")
    room.target.choose(7)
    room.put_camera("c3")
    given = [(target, args.tiles) for _, target, args in action_room.commands.given]  # type: ignore[union-attr]
    assert given == [
        ("wall-2", (WallTile(tile=1, camera="c2"),)),
        ("wall-2", (WallTile(tile=7, camera="c3"),)),
    ]
    names = [action_room.made.picture.of(Camera)[id_].data.name for id_ in ("c2", "c3")]
    assert told == [f"{names[0]} onto tile 2-1", f"{names[1]} onto tile 2-7"]
    action_room.put_wall("wall-2", Wall(name="Lobby", org="o", locked=True))
    room.put_camera("c4")
    assert (told[-1], len(action_room.commands.given)) == ("The wall is locked", 2)


def test_a_camera_dragged_onto_a_tile_goes_there_unless_the_wall_is_somebody_elses(
    action_room: ActionRoom,
) -> None:
    told: list[str] = []
    action_room.put_wall("wall-1", Wall(name="Hall", org="o"))
    action_room.put_wall("wall-2", Wall(name="Lobby", org="o"))
    action_room.wall_room.target.aim("wall-2")
    action_room.wall_room.told.connect(told.append)
    grid = action_room.walls.windows[0].grid
    grid.dropped.emit(3, "c2")
    assert action_room.commands.given == [
        ("wall.show", "wall-1", WallShow(tiles=(WallTile(tile=3, camera="c2"),))),
    ]
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", locked=True))
    grid.dropped.emit(3, "c4")
    action_room.put_wall("wall-1", Wall(name="Hall", org="o", holder="u-2", holder_name="Wu Fang"))
    grid.dropped.emit(3, "c4")
    assert told == ["The wall is locked", "Held by Wu Fang"]
    assert len(action_room.commands.given) == 1


def test_which_wall_commands_are_for_is_told_once_where_there_are_several(action_room: ActionRoom) -> None:
    told: list[str] = []
    action_room.wall_room.told.connect(told.append)
    action_room.put_wall("wall-1", Wall(name="Hall", org="o"))
    action_room.wall_room.target.aim("wall-1")
    assert told == []
    action_room.put_wall("wall-2", Wall(name="Side", org="o"))
    for wall in ("wall-2", "wall-1"):
        action_room.wall_room.target.aim(wall)
    assert told == ["Wall 2  Side", "Wall 1  Hall"]


async def test_it_closes_with_nothing_begun(action_room: ActionRoom) -> None:
    await action_room.wall_room.close()
