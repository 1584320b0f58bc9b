"""What reduced tiles show on the screen, and what they cost the camera: one connection for all its tiles."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from benchmarks.torture_room import room, serving
from console.video.messages import Pace
from tests.clips import Clips
from tests.clips import clips as clips
from tests.torture.test_torture import pytestmark as pytestmark
from widgets.wall import tile_state
from widgets.wall.tile_state import TileState

WHOLE, KEYFRAMES, OFF = 1, 2, 3


@pytest.fixture(scope="module")
def film(clips: Clips) -> Path:
    """Key frames come every 0.4 s."""
    return clips.h264


def test_tiles_of_one_camera_share_a_connection_and_each_has_its_own_pace(qtbot: QtBot, film: Path) -> None:
    with serving([f"camera=plain:{film}"]) as server, room(tiles=3) as wall:
        for number in (WHOLE, KEYFRAMES, OFF):
            wall.show(number, server.url("camera"))
        wall.until(lambda: wall.live([WHOLE, KEYFRAMES, OFF]), 20.0, "three tiles of one camera are live")
        wall.until_moving([WHOLE, KEYFRAMES, OFF], 5.0, "three tiles of one camera")
        opens, clients = server.opens()
        assert (len(opens), clients) == (1, 1)

        wall.supervisor.set_pace(str(KEYFRAMES), Pace.KEYFRAMES)
        wall.supervisor.set_pace(str(OFF), Pace.OFF)
        wall.until(lambda: wall.state(OFF) is TileState.PAUSED, 2.0, "what is not drawn is paused")
        wall.until(lambda: not wall.moving([OFF]), 3.0, "what is not drawn stands still")
        wall.until_moving([WHOLE, KEYFRAMES], 5.0, "what is drawn")
        wall.until(lambda: wall.figures(KEYFRAMES).fps < 4, 5.0, "only the key frames are shown")
        assert wall.live([WHOLE, KEYFRAMES])
        assert wall.figures(KEYFRAMES).pace is tile_state.Pace.KEYFRAMES

        wall.supervisor.set_pace(str(OFF), Pace.FULL)
        assert wall.state(OFF) is TileState.PAUSED, "nothing is live before its picture"
        assert wall.until(lambda: wall.live([OFF]), 3.0, "it is live again") < 2.0
        wall.until_moving([OFF], 3.0, "what is drawn again")
        assert server.opens() == (opens, 1)


def test_a_stall_is_told_in_every_pace(qtbot: QtBot, film: Path) -> None:
    with serving([f"{name}=plain:{film}" for name in "abc"]) as server, room(tiles=3) as wall:
        for number, name in enumerate("abc", start=1):
            wall.show(number, server.url(name))
        wall.until(lambda: wall.live([WHOLE, KEYFRAMES, OFF]), 20.0, "the tiles are live")
        wall.supervisor.set_pace(str(KEYFRAMES), Pace.KEYFRAMES)
        wall.supervisor.set_pace(str(OFF), Pace.OFF)
        wall.until(lambda: wall.figures(KEYFRAMES).fps < 4, 8.0, "only the key frames are shown")
        for name in "abc":
            server.say(f"stall {name}")
        took = wall.until(
            lambda: all(wall.state(number) is TileState.STALLED for number in (WHOLE, KEYFRAMES, OFF)),
            6.0,
            "all are stalled",
        )
        assert took >= 2.5
