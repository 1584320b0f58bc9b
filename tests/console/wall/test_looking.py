from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.times import format_time
from backend_client.protocol.wall import TilePlay
from backend_client.protocol.wall_args import WallPlay
from backend_client.tasks import TaskSet
from console.situation import Situation
from console.video.messages import (
    Crop,
    NotDone,
    Pace,
    Replay,
    ReplayEnd,
    ReplayRate,
    ReplayStep,
    TakeStill,
    ToWorker,
)
from console.wall.chosen import ChosenTile
from console.wall.looking import LookRoom
from tests.console.desk import HTTP, NotedStreams, camera_tiles, delete_now, make_tiles, street
from tests.console.wall.test_recordings import NOON, RECORDING, on_walls, shows
from tests.waiting import until
from widgets.wall.replay_bar import ReplayBar
from widgets.wall.tile import Tile
from widgets.wall.tile_state import ReplayFigures, TileFigures, TileState

LIVE = TileFigures(state=TileState.LIVE, frames=9, kept_s=60.0, codec="h264", size=(640, 360))


def replaying(behind_s: float, rate: float = 1.0) -> TileFigures:
    replay = ReplayFigures(behind_s=behind_s, rate=rate, oldest_s=60.0)
    return TileFigures(state=TileState.REPLAY, frames=9, kept_s=60.0, replay=replay)


class Told(NotedStreams):
    """Notes what a worker would have been told."""

    def __init__(self) -> None:
        super().__init__()
        self.orders: list[ToWorker] = []

    def tell(self, tile_key: str, order: Callable[[int], ToWorker]) -> bool:
        self.orders.append(order(1))
        return True

    def clear(self, tile_key: str) -> None:
        """Tell of it as the engine does."""
        if tile_key in self.playing:
            super().clear(tile_key)
            self.figures_changed.emit({tile_key: TileFigures()})


class Room:
    """Two tiles, the first with a camera that plays, and the room of looking closely."""

    def __init__(self, *, qtbot: QtBot, stills: Path, tasks: TaskSet) -> None:
        made = street()
        self.streams = Told()
        self.cameras = camera_tiles(made, self.streams)
        self.window = QWidget()
        self.tiles = make_tiles(qtbot, 2)
        for number, tile in enumerate(self.tiles, start=1):
            tile.resize(640, 400)
            with qtbot.waitExposed(tile):
                tile.show()
            self.cameras.add(f"wall-{number}", tile)
        self.chosen = ChosenTile(cameras=self.cameras, parent=self.streams)
        self.recordings = on_walls(made, self.streams, lambda: NOON + 1000)
        self.room = LookRoom(
            cameras=self.cameras,
            chosen=self.chosen,
            supervisor=self.streams,
            tasks=tasks,
            requests=None,  # type: ignore[arg-type]
            dialogs=None,  # type: ignore[arg-type]
            situation=Situation(picture=made.picture, parent=self.streams),
            stills=stills,
            playback=self.recordings.playback,
            now=lambda: 0.0,
            parent=self.streams,
        )
        self.told: list[str] = []
        self.room.told.connect(self.told.append)

    def play(self) -> None:
        self.cameras.show("wall-1", "c1")
        self.figures(LIVE)
        self.chosen.choose(self.tiles[0])

    def figures(self, figures: TileFigures) -> None:
        self.streams.figures_changed.emit({"wall-1": figures})

    def run(self, *ids: str) -> list[ToWorker]:
        """What the worker is told by these actions, one after the other."""
        self.streams.orders.clear()
        for id_ in ids:
            assert not self.room.why_not(id_)
            self.room.run(id_)
        return self.streams.orders


@pytest.fixture
async def room(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[Room]:
    made = Room(qtbot=qtbot, stills=tmp_path / "stills", tasks=TaskSet())
    yield made
    for tile in made.tiles:
        tile.setParent(None)
    delete_now(made.streams)


async def test_each_action_has_words_and_says_why_it_is_not_possible(room: Room) -> None:
    ids = room.room.ids()
    assert len({room.room.text(id_) for id_ in ids}) == len(ids)
    assert room.room.theme
    assert room.room.why_not("look.back") == "Click on a tile first"
    room.chosen.choose(room.tiles[1])
    assert room.room.why_not("look.back") == "There is no camera on the tile"
    room.play()
    room.figures(TileFigures(state=TileState.CONNECTING))
    assert room.room.why_not("look.back") == "Nothing is kept of this picture yet"
    room.figures(LIVE)
    assert room.room.why_not("look.back") == ""
    assert room.room.why_not("look.live") == "The picture is live"
    assert room.room.why_not("look.whole") == "It is the whole picture"
    assert room.room.why_not("look.figures") == ""


async def test_looking_back_leaps_holds_steps_and_ends_at_now(room: Room) -> None:
    room.play()
    assert room.run("look.back") == [Replay(tile="wall-1", run=1, back_s=10.0)]
    room.figures(replaying(10.0))
    assert room.run("look.back") == [Replay(tile="wall-1", run=1, back_s=20.0)]
    assert room.run("look.hold") == [ReplayRate(tile="wall-1", run=1, rate=0.0)]
    room.figures(replaying(20.0, rate=0.0))
    assert room.run("look.slower") == [ReplayRate(tile="wall-1", run=1, rate=0.5)]
    assert room.run("look.slower", "look.slower", "look.faster")[-2:] == [
        ReplayRate(tile="wall-1", run=1, rate=0.25),
        ReplayRate(tile="wall-1", run=1, rate=0.5),
    ]
    assert room.run("look.hold") == [ReplayRate(tile="wall-1", run=1, rate=0.5)]
    assert room.run("look.step", "look.step_back") == [
        ReplayStep(tile="wall-1", run=1, pictures=1),
        ReplayStep(tile="wall-1", run=1, pictures=-1),
    ]
    assert room.run("look.on") == [Replay(tile="wall-1", run=1, back_s=10.0, rate=0.0)]
    room.figures(replaying(9.0))
    assert room.run("look.on", "look.live") == [ReplayEnd(tile="wall-1", run=1)] * 2


async def test_a_live_picture_is_held_before_it_is_stepped_through(room: Room) -> None:
    room.play()
    first, second = room.run("look.step_back")
    assert isinstance(first, Replay)
    assert (first.rate, second) == (0.0, ReplayStep(tile="wall-1", run=1, pictures=-1))


async def test_the_bar_stands_below_a_tile_as_long_as_it_looks_back(room: Room) -> None:
    room.play()
    room.figures(replaying(10.0))
    (bar,) = room.tiles[0].findChildren(ReplayBar)
    room.streams.orders.clear()
    bar.sought.emit(30.0)
    bar.sought.emit(0.2)
    for _ in range(3):
        bar.rate_wanted.emit()
    assert room.streams.orders == [
        Replay(tile="wall-1", run=1, back_s=30.0),
        ReplayEnd(tile="wall-1", run=1),
        *(ReplayRate(tile="wall-1", run=1, rate=rate) for rate in (0.5, 0.25, 1.0)),
    ]
    full = room.tiles[0].picture.height() + bar.height()
    room.figures(LIVE)
    assert room.tiles[0].picture.height() == full


async def test_going_closer_is_kept_until_another_camera_stands_there(room: Room) -> None:
    room.play()
    (order,) = room.run("look.closer")
    assert isinstance(order, Crop)
    assert order.left == pytest.approx(0.1)
    assert (order.width, order.height) == (0.8, 0.8)
    assert room.room.why_not("look.whole") == ""
    assert zooms(room) == 1.25
    (order,) = room.run("look.whole")
    assert isinstance(order, Crop)
    assert (order.left, order.width) == (0.0, 1.0)
    room.run("look.closer", "look.closer")
    room.figures(TileFigures())
    assert room.room.why_not("look.whole") == "It is the whole picture"
    assert zooms(room) == 1.0


def test_the_part_that_is_shown_stays_when_the_tile_is_enlarged(qtbot: QtBot, room: Room) -> None:
    seen(qtbot, room)
    room.run("look.closer", "look.closer")
    (before,) = room.streams.orders[-1:]
    assert isinstance(before, Crop)
    room.streams.orders.clear()
    enlarge(qtbot, room)
    assert room.streams.orders == [replace(before, tile="wall-1~")], "before its first picture"
    (further,) = room.run("look.further")
    assert isinstance(further, Crop)
    room.streams.orders.clear()
    room.streams.figures_changed.emit({"wall-1~": LIVE})
    assert room.cameras.engine_key("wall-1") == "wall-1~"
    assert replace(further, tile="wall-1~") in room.streams.orders
    assert room.room.why_not("look.whole") == ""
    assert zooms(room) == 1.25
    (whole,) = room.run("look.whole")
    assert isinstance(whole, Crop)
    assert (whole.tile, whole.width) == ("wall-1~", 1.0)


def test_who_looks_back_is_not_brought_to_now_by_enlarging_the_tile(qtbot: QtBot, room: Room) -> None:
    seen(qtbot, room)
    room.figures(replaying(10.0))
    opened = room.streams.opened
    with qtbot.waitSignal(room.cameras._governor.decided):
        room.tiles[0].resize(1900, 1000)
    assert (room.streams.opened, list(room.streams.playing)) == (opened, ["wall-1"])
    room.figures(TileFigures(state=TileState.PAUSED))
    assert room.streams.opened == opened, "its first new picture is on its way"
    room.figures(LIVE)
    assert room.streams.playing["wall-1~"].endswith("/c1/main")
    assert room.streams.playing["wall-1"].endswith("/c1/sub")


def test_who_looks_back_while_the_tile_is_being_enlarged_is_not_brought_to_now(
    qtbot: QtBot, room: Room
) -> None:
    seen(qtbot, room)
    enlarge(qtbot, room)
    room.figures(replaying(10.0))
    assert list(room.streams.playing) == ["wall-1"]
    room.cameras.show("wall-1", "c1", title="[Alarm]")
    room.figures(LIVE)
    room.streams.figures_changed.emit({"wall-1~": LIVE})
    assert list(room.streams.playing) == ["wall-1~"]
    assert room.tiles[0].name.startswith("[Alarm]")


def test_another_camera_does_not_wait_for_who_looks_back(qtbot: QtBot, room: Room) -> None:
    seen(qtbot, room)
    room.figures(replaying(10.0))
    room.cameras.show("wall-1", "c2")
    assert room.streams.playing == {"wall-1": f"{HTTP}/c2/sub"}


async def test_a_still_is_taken_of_what_the_chosen_tile_shows(room: Room) -> None:
    room.play()
    room.run("look.still")
    await until(lambda: room.streams.orders)
    (order,) = room.streams.orders
    assert isinstance(order, TakeStill)
    room.streams.answered.emit(NotDone(request=order.request, reason="nothing_kept"))
    await until(lambda: room.told)
    assert room.told == ["No still was kept: there is no picture"]


async def test_figures_stand_in_all_strips_and_in_those_that_come_later(room: Room) -> None:
    room.play()
    before = picture_of(room.tiles[0])
    room.run("look.figures")
    assert picture_of(room.tiles[0]) != before
    room.run("look.figures")
    assert picture_of(room.tiles[0]) == before


def seen(qtbot: QtBot, room: Room) -> None:
    """Let the first tile play its camera's small stream in a window that keeps its size."""
    qtbot.addWidget(room.window)
    room.window.resize(1900, 1000)
    room.tiles[0].setParent(room.window)
    room.window.show()
    room.tiles[0].show()
    qtbot.waitExposed(room.window)
    room.play()
    qtbot.waitUntil(lambda: room.streams.paces["wall-1"] is Pace.FULL)


def enlarge(qtbot: QtBot, room: Room) -> None:
    """Let the first tile be as large as a screen, and its camera's main stream be opened."""
    room.tiles[0].resize(1900, 1000)
    qtbot.waitUntil(lambda: "wall-1~" in room.streams.playing)
    assert room.streams.playing["wall-1~"].endswith("/c1/main")


def zooms(room: Room) -> float:
    """How close the first tile says that it is."""
    return room.tiles[0].zoom


def picture_of(tile: Tile) -> bytes:
    """How the tile is drawn."""
    image = tile.grab().toImage()
    return bytes(image.constBits())


def test_the_keys_of_the_last_minute_are_a_recording_s_too(room: Room) -> None:
    asked: list[WallPlay] = []
    room.recordings.play_wanted.connect(lambda _tile, play: asked.append(play))
    room.recordings.put(room.tiles[1], RECORDING)
    shows(room.streams, 120)
    room.chosen.choose(room.tiles[1])
    for id_ in ("look.back", "look.on", "look.hold", "look.faster", "look.slower"):
        assert room.room.why_not(id_) == ""
        room.room.run(id_)
    assert [(play.moment, play.rate) for play in asked] == [
        (format_time(NOON + moment), rate)
        for moment, rate in ((110, 1.0), (130, 1.0), (120, 0.0), (120, 2.0), (120, 1.0))
    ]
    assert room.room.why_not("look.step") == "A recording stands on the tile"
    assert room.room.why_not("look.still") == "A recording stands on the tile"
    assert room.streams.orders == []


def test_at_its_end_a_recording_begins_again_by_the_key(room: Room) -> None:
    asked: list[WallPlay] = []
    room.recordings.play_wanted.connect(lambda _tile, play: asked.append(play))
    room.recordings.put(room.tiles[1], RECORDING)
    shows(room.streams, 595)
    room.chosen.choose(room.tiles[1])
    room.room.run("look.on")
    assert asked[-1].moment == format_time(NOON + 600), "no further than its end"
    play = TilePlay(view="v", moment=format_time(NOON + 600), at=format_time(NOON + 1000))
    room.recordings.put(room.tiles[1], replace(RECORDING, play=play))
    room.room.run("look.hold")
    assert asked[-1] == WallPlay(tile=room.tiles[1].number, moment=format_time(NOON), rate=1.0)
