"""Between an incident and the wall."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.wall import Wall, WallTile
from backend_client.protocol.wall_args import WallShow
from tests.console.action_room import ActionRoom
from tests.widgets.district import HERE


def test_the_nearest_cameras_go_to_the_wall_and_the_former_wall_comes_back(action_room: ActionRoom) -> None:
    action_room.previews.show_place(HERE)
    action_room.actions.trigger("wall.put")
    ((name, target, args),) = action_room.commands.given
    assert (name, target) == ("wall.show", "wall-1")
    assert isinstance(args, WallShow)
    assert [tile.camera for tile in args.tiles] == ["c1", "c2", "c3"]
    assert args.incident == "i1"
    assert action_room.why_not("wall.restore") == "Not borrowed"
    wall = Wall(name="Hall", org="o", incident="i1", previous=(WallTile(tile=1, camera="c6"),))
    action_room.made.put("wall", "wall-1", replace(wall, tiles=args.tiles))
    action_room.actions.trigger("wall.restore")
    given = action_room.commands.given[-1][2]
    assert isinstance(given, WallShow)
    assert given.incident is None
    assert [(tile.tile, tile.camera) for tile in given.tiles] == [(1, "c6"), (2, ""), (3, "")]
