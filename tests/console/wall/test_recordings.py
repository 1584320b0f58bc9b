"""Recordings on walls go on where the wall says, and where they were left when an alarm took the tile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AlarmState, Camera
from backend_client.protocol.evidence import RecordingBookmark
from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.wall import TileKind, TilePlay, Wall, WallTile
from backend_client.protocol.wall_args import WallPlay
from console.settings import WallSettings
from console.wall.nearby import Vicinity
from console.wall.recordings import Player, RecordingsOnWalls
from console.wall.walls import Walls
from layouts.document import encode
from layouts.editing import reserve
from layouts.shapes import usual
from tests.console.desk import NotedStreams, camera_tiles, make_tiles, session, street
from tests.widgets.district import District, alarm
from widgets.recordings.tile_bar import RecordingBar
from widgets.wall.tile import Tile
from widgets.wall.tile_state import TileFigures, TileState

NOON = 1_800_000_000.0
ROUND = (1 << 33) / 90_000
RECORDING = WallTile(
    tile=1,
    camera="c1",
    kind=TileKind.RECORDING,
    since=format_time(NOON),
    until=format_time(NOON + 600),
    play=TilePlay(view="v", moment=format_time(NOON), at=format_time(NOON + 1000)),
)


def played(streams: NotedStreams) -> list[float]:
    """From when on the recordings are played that play now."""
    return [
        round(parsed(url) - NOON, 1) for key, url in streams.playing.items() if key.startswith("recording-")
    ]


def parsed(url: str) -> float:
    return parse_time(url.split("/")[-2])


def seen(qtbot: QtBot, count: int) -> tuple[Tile, ...]:
    tiles = make_tiles(qtbot, count)
    for tile in tiles:
        with qtbot.waitExposed(tile):
            tile.show()
    return tiles


def shows(streams: NotedStreams, moment: float) -> None:
    (key,) = (key for key in streams.playing if key.startswith("recording-"))
    figures = TileFigures(state=TileState.LIVE, frames=9, source_s=(NOON + moment) % ROUND)
    streams.figures_changed.emit({key: figures})


def on_walls(
    made: District, streams: NotedStreams, now: Callable[[], float], *, hands: bool = True
) -> RecordingsOnWalls:
    return RecordingsOnWalls(
        picture=made.picture, player=Player(session(), streams, hands), now=now, parent=streams
    )


def test_it_stands_where_its_times_say(qtbot: QtBot, streams: NotedStreams) -> None:
    recordings = on_walls(street(), streams, lambda: NOON + 1030)
    (tile,) = seen(qtbot, 1)
    recordings.put(tile, RECORDING)
    assert played(streams) == [30]
    recordings.put(tile, replace(RECORDING, tile=7))
    assert streams.opened == 1
    sought = TilePlay(view="v", moment=format_time(NOON + 300), at=format_time(NOON + 1030))
    recordings.put(tile, replace(RECORDING, play=sought))
    assert played(streams) == [300]
    recordings.put(tile, None)
    assert played(streams) == []
    assert recordings.playback(tile) is None
    recordings.close()


def test_it_comes_back_where_it_was_left_and_moves_with_its_moment(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    recordings = on_walls(street(), streams, lambda: NOON + 1000)
    one, other = seen(qtbot, 2)
    recordings.put(one, RECORDING)
    shows(streams, 120)
    recordings.put(one, None)
    recordings.put(one, RECORDING)
    assert played(streams) == [120]
    shows(streams, 150)
    # The tile it goes to is told first, or the one that it leaves is.
    recordings.put(other, replace(RECORDING, tile=2))
    recordings.put(one, None)
    assert played(streams) == [150]
    # Put there anew it begins as the wall says.
    recordings.put(other, None)
    anew = TilePlay(view="w", moment=format_time(NOON), at=format_time(NOON + 1000))
    recordings.put(other, replace(RECORDING, tile=2, play=anew))
    assert played(streams) == [0]
    recordings.close()


def test_while_nobody_sees_it_nothing_is_decoded_and_then_it_is_where_it_would_be(
    qtbot: QtBot, streams: NotedStreams
) -> None:
    now = [NOON + 1000]
    recordings = on_walls(street(), streams, lambda: now[0])
    (tile,) = seen(qtbot, 1)
    recordings.put(tile, RECORDING)
    shows(streams, 20)
    tile.hide()
    qtbot.waitUntil(lambda: played(streams) == [])
    now[0] += 40
    tile.show()
    qtbot.waitUntil(lambda: played(streams) == [60])
    # What the wall says meanwhile is what counts.
    tile.hide()
    qtbot.waitUntil(lambda: played(streams) == [])
    sought = TilePlay(view="v", moment=format_time(NOON + 300), at=format_time(now[0]), rate=2.0)
    recordings.put(tile, replace(RECORDING, play=sought))
    assert played(streams) == []
    now[0] += 10
    tile.show()
    qtbot.waitUntil(lambda: played(streams) == [320])
    # What comes to its end unseen has ended.
    tile.hide()
    qtbot.waitUntil(lambda: played(streams) == [])
    now[0] += 1000
    tile.show()
    qtbot.waitUntil(lambda: tile.figures.state is TileState.ENDED)
    assert played(streams) == []
    recordings.close()


def test_its_camera_has_a_name(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    recordings = on_walls(made, streams, lambda: NOON + 1000, hands=False)
    (tile,) = make_tiles(qtbot, 1)
    recordings.put(tile, RECORDING)
    assert tile.name.endswith(made.picture.of(Camera)["c1"].data.name)
    recordings.on_changes(made.change("camera", "c1", name="南门"))
    assert tile.name.endswith("南门")
    recordings.close()


def test_its_cameras_bookmarks_stand_on_its_bar(qtbot: QtBot, streams: NotedStreams) -> None:
    made = street()
    recordings = on_walls(made, streams, lambda: NOON + 1000)
    (tile,) = make_tiles(qtbot, 1)
    recordings.put(tile, RECORDING)
    bookmark = RecordingBookmark(
        camera="c1",
        camera_name="北门",
        org="o",
        grid_code="1",
        moment=format_time(NOON + 60),
        user="u",
        by="李",
        at=format_time(NOON + 999),
    )
    recordings.on_changes(made.put("recording_bookmark", "b1", bookmark))
    bar = tile.findChild(RecordingBar)
    assert bar is not None
    assert [tick.moment for tick in bar.line.ticks] == [NOON + 60]
    recordings.close()


@pytest.fixture
def walls(qtbot: QtBot, streams: NotedStreams) -> tuple[District, Walls]:
    made = street()
    one = Walls(
        settings=[WallSettings(id="wall-1", tiles=4)],
        cameras=camera_tiles(made, streams),
        picture=made.picture,
        vicinity=Vicinity(picture=made.picture),
        now=lambda: NOON + 1000,
        player=Player(session(), streams),
        parent=streams,
    )
    for window in one.windows:
        qtbot.addWidget(window)
        window.resize(800, 600)
        with qtbot.waitExposed(window):
            window.show()
    return made, one


def test_an_alarm_takes_its_tile_and_then_it_comes_back_where_it_was(
    qtbot: QtBot, walls: tuple[District, Walls], streams: NotedStreams
) -> None:
    made, one = walls
    layout = encode(reserve(usual("4"), {1}, alarm=True))
    one.on_changes(made.put("wall", "wall-1", Wall(name="Hall", org="o", layout=layout, tiles=(RECORDING,))))
    qtbot.waitUntil(lambda: played(streams) != [])
    shows(streams, 77)
    one.on_changes(made.put("alarm", "fire", replace(alarm(1), cameras=("c3",))))
    assert played(streams) == []
    assert any("/c3/" in url for url in streams.playing.values())
    one.on_changes(made.change("alarm", "fire", state=AlarmState.ACKNOWLEDGED))
    qtbot.waitUntil(lambda: played(streams) == [77])
    assert not any("/c3/" in url for url in streams.playing.values())


def test_hands_on_its_bar_reach_the_wall(walls: tuple[District, Walls], streams: NotedStreams) -> None:
    made, one = walls
    asked: list[tuple[str, WallPlay]] = []
    one.play_requested.connect(lambda wall, args: asked.append((wall, args)))
    one.on_changes(
        made.put("wall", "wall-1", Wall(name="Hall", org="o", tiles=(replace(RECORDING, tile=3),)))
    )
    tile: Tile = one.windows[0].grid.tile(3)
    (bar,) = tile.findChildren(RecordingBar)
    bar.hold.click()
    assert asked == [("wall-1", WallPlay(tile=3, moment=format_time(NOON), rate=0.0))]
    # What is used is at hand, and chosen.
    assert one.current.chosen == 3
    assert tile.name
    # A camera in its place leaves nothing of it.
    one.on_changes(made.change("wall", "wall-1", tiles=(WallTile(tile=3, camera="c2"),)))
    assert played(streams) == []
    assert "Recording" not in tile.name
