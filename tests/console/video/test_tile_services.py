from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from console.video.messages import Crop, NotDone, ToWorker
from console.video.supervisor import VideoSupervisor
from console.video.tile_services import NotTaken, TileServices
from tests.console.desk import NotedStreams, delete_now
from tests.console.video.wall import TestWall
from tests.rtsp import RtspServer
from widgets.wall.tile_state import TileFigures, TileState


class Told(NotedStreams):
    """Notes what a worker would have been told."""

    def __init__(self) -> None:
        super().__init__()
        self.orders: list[ToWorker] = []
        self.plays = True

    def tell(self, tile_key: str, order: Callable[[int], ToWorker]) -> bool:
        if self.plays:
            self.orders.append(order(7))
        return self.plays


@pytest.fixture
def told(qtbot: QtBot) -> Iterator[Told]:
    made = Told()
    yield made
    delete_now(made)


async def while_qt_goes_on(*asked: asyncio.Task[object]) -> None:
    """Nobody but Qt's loop hears the workers."""
    while not all(task.done() for task in asked):
        QCoreApplication.processEvents()
        await asyncio.sleep(0.001)


@pytest.fixture
def supervisor(qtbot: QtBot) -> Iterator[VideoSupervisor]:
    made = VideoSupervisor(rendering="software")
    yield made

    async def close() -> None:
        async with asyncio.TaskGroup() as group:
            closing: asyncio.Task[object] = group.create_task(made.close())
            await while_qt_goes_on(closing)

    asyncio.run(close())
    delete_now(made)


def test_a_tile_s_pictures_are_kept_looked_back_at_and_zoomed_into(
    qtbot: QtBot, supervisor: VideoSupervisor, rtsp_server: RtspServer, tmp_path: Path
) -> None:
    services = TileServices(supervisor=supervisor)
    wall = TestWall(qtbot=qtbot, supervisor=supervisor, tiles=2)
    wall.show(1, rtsp_server.url(0))
    qtbot.waitUntil(lambda: wall.state(1) is TileState.LIVE and wall.figures(1).kept_s > 2)

    async def keep() -> None:
        asked = time.time()
        async with asyncio.TaskGroup() as group:
            still = group.create_task(services.still("1", tmp_path / "still.jpg"))
            clip = group.create_task(services.last("1", tmp_path / "clip.mp4", seconds=1.0))
            late = group.create_task(
                asyncio.wait_for(_refused(services.clip("1", tmp_path / "x.ts", began=1, ended=2)), 5)
            )
            await while_qt_goes_on(still, clip, late)
        assert (still.result().width, still.result().height) == (320, 180)
        assert asked - 1.5 < still.result().taken_at <= time.time()
        content = (tmp_path / "clip.mp4").read_bytes()
        assert clip.result().sha256 == hashlib.sha256(content).hexdigest()
        assert 20 <= clip.result().pictures <= 40
        assert late.result() == "nothing_kept"

    asyncio.run(keep())
    with av.open(tmp_path / "clip.mp4") as container:
        assert sum(1 for _ in container.decode(video=0)) >= 20
    assert services.replay("1", back_s=1.0, rate=0.5)
    qtbot.waitUntil(lambda: wall.state(1) is TileState.REPLAY)
    replay = wall.figures(1).replay
    assert replay is not None
    assert replay.behind_s >= 0.9
    # A picture that stands still is neither stalled nor opened anew.
    services.replay_rate("1", 0.0)
    qtbot.waitUntil(lambda: (told := wall.figures(1).replay) is not None and told.rate == 0)
    assert services.crop("1", left=0.5, top=0.5, width=0.5, height=0.5)
    assert services.replay_end("1")
    qtbot.waitUntil(lambda: wall.state(1) is TileState.LIVE)
    qtbot.waitUntil(wall.moves(1))
    assert wall.figures(1).reconnects == 0
    assert supervisor.status.streams == 1
    assert supervisor.status.ring_bytes > 50_000
    supervisor.clear("1")
    assert services.crop_of("1") == (0.0, 0.0, 1.0, 1.0)


async def _refused(asked: object) -> str:
    """Why it was refused."""
    try:
        await asked  # type: ignore[misc]
    except NotTaken as refusal:
        return str(refusal)
    return ""


def test_a_tile_that_plays_nothing_can_be_asked_nothing(told: Told, tmp_path: Path) -> None:
    services = TileServices(supervisor=told)
    told.plays = False
    assert not services.replay("1", back_s=5)
    assert not services.crop("1", left=0, top=0, width=0.5, height=0.5)
    assert services.crop_of("1") == (0.0, 0.0, 1.0, 1.0)
    assert asyncio.run(_refused(services.still("1", tmp_path / "a.png"))) == "no_stream"


def test_what_the_worker_could_not_do_is_told(told: Told, tmp_path: Path) -> None:
    services = TileServices(supervisor=told)

    async def ask() -> str:
        async with asyncio.TaskGroup() as group:
            asked = group.create_task(_refused(services.still("1", tmp_path / "a.png")))
            await asyncio.sleep(0)
            told.answered.emit(NotDone(request=99, reason="another"))
            told.answered.emit(NotDone(request=1, reason="No space left on device"))
        return asked.result()

    assert asyncio.run(ask()) == "No space left on device"


def test_a_part_of_the_picture_stays_inside_it_and_is_told_again_to_a_stream_opened_anew(told: Told) -> None:
    services = TileServices(supervisor=told)
    services.crop("1", left=0.9, top=-1.0, width=0.5, height=0.001)
    assert services.crop_of("1") == (0.5, 0.0, 0.5, 0.05)
    told.figures_changed.emit({"1": TileFigures(state=TileState.LIVE), "2": TileFigures()})
    told.figures_changed.emit({"1": TileFigures(state=TileState.LIVE)})
    told.figures_changed.emit({"1": TileFigures(state=TileState.RECONNECTING)})
    told.figures_changed.emit({"1": TileFigures(state=TileState.LIVE)})
    assert len(told.orders) == 4
    told.figures_changed.emit({"1": TileFigures()})
    assert services.crop_of("1") == (0.0, 0.0, 1.0, 1.0)


def test_what_takes_the_place_of_a_stream_shows_the_same_part(told: Told) -> None:
    services = TileServices(supervisor=told, parent=told)
    services.crop_alike("wall-1", "wall-1~")
    assert services.crop_of("wall-1~") == (0.0, 0.0, 1.0, 1.0)
    services.crop("wall-1", left=0.2, top=0.2, width=0.5, height=0.5)
    told.plays = False
    services.crop_alike("wall-1", "wall-1~")
    assert services.crop_of("wall-1~") == (0.2, 0.2, 0.5, 0.5)
    told.plays = True
    told.orders.clear()
    services.crop_alike("wall-1", "wall-1~")
    assert told.orders == [], "once is enough"
    told.figures_changed.emit({"wall-1": TileFigures(), "wall-1~": TileFigures(state=TileState.LIVE)})
    assert told.orders == [Crop(tile="wall-1~", run=7, left=0.2, top=0.2, width=0.5, height=0.5)]
    assert services.crop_of("wall-1") == (0.0, 0.0, 1.0, 1.0)
