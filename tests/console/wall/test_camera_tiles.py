"""Tiles play what they are told to, as far as the directory knows it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from console.video.messages import Pace
from tests.console.desk import (
    HTTP,
    STANDBY,
    NotedStreams,
    camera_at,
    camera_tiles,
    make_tiles,
    session,
    street,
)
from widgets.wall import tile_state
from widgets.wall.tile_state import TileFigures, TileState
from widgets.wall.wall_grid import WallGrid


def test_a_camera_plays_from_the_platform_and_is_named(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    tiles = camera_tiles(made, streams)
    (tile,) = make_tiles(qtbot, 1)
    tiles.add("wall-1", tile)
    tiles.show("wall-1", "c2", title="[Alarm]")
    assert streams.playing == {"wall-1": f"{HTTP}/c2/sub"}
    assert tile.name == f"[Alarm]  {camera_at(2).name}"
    assert tiles.camera_on("wall-1") == "c2"
    assert tiles.wanted() == 1
    tiles.show("wall-1", "c2", stream="main")
    assert streams.playing == {"wall-1": f"{HTTP}/c2/main"}
    tiles.show("wall-1", "")
    assert streams.playing == {}
    assert tile.name == ""


def test_showing_the_same_again_opens_nothing(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    tiles = camera_tiles(made, streams)
    tiles.add("wall-1", make_tiles(qtbot, 1)[0])
    tiles.show("wall-1", "c1")
    tiles.show("wall-1", "c1", title="other words")
    assert streams.opened == 1


def test_a_camera_that_becomes_known_later_is_taken_up(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    tiles = camera_tiles(made, streams)
    tiles.add("wall-1", make_tiles(qtbot, 1)[0])
    tiles.show("wall-1", "c9")
    assert streams.playing == {}
    tiles.on_changes(made.put("camera", "c9", camera_at(9)))
    assert streams.playing == {"wall-1": f"{HTTP}/c9/sub"}
    tiles.on_changes(made.put("camera", "c9", camera_at(9, address="rtsp://10.0.0.9/c9")))
    assert streams.playing == {"wall-1": "rtsp://10.0.0.9/c9"}
    tiles.on_changes(made.delete("camera", "c9"))
    assert streams.playing == {}


def test_only_moving_tiles_count_as_live(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    tiles = camera_tiles(made, streams)
    for key, tile in zip(("wall-1", "wall-2"), make_tiles(qtbot, 2), strict=True):
        tiles.add(key, tile)
        tiles.show(key, "c1")
    streams.figures_changed.emit(
        {
            "wall-1": TileFigures(state=TileState.LIVE, fps=25.0),
            "wall-2": TileFigures(state=TileState.STALLED),
            "gone": TileFigures(state=TileState.LIVE),
        }
    )
    assert tiles.live() == 1
    assert tiles.frames_per_second() == 25.0


def test_cameras_are_where_the_platform_in_use_is(qtbot: QtBot, streams: NotedStreams) -> None:
    made, here = street(), session(STANDBY)
    tiles = camera_tiles(made, streams, here)
    for key, tile in zip(("wall-1", "wall-2", "wall-3"), make_tiles(qtbot, 3), strict=True):
        tiles.add(key, tile)
    made.put("camera", "c9", camera_at(9, address="rtsp://10.0.0.9/c9"))
    tiles.show("wall-1", "c1")
    tiles.show("wall-2", "c9")
    tiles.set_platform(here.http_base)
    opened = streams.opened
    here.access.address = STANDBY
    tiles.set_platform(here.http_base)
    assert streams.playing == {"wall-1": "http://127.0.0.1:2/c1/sub", "wall-2": "rtsp://10.0.0.9/c9"}
    assert streams.opened == opened + 1
    tiles.set_platform(here.http_base)
    assert streams.opened == opened + 1


def test_the_stream_follows_the_size_on_the_screen_and_what_is_covered_is_not_drawn(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    made = street()
    tiles = camera_tiles(made, streams)
    grid = WallGrid(tiles=4)
    qtbot.addWidget(grid)
    grid.resize(960, 600)
    for tile in grid.tiles:
        tiles.add(f"wall-{tile.number}", tile)
        tiles.show(f"wall-{tile.number}", f"c{tile.number}")
    assert set(streams.paces.values()) == {Pace.OFF}, "the window is not shown yet"
    grid.show()
    qtbot.waitUntil(lambda: set(streams.paces.values()) == {Pace.FULL})
    assert streams.playing["wall-1"].endswith("/c1/sub")
    grid.toggle_enlarged(2)
    qtbot.waitUntil(lambda: streams.playing["wall-2"].endswith("/c2/main"))
    assert streams.paces == {f"wall-{n}": Pace.FULL if n == 2 else Pace.OFF for n in range(1, 5)}
    assert streams.playing["wall-1"].endswith("/c1/sub"), "what is covered keeps its stream"
    grid.toggle_enlarged(2)
    qtbot.waitUntil(lambda: set(streams.paces.values()) == {Pace.FULL})
    assert streams.playing["wall-2"].endswith("/c2/sub")
    grid.showMinimized()
    qtbot.waitUntil(lambda: set(streams.paces.values()) == {Pace.OFF})


def test_hidden_tiles_are_not_counted_as_missing(qtbot: QtBot, streams: NotedStreams) -> None:
    tiles = camera_tiles(street(), streams)
    for key, tile in zip(("wall-1", "wall-2"), make_tiles(qtbot, 2), strict=True):
        tiles.add(key, tile)
        tiles.show(key, "c1")
    streams.figures_changed.emit(
        {
            "wall-1": TileFigures(state=TileState.LIVE),
            "wall-2": TileFigures(state=TileState.PAUSED, pace=tile_state.Pace.OFF),
        }
    )
    assert (tiles.live(), tiles.wanted()) == (1, 1)


def test_a_large_tile_begins_with_the_small_stream_that_was_read_ahead(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    tiles = camera_tiles(street(), streams)
    grid = WallGrid(tiles=1)
    qtbot.addWidget(grid)
    grid.resize(1900, 1000)
    grid.show()
    qtbot.waitExposed(grid)
    tiles.add("wall-1", grid.tile(1))
    tiles.read_ahead("wall", ["c1"])
    tiles.show("wall-1", "c1")
    tiles.read_ahead("wall", [])
    with qtbot.waitSignal(tiles._governor.decided):
        streams.figures_changed.emit({"wall-1": TileFigures(state=TileState.CONNECTING)})
    assert streams.playing == {"ahead-c1": f"{HTTP}/c1/sub", "wall-1": f"{HTTP}/c1/sub"}
    streams.figures_changed.emit({"wall-1": TileFigures(state=TileState.LIVE)})
    assert streams.playing == {"wall-1": f"{HTTP}/c1/sub"}
    qtbot.waitUntil(lambda: streams.playing.get("wall-1~") == f"{HTTP}/c1/main")
