"""The same on the screen, with real streams: nobody sees a black picture when a tile changes over."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.video.supervisor import VideoSupervisor
from console.wall.camera_tiles import CameraTiles
from tests.console.desk import camera_at, make_tiles, session, street
from tests.console.video.test_supervisor import closed
from tests.console.video.wall import on_screen
from tests.rtsp import RtspServer
from widgets.wall.tile import Tile
from widgets.wall.tile_state import TileState

#: Darker on the whole than this is no picture of these films.
DARK = 40.0


@pytest.fixture
def supervisor(qtbot: QtBot) -> Iterator[VideoSupervisor]:
    made = VideoSupervisor(rendering="software")
    yield made
    asyncio.run(closed(made))


def test_a_change_shows_no_black_and_the_name_goes_with_the_picture(
    qtbot: QtBot, rtsp_server: RtspServer, supervisor: VideoSupervisor
) -> None:
    made = street(0)
    for number in (0, 1):
        made.put("camera", f"c{number}", camera_at(number + 1, address=rtsp_server.url(number)))
    tiles = CameraTiles(picture=made.picture, session=session(), supervisor=supervisor, parent=supervisor)
    tile: Tile
    (tile,) = make_tiles(qtbot, 1)
    tile.resize(330, 210)
    tile.show()
    tiles.add("wall", tile)
    tiles.show("wall", "c0")
    qtbot.waitUntil(lambda: tile.figures.state is TileState.LIVE)
    qtbot.waitUntil(lambda: float(on_screen(tile.picture).mean()) > DARK)
    first = tile.name
    # The camera that comes next stays open while the machine is planned for.
    with qtbot.waitSignal(tiles._governor.decided):
        tiles.prepare("wall", "c1")
    player = tiles._players["wall"]
    qtbot.waitUntil(lambda: player._back_state is TileState.LIVE)
    assert tile.name == first
    tiles.show("wall", "c1")
    seen: list[tuple[float, str]] = []

    def has_changed() -> bool:
        seen.append((float(on_screen(tile.picture).mean()), tile.name))
        return tile.name != first and tile.figures.state is TileState.LIVE

    qtbot.waitUntil(has_changed)
    assert min(light for light, _ in seen) > DARK
    assert tiles.engine_key("wall") == "wall~"
    tiles.close()


def test_a_tile_begins_with_what_was_read_of_its_camera_before_it_was_there(
    qtbot: QtBot, rtsp_server: RtspServer, supervisor: VideoSupervisor
) -> None:
    made = street(0)
    made.put("camera", "c0", camera_at(1, address=rtsp_server.url(0)))
    tiles = CameraTiles(picture=made.picture, session=session(), supervisor=supervisor, parent=supervisor)
    tiles.read_ahead("wall", ["c0"])
    qtbot.waitUntil(lambda: supervisor.figures()["ahead-c0"].kept_s > 0)
    (tile,) = make_tiles(qtbot, 1)
    tile.resize(330, 210)
    tile.show()
    tiles.add("wall", tile)
    tiles.show("wall", "c0")
    tiles.read_ahead("wall", [])
    assert "ahead-c0" in supervisor.figures()
    qtbot.waitUntil(lambda: "ahead-c0" not in supervisor.figures())
    assert tile.figures.state is TileState.LIVE
    assert supervisor.status.streams == 1
    tiles.close()
