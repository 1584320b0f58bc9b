"""A tile keeps its picture, and the name of it, until the next picture is there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from console.video.messages import Pace, Source
from console.wall.camera_tiles import CameraTiles
from tests.console.desk import HTTP, NotedStreams, camera_at, camera_tiles, make_tiles, street
from widgets.wall.tile import Tile
from widgets.wall.tile_state import TileFigures, TileState

LIVE = TileFigures(state=TileState.LIVE, frames=5)


class Player:
    """One tile on the screen that shows the first camera live."""

    def __init__(self, qtbot: QtBot, streams: NotedStreams) -> None:
        made = street()
        self.streams = streams
        self.tiles: CameraTiles = camera_tiles(made, streams)
        (self.tile,) = make_tiles(qtbot, 1)
        self.tile.resize(400, 250)
        self.tile.show()
        qtbot.waitExposed(self.tile)
        self.tiles.add("wall", self.tile)
        self.tiles.show("wall", "c1")
        self.says("wall", LIVE)

    def says(self, key: str, figures: TileFigures) -> None:
        self.streams.figures_changed.emit({key: figures})

    @property
    def plays(self) -> dict[str, str]:
        return {key: url.rsplit("/", 2)[-2] for key, url in self.streams.playing.items()}


@pytest.fixture
def player(qtbot: QtBot, streams: NotedStreams) -> Player:
    return Player(qtbot, streams)


def windows(tile: Tile) -> tuple[int, int]:
    return tile.native_id(), tile.back_id()


def test_the_former_picture_and_its_name_stay_until_the_next_is_there(player: Player) -> None:
    front, back = windows(player.tile)
    player.tiles.show("wall", "c2")
    assert player.plays == {"wall": "c1", "wall~": "c2"}
    assert player.tile.name == camera_at(1).name
    assert (player.tiles.camera_on("wall"), player.tiles.camera_seen("wall")) == ("c2", "c1")
    player.says("wall~", TileFigures(state=TileState.CONNECTING))
    assert player.tile.name == camera_at(1).name
    player.says("wall~", LIVE)
    assert player.plays == {"wall~": "c2"}
    assert player.tile.name == camera_at(2).name
    assert windows(player.tile) == (back, front)
    assert player.tiles.engine_key("wall") == "wall~"
    # And back again, by the same two windows.
    player.tiles.show("wall", "c3")
    player.says("wall", LIVE)
    assert player.plays == {"wall": "c3"}
    assert windows(player.tile) == (front, back)


def test_what_was_opened_ahead_is_there_at_once(player: Player) -> None:
    player.tiles.prepare("wall", "c2")
    assert player.plays == {"wall": "c1", "wall~": "c2"}
    player.says("wall~", LIVE)
    assert player.tile.name == camera_at(1).name
    opened = player.streams.opened
    player.tiles.show("wall", "c2")
    assert player.tile.name == camera_at(2).name
    assert player.plays == {"wall~": "c2"}
    assert player.streams.opened == opened


def test_what_is_to_come_gets_all_its_pictures_until_it_is_seen(player: Player) -> None:
    showing = player.tiles._players["wall"].front
    assert showing is not None
    next_ = replace(showing, camera="c2", source=Source(url="http://127.0.0.1:1/c2/sub"))
    player.tiles._players["wall"].prepare(next_, Pace.KEYFRAMES)
    player.tiles._players["wall"].play(next_, Pace.KEYFRAMES)
    assert [player.streams.paces["wall~"]] == [Pace.FULL]
    player.says("wall~", LIVE)
    assert [player.streams.paces["wall~"]] == [Pace.KEYFRAMES]


def test_what_was_opened_ahead_in_vain_is_left(player: Player) -> None:
    player.tiles.prepare("wall", "c2")
    player.tiles.prepare("wall", "")
    assert player.plays == {"wall": "c1"}
    player.tiles.prepare("wall", "c2")
    player.tiles.show("wall", "c3")
    assert player.plays == {"wall": "c1", "wall~": "c3"}


def test_a_camera_that_fails_is_named_with_its_failure(player: Player) -> None:
    player.tiles.show("wall", "c2")
    player.says("wall~", TileFigures(state=TileState.UNREACHABLE))
    assert player.tile.name == camera_at(2).name
    assert player.plays == {"wall~": "c2"}


def test_nobody_waits_for_ever_before_another_camera_than_he_asked_for(qtbot: QtBot, player: Player) -> None:
    player.tiles.show("wall", "c2")
    player.says("wall", TileFigures(state=TileState.STALLED))
    assert player.tile.name == camera_at(2).name, "there was no moving picture to keep"
    player.says("wall~", LIVE)
    player.tiles.show("wall", "c3")
    qtbot.waitUntil(lambda: player.tile.name == camera_at(3).name)


def test_the_main_stream_of_the_same_camera_comes_when_it_can(player: Player) -> None:
    player.tiles.show("wall", "c1", stream="main")
    assert player.streams.playing["wall~"].endswith("/c1/main")
    player.says("wall~", TileFigures(state=TileState.UNREACHABLE))
    assert player.streams.playing["wall"].endswith("/c1/sub"), "the small picture is better than none"
    player.says("wall~", LIVE)
    assert list(player.streams.playing) == ["wall~"]


def test_where_no_picture_moves_there_is_nothing_to_wait_for(player: Player) -> None:
    player.says("wall", TileFigures(state=TileState.OFFLINE))
    player.tiles.show("wall", "c2")
    assert player.plays == {"wall": "c2"}
    assert player.tile.name == camera_at(2).name


def test_emptying_a_tile_drops_both(player: Player) -> None:
    player.tiles.show("wall", "c2")
    player.tiles.show("wall", "")
    assert player.plays == {}
    assert player.tile.name == ""


def test_another_title_is_for_what_is_to_be_seen(player: Player) -> None:
    player.tiles.show("wall", "c2", title="[Alarm]")
    player.tiles.show("wall", "c2", title="[Drill]")
    assert player.tile.name == camera_at(1).name
    player.says("wall~", LIVE)
    assert player.tile.name == f"[Drill]  {camera_at(2).name}"


def test_what_was_opened_ahead_stays_open_while_the_machine_is_planned_for(
    qtbot: QtBot, player: Player
) -> None:
    player.tiles.prepare("wall", "c2")
    with qtbot.waitSignal(player.tiles._governor.decided):
        player.says("wall~", LIVE)
    assert player.plays == {"wall": "c1", "wall~": "c2"}
    player.tiles.prepare("wall", "c2")
    opened = player.streams.opened
    player.tiles.show("wall", "c2")
    assert player.plays == {"wall~": "c2"}
    assert player.streams.opened == opened


def test_what_was_opened_ahead_takes_its_share_once_it_has_a_picture(player: Player) -> None:
    of_tile = player.tiles._players["wall"]
    showing = of_tile.front
    assert showing is not None
    next_ = replace(showing, camera="c2", source=Source(url="http://127.0.0.1:1/c2/sub"))
    of_tile.prepare(next_, Pace.KEYFRAMES)
    assert [player.streams.paces["wall~"]] == [Pace.FULL]
    player.says("wall~", LIVE)
    assert [player.streams.paces["wall~"]] == [Pace.KEYFRAMES]


def test_the_stream_that_was_opened_ahead_is_taken_whichever_it_is(qtbot: QtBot, player: Player) -> None:
    player.tile.resize(1900, 1000)
    player.tiles.prepare("wall", "c2")
    assert player.streams.playing["wall~"].endswith("/c2/main")
    player.tile.resize(400, 250)
    player.tiles.show("wall", "c2")
    assert player.streams.playing["wall~"].endswith("/c2/main")
    player.says("wall~", LIVE)
    assert player.streams.playing == {"wall~": f"{HTTP}/c2/main"}
    qtbot.waitUntil(lambda: player.streams.playing.get("wall", "").endswith("/c2/sub"))


def test_nothing_is_opened_ahead_for_what_stands_there_already(player: Player) -> None:
    player.tiles.prepare("wall", "c1")
    assert player.plays == {"wall": "c1"}
