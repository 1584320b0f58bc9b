"""One tile follows what is clicked elsewhere."""

from __future__ import annotations

from backend_client.protocol.wall import Wall, WallTile
from backend_client.protocol.wall_args import WallShow
from tests.console.action_room import ActionRoom


def test_the_hotspot_shows_what_is_clicked_elsewhere_and_nothing_of_its_own(action_room: ActionRoom) -> None:
    room = action_room
    tiles = tuple(WallTile(tile=number, camera=f"c{number}") for number in (1, 2, 3))
    room.put_wall("wall-1", Wall(name="Hall", org="o", tiles=tiles))
    (display,) = room.walls.displays
    first, second, third = (display.window.grid.tile(number) for number in (1, 2, 3))
    for tile in (second, third):
        room.wall_room.chosen.choose(tile)
    assert room.commands.given == []
    display.choose_tile(first)
    room.wall_room.chosen.choose(first)
    room.actions.trigger("wall.hotspot")
    assert room.actions.action("wall.hotspot").text == "No hotspot any more"
    room.wall_room.chosen.choose(second)
    room.wall_room.chosen.choose(first)
    room.wall_room.hotspot.show("c6")
    room.wall_room.hotspot.show("c6")
    assert [args for _, _, args in room.commands.given] == [
        WallShow(tiles=(WallTile(tile=1, camera="c2"),)),
        WallShow(tiles=(WallTile(tile=1, camera="c6"),)),
    ]
    room.put_wall("wall-1", Wall(name="Hall", org="o", tiles=tiles, locked=True))
    room.wall_room.hotspot.show("c5")
    room.put_wall("wall-1", Wall(name="Hall", org="o", tiles=tiles))
    display.choose_tile(first)
    room.actions.trigger("wall.hotspot")
    room.wall_room.hotspot.show("c5")
    assert len(room.commands.given) == 2
