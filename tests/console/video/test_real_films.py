"""Films that cameras have taken, over a real RTSP server: their pictures move in the tiles."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from console.video.supervisor import VideoSupervisor
from tests.console.video.test_supervisor import closed
from tests.console.video.wall import TestWall
from widgets.wall.tile_state import TileState

_DATA: Final = Path(__file__).parents[4] / "shared" / "data"
#: Traffic with B-frames at 10 pictures a second; people in a doorway at 12.5.
_FILMS: Final = ("street.mp4", "entrance.mp4")
_SERVER: Final = Path(__file__).parents[2] / "film_server.py"
_SIZE: Final = (768, 432)


@pytest.fixture
def films() -> Iterator[list[str]]:
    """Their addresses."""
    for name in _FILMS:
        if not (_DATA / name).exists():
            pytest.skip(f"the film (../shared/data/{name}) is not on this machine")
    process = subprocess.Popen(
        ["/usr/bin/python3", str(_SERVER), *(str(_DATA / name) for name in _FILMS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process, process.stdin:
        ready = process.stdout.readline()
        if not ready:
            pytest.skip(
                "GStreamer's RTSP server is missing: apt install gir1.2-gst-rtsp-server-1.0 python3-gi"
            )
        port = json.loads(ready)["port"]
        yield [f"rtsp://127.0.0.1:{port}/{number}" for number in range(len(_FILMS))]


@pytest.fixture
def supervisor(qtbot: QtBot) -> Iterator[VideoSupervisor]:
    made = VideoSupervisor(rendering="software")
    yield made
    asyncio.run(closed(made))


def test_what_cameras_have_taken_moves_in_its_tiles(
    qtbot: QtBot, supervisor: VideoSupervisor, films: list[str]
) -> None:
    wall = TestWall(qtbot=qtbot, supervisor=supervisor, tiles=4)
    for number, address in enumerate(films, start=1):
        wall.show(number, address)
    for number in (1, 2):
        qtbot.waitUntil(lambda number=number: wall.state(number) is TileState.LIVE)  # type: ignore[misc]
        assert wall.picture(number).std() > 10, "a picture of something, not a plain colour"
        # Somebody walks, cars drive: after a change they have moved on once more.
        qtbot.waitUntil(wall.moves(number))
        qtbot.waitUntil(wall.moves(number))
        figures = wall.figures(number)
        assert (figures.codec, figures.size) == ("h264", _SIZE)
    assert TileState.STALLED not in wall.states[1] + wall.states[2]
    assert (abs(wall.picture(1).astype(int) - wall.picture(2)) > 40).mean() > 0.1, "two films, not one twice"
