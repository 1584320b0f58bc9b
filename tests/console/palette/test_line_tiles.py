"""Lines about tiles are read as people write them."""

from __future__ import annotations

import pytest

from backend_client.protocol.entities import Camera
from backend_client.protocol.wall import Wall, WallTile
from backend_client.protocol.wall_args import WallShow
from console.palette.line_tiles import Lines, TileLine
from console.wall.tile_hands import TileHands
from tests.console.action_room import ActionRoom
from widgets.alphabet import Alphabet
from widgets.palette.values import Tone


@pytest.fixture
def room(action_room: ActionRoom) -> ActionRoom:
    action_room.put_wall("wall-1", Wall(name="Hall", org="o"))
    action_room.put_wall("wall-2", Wall(name="Lobby", org="o", holder="u9", holder_name="Li"))
    return action_room


def line(room: ActionRoom) -> TileLine:
    hands = TileHands(situation=room.situation, dispatching=room.commands, target=room.wall_room.target)
    made = TileLine(cameras=room.made.picture.of(Camera), hands=hands, alphabet=Alphabet())
    while made.prepare():
        pass
    return made


@pytest.mark.parametrize("text", ["w 17", "a 1-3 x", "w", "w 2026-000007", "w 1-0"])
def test_other_lines_are_for_others(room: ActionRoom, text: str) -> None:
    assert line(room).read(text, len(text)) is None


def test_a_camera_is_found_and_put_there(room: ActionRoom) -> None:
    name = room.made.picture.of(Camera)["c3"].data.name
    reading = line(room).read(f"W 1－3 {name}", 3)
    assert reading is not None
    assert reading.tone is Tone.READY
    assert reading.give is not None
    reading.give()
    assert room.commands.given == [("wall.show", "wall-1", WallShow(tiles=(WallTile(tile=3, camera="c3"),)))]


def test_what_is_not_clear_yet_is_asked_and_what_cannot_be_is_said(room: ActionRoom) -> None:
    reader = line(room)
    several = reader.read("w 1-3 0", 7)
    assert several is not None
    assert several.tone is Tone.WAITING
    assert several.choices
    assert several.choices[0].insert.startswith("w 1-3 ")
    for text, told in (
        ("w 1-3 zzzz", "No camera is called zzzz"),
        ("w 2-3 c1", "2-3: Held by Li"),
        ("w 9-3 c1", "There is no wall 9"),
    ):
        reading = reader.read(text, len(text))
        assert reading is not None
        assert (reading.tone, reading.sentence) == (Tone.REFUSED, told)


def test_without_a_camera_the_tile_is_emptied(room: ActionRoom) -> None:
    reading = Lines(line(room)).read("w 1-2", 5)
    assert reading is not None
    assert reading.give is not None
    reading.give()
    assert room.commands.given[-1][2] == WallShow(tiles=(WallTile(tile=2, camera=""),))
    assert Lines(line(room)).forms()[0].insert == "w 1-"
