"""A recording on a wall that stands elsewhere is played from the desk."""

from __future__ import annotations

import pytest

from backend_client.protocol.times import format_time
from backend_client.protocol.wall import TileKind, TilePlay, Wall, WallTile
from backend_client.protocol.wall_args import WallPlay
from tests.console.action_room import ActionRoom


def standing(room: ActionRoom, *, gone_s: float, rate: float = 1.0) -> float:
    """A recording stands on tile 3 of a wall elsewhere, `gone_s` after its begin; when that is."""
    now = room.made.now()
    since = now - 86_400.0
    play = TilePlay(view="v", moment=format_time(since + gone_s), at=format_time(now), rate=rate)
    tile = WallTile(
        tile=3,
        camera="c1",
        kind=TileKind.RECORDING,
        since=format_time(since),
        until=format_time(since + 600.0),
        play=play,
    )
    room.put_wall("wall-1", Wall(name="Hall", org="o"))
    room.put_wall("wall-2", Wall(name="Lobby", org="o", tiles=(tile,)))
    room.wall_room.target.aim("wall-2")
    room.wall_room.target.choose(3)
    return since


@pytest.mark.parametrize(
    ("id_", "gone_s", "rate", "moment_s", "asked"),
    [
        ("wall.play_back", 100.0, 2.0, 90.0, 2.0),
        ("wall.play_back", 4.0, 0.0, 0.0, 0.0),
        ("wall.play_on", 100.0, 0.0, 110.0, 0.0),
        ("wall.play_on", 595.0, 0.0, 600.0, 0.0),
        ("wall.play_hold", 100.0, 0.0, 100.0, 1.0),
        ("wall.play_hold", 600.0, 2.0, 0.0, 2.0),
        ("wall.play_slower", 100.0, 0.0, 100.0, 1.0),
        ("wall.play_faster", 100.0, 0.0, 100.0, 2.0),
        ("wall.play_faster", 600.0, 8.0, 600.0, 8.0),
    ],
)
def test_each_act_goes_on_from_where_it_stands(
    action_room: ActionRoom, id_: str, gone_s: float, rate: float, moment_s: float, asked: float
) -> None:
    since = standing(action_room, gone_s=gone_s, rate=rate)
    action_room.actions.trigger(id_)
    ((name, wall, args),) = action_room.commands.given
    assert (name, wall) == ("wall.play", "wall-2")
    assert args == WallPlay(tile=3, moment=format_time(since + moment_s), rate=asked)


def test_what_cannot_be_played_says_why(action_room: ActionRoom) -> None:
    assert action_room.why_not("wall.play_hold") == "The wall stands here: use the keys of the tile"
    standing(action_room, gone_s=1.0)
    assert action_room.why_not("wall.play_hold") == ""
    action_room.wall_room.target.choose(4)
    assert action_room.why_not("wall.play_hold") == "No recording plays on tile 2-4"
    action_room.put_wall("wall-2", Wall(name="Lobby", org="o", locked=True))
    assert action_room.why_not("wall.play_hold") == "The wall is locked"
