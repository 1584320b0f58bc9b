"""What a desk does with walls hangs together."""

from __future__ import annotations

from backend_client.protocol.wall import Wall, WallTile
from backend_client.protocol.wall_args import WallShow
from tests.console.action_room import ActionRoom


def test_no_action_is_offered_twice(action_room: ActionRoom) -> None:
    ids = [id_ for group in action_room.wall_room.groups for id_ in group.ids()]
    assert len(ids) == len(set(ids))
    assert {"wall.scene", "wall.tour", "wall.lock", "wall.edit", "wall.preview"} <= set(ids)


def test_what_a_wall_asks_for_is_given_to_the_platform(action_room: ActionRoom) -> None:
    action_room.walls.put_on_chosen_tile("c2")
    wanted = WallShow(tiles=(WallTile(tile=1, camera="c2"),))
    assert action_room.commands.given == [("wall.show", "wall-1", wanted)]


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
