"""Cameras go onto tiles by address, on any wall of the site."""

from __future__ import annotations

import pytest

from backend_client.protocol.wall import Wall, WallTile
from backend_client.protocol.wall_args import WallShow
from console.wall.tile_hands import TileHands
from layouts.addresses import TileAddress
from tests.console.action_room import ActionRoom


@pytest.fixture
def tiles(action_room: ActionRoom) -> TileHands:
    action_room.put_wall("wall-1", Wall(name="Hall", org="o"))
    action_room.put_wall("wall-2", Wall(name="Side", org="o", locked=True))
    return action_room.wall_room.tiles


def test_a_camera_goes_to_its_address_and_commands_stay_where_they_were(
    tiles: TileHands, action_room: ActionRoom
) -> None:
    tiles.put(TileAddress(2, 13), "c4")
    tiles.put(TileAddress(1, 3), "")
    assert action_room.commands.given == [
        ("wall.show", "wall-2", WallShow(tiles=(WallTile(tile=13, camera="c4"),))),
        ("wall.show", "wall-1", WallShow(tiles=(WallTile(tile=3, camera=""),))),
    ]
    target = action_room.wall_room.target
    assert target.id == "wall-1"
    target.aim("wall-2")
    assert target.tile == 13


def test_the_address_says_which_wall_it_is_and_whether_it_takes_something(tiles: TileHands) -> None:
    assert [tiles.name(number) for number in (1, 2, 3)] == ["Hall", "Side", ""]
    assert tiles.why_not(TileAddress(1, 1)) == ""
    assert tiles.why_not(TileAddress(2, 1)) == "The wall is locked"
