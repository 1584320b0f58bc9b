from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from console.video.messages import Source
from console.video.supervisor import VideoSupervisor, VideoUnavailable
from tests.clips import Clips
from tests.console.video.wall import TestWall
from tests.rtsp import RtspServer
from tests.web import TOKEN, Web
from widgets.wall.tile_state import TileState


def alive(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def closed(supervisor: VideoSupervisor) -> None:
    """Close it while Qt goes on: a Qt that ends twice in one process takes a map's browser engine with it."""
    async with asyncio.TaskGroup() as group:
        closing = group.create_task(supervisor.close())
        while not closing.done():
            QCoreApplication.processEvents()
            await asyncio.sleep(0)


@pytest.fixture
def make_supervisor(qtbot: QtBot) -> Iterator[Callable[..., VideoSupervisor]]:
    made: list[VideoSupervisor] = []

    def make(**options: object) -> VideoSupervisor:
        made.append(VideoSupervisor(rendering="software", **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for supervisor in made:
        workers = supervisor.worker_ids
        asyncio.run(closed(supervisor))
        assert not any(alive(pid) for pid in workers)


@pytest.fixture
def supervisor(make_supervisor: Callable[..., VideoSupervisor]) -> VideoSupervisor:
    return make_supervisor()


def test_each_kind_of_stream_becomes_a_moving_picture(
    qtbot: QtBot, supervisor: VideoSupervisor, rtsp_server: RtspServer, web: Web, clips: Clips
) -> None:
    wall = TestWall(qtbot=qtbot, supervisor=supervisor, tiles=4)
    wall.show(1, rtsp_server.url(0))
    wall.show(2, rtsp_server.url(1))
    wall.show(3, web.live(clips.h264))
    wall.show(4, web.live(clips.hevc))
    for number in range(1, 5):
        qtbot.waitUntil(lambda number=number: wall.state(number) is TileState.LIVE)  # type: ignore[misc]
        qtbot.waitUntil(wall.moves(number))
    qtbot.waitUntil(lambda: 20 < wall.figures(1).fps < 30)
    figures = wall.figures(1)
    assert (figures.codec, figures.size) == ("h264", (320, 180))
    assert figures.bitrate > 100_000
    totals = supervisor.totals()
    assert totals.live == 4
    assert totals.frames >= sum(wall.figures(number).frames for number in range(1, 5))
    assert supervisor.status.running == 1
    assert supervisor.status.rendering == "software"


def test_troubles_are_told_by_their_tile_and_others_go_on(
    qtbot: QtBot,
    supervisor: VideoSupervisor,
    rtsp_server: RtspServer,
    web: Web,
    clips: Clips,
    unused_tcp_port: int,
) -> None:
    wall = TestWall(qtbot=qtbot, supervisor=supervisor, tiles=6)
    wall.show(1, rtsp_server.url(0))
    wall.show(2, f"rtsp://127.0.0.1:{unused_tcp_port}/nobody")
    wall.show(3, f"{web.base}/status/403")
    wall.show(4, f"{web.base}/status/503")
    wall.show(5, web.file(clips.mpeg2))
    wall.show(6, web.file(clips.garbage))
    expected = {
        2: TileState.UNREACHABLE,
        3: TileState.NO_PERMISSION,
        4: TileState.OFFLINE,
        5: TileState.WRONG_CODEC,
        6: TileState.GARBAGE,
    }
    qtbot.waitUntil(lambda: all(wall.state(n) is state for n, state in expected.items()))
    assert "mpeg2" in wall.figures(5).detail
    qtbot.waitUntil(lambda: wall.state(1) is TileState.LIVE)
    # A retry is under way or ahead, and the trouble stays told.
    qtbot.waitUntil(lambda: wall.figures(2).attempt >= 2)
    assert wall.states[2][-1] is TileState.UNREACHABLE
    qtbot.waitUntil(wall.moves(1))


def test_a_killed_worker_s_picture_is_back_within_five_seconds(
    qtbot: QtBot, supervisor: VideoSupervisor, rtsp_server: RtspServer
) -> None:
    wall = TestWall(qtbot=qtbot, supervisor=supervisor, tiles=2)
    wall.show(1, rtsp_server.url(0))
    qtbot.waitUntil(lambda: wall.state(1) is TileState.LIVE)
    qtbot.waitUntil(lambda: supervisor.figures()["1"].fps > 20)
    for kill in (signal.SIGKILL, signal.SIGSTOP):
        (worker,) = supervisor.worker_ids
        os.kill(worker, kill)
        began = time.monotonic()
        qtbot.waitUntil(lambda: wall.state(1) is not TileState.LIVE, timeout=5_000)
        qtbot.waitUntil(lambda: wall.state(1) is TileState.LIVE, timeout=5_000)
        qtbot.waitUntil(wall.moves(1), timeout=1_000)
        assert time.monotonic() - began < 5.0
        assert not alive(worker)
    assert supervisor.status.restarts == 2


def test_a_source_that_stops_is_stalled_then_reconnecting_and_comes_back(
    qtbot: QtBot, supervisor: VideoSupervisor, rtsp_server: RtspServer
) -> None:
    wall = TestWall(qtbot=qtbot, supervisor=supervisor, tiles=1)
    wall.show(1, rtsp_server.url(2))
    qtbot.waitUntil(lambda: wall.state(1) is TileState.LIVE)
    rtsp_server.stall(2)
    qtbot.waitUntil(lambda: wall.state(1) is TileState.STALLED, timeout=5_000)
    age = wall.figures(1).last_picture_age
    assert age is not None
    assert age >= 2.9
    qtbot.waitUntil(lambda: wall.state(1) is TileState.RECONNECTING)
    rtsp_server.go(2)
    qtbot.waitUntil(lambda: wall.state(1) is TileState.LIVE)
    qtbot.waitUntil(wall.moves(1))


def test_a_cleared_tile_lets_go_of_its_window_and_can_play_again(
    qtbot: QtBot, supervisor: VideoSupervisor, web: Web, clips: Clips
) -> None:
    wall = TestWall(qtbot=qtbot, supervisor=supervisor, tiles=1)
    wall.show(1, web.live(clips.h264))
    qtbot.waitUntil(lambda: wall.state(1) is TileState.LIVE)
    supervisor.clear("1")
    wall.grid.tile(1).set_camera("")
    assert wall.state(1) is TileState.EMPTY
    shown = supervisor.totals().frames
    assert shown > 0
    qtbot.waitUntil(lambda: wall.picture(1).std() < 30)  # dark ground with a word on it
    wall.show(1, web.live(clips.other))
    qtbot.waitUntil(lambda: wall.state(1) is TileState.LIVE)
    qtbot.waitUntil(wall.moves(1))
    qtbot.waitUntil(lambda: supervisor.totals().frames > shown)


def test_headers_are_asked_for_at_every_opening(
    qtbot: QtBot, make_supervisor: Callable[..., VideoSupervisor], web: Web, clips: Clips
) -> None:
    asked: list[str] = []

    def headers(url: str) -> dict[str, str]:
        asked.append(url)
        return {"Authorization": f"Bearer {TOKEN}"} if len(asked) > 1 else {}

    wall = TestWall(qtbot=qtbot, supervisor=make_supervisor(headers=headers), tiles=1)
    url = f"{web.base}/secret/{clips.h264.name}"
    wall.show(1, url)
    qtbot.waitUntil(lambda: wall.state(1) is TileState.NO_PERMISSION)
    qtbot.waitUntil(lambda: wall.state(1) is TileState.LIVE)
    assert asked[:2] == [url, url]


def test_more_tiles_get_more_workers_and_share_them_evenly(
    qtbot: QtBot, make_supervisor: Callable[..., VideoSupervisor], unused_tcp_port: int
) -> None:
    supervisor = make_supervisor(tiles_per_worker=2)
    supervisor.prepare(3)
    assert supervisor.status.running == 2
    for number in range(5):
        supervisor.show(str(number), 0, Source(url=f"http://127.0.0.1:{unused_tcp_port}/{number}"))
    assert supervisor.status.running == 3


def test_no_more_is_opened_than_the_x_server_has_connections_for(
    qtbot: QtBot, make_supervisor: Callable[..., VideoSupervisor], web: Web, clips: Clips
) -> None:
    supervisor = make_supervisor(x_clients=lambda: 21)  # two pictures' and everybody else's
    wall = TestWall(qtbot=qtbot, supervisor=supervisor, tiles=3)
    before = web.connections
    for number in (1, 2, 3):
        wall.show(number, web.live(clips.h264) + f"?{number}")
    qtbot.waitUntil(lambda: [wall.state(number) for number in (1, 2)] == [TileState.LIVE] * 2)
    assert wall.state(3) is TileState.NO_ROOM
    assert supervisor.status.without_room == 1
    assert web.connections == before + 2, "a stream that cannot be shown is not asked for"
    supervisor.clear("1")
    qtbot.waitUntil(lambda: wall.state(3) is TileState.LIVE)
    assert supervisor.status.without_room == 0


def test_without_libvlc_video_is_unavailable_with_a_sentence(
    qtbot: QtBot, make_supervisor: Callable[..., VideoSupervisor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_VLC_LIB_PATH", "/nonexistent/libvlc.so")
    supervisor = make_supervisor()
    with qtbot.waitSignal(supervisor.unavailable) as told:
        supervisor.prepare(1)
    assert "install" in told.args[0]
    with pytest.raises(VideoUnavailable, match="install"):
        supervisor.check()
