"""A tile of a wall that stands elsewhere is chosen from a list of its addresses."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget

from backend_client.protocol.entities import Camera
from backend_client.protocol.wall import TileKind, Wall, WallTile
from tests.console.action_room import ActionRoom
from widgets.wall.pick_dialog import PickDialog


def test_it_is_picked_by_its_address_or_by_what_stands_there(action_room: ActionRoom) -> None:
    room = action_room
    told: list[str] = []
    assert room.why_not("wall.tile") == "The wall stands here: click the tile"
    tiles = (WallTile(tile=1, camera="c2"), WallTile(tile=3, kind=TileKind.CLOCK, camera=""))
    room.put_wall("wall-1", Wall(name="Hall", org="o"))
    room.put_wall("wall-2", Wall(name="Lobby", org="o", tiles=tiles))
    target = room.wall_room.target
    target.aim("wall-2")
    room.wall_room.told.connect(told.append)
    room.actions.trigger("wall.tile")
    (dialog,) = room.window.findChildren(PickDialog)
    (listed,) = dialog.findChildren(QListWidget)
    name = room.made.picture.of(Camera)["c2"].data.name
    assert [listed.item(row).text().split("      ") for row in range(3)] == [
        ["2-1", name],
        ["2-2"],
        ["2-3", "Clock"],
    ]
    dialog.picked.emit("3")
    assert str(target.address) == "2-3"
    assert told == ["Tile 2-3 is chosen"]
    dialog.close()


def test_a_wall_that_went_has_no_tiles_to_choose(action_room: ActionRoom) -> None:
    action_room.put_wall("wall-2", Wall(name="Lobby", org="o"))
    action_room.wall_room.target.aim("wall-2")
    assert action_room.why_not("wall.tile") == ""
    action_room.made.delete("wall", "wall-2")
    assert action_room.why_not("wall.tile") == "The wall stands here: click the tile"
