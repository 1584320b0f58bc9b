"""A real camera server behind a network that jitters, up to the real player."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.video.messages import Source
from console.video.player import Player
from console.video.reader import Reading, StreamTrouble
from console.video.remux import PlayerGone, Remux
from console.video.rendering import Rendering
from console.video.sink import PipeSink
from console.video.unit import StreamInfo, Unit
from tests.faults.proxy import FaultProxy
from tests.faults.toxics import Latency, Toxic
from tests.rtsp import RtspServer

QUIET_S = 0.05
JITTER_MS = 90


class Network:
    """A proxy on a thread of its own."""

    def __init__(self, port: int) -> None:
        self._loop = asyncio.new_event_loop()
        self._proxy = FaultProxy(upstream=("127.0.0.1", port))
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._proxy.start(), self._loop).result(5)
        self.port = self._proxy.port

    def suffer(self, *toxics: Toxic) -> None:
        self._loop.call_soon_threadsafe(self._proxy.afflict, *toxics)

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._proxy.close(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture
def network(rtsp_server: RtspServer) -> Iterator[Network]:
    made = Network(rtsp_server.port)
    yield made
    made.close()


class Screen:
    """An address played into a window, as a worker does it."""

    def __init__(self, url: str, window: int) -> None:
        self._sink = PipeSink()
        self._remux: Remux | None = None
        self._reading = Reading(Source(url=url))
        self._playing = Player(Rendering.SOFTWARE).play(self._sink.player_url, window=window)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with contextlib.suppress(StreamTrouble, PlayerGone):
            self._reading.read(self._opened, self._take)

    def _opened(self, info: StreamInfo) -> None:
        self._remux = Remux(sink=self._sink, info=info)

    def _take(self, unit: Unit) -> None:
        assert self._remux is not None
        self._remux.write(unit, time.monotonic())

    def counts(self) -> tuple[int, int]:
        """Pictures shown and pictures left out as late, told to the writer as well."""
        count = self._playing.count()
        if self._remux is not None:
            self._remux.heard(displayed=count.displayed, late=count.late)
        return count.displayed, count.late

    def held_s(self) -> float:
        self.counts()
        return 1.0 if self._remux is None else self._remux.held_s

    def close(self) -> None:
        self._reading.cancel()
        self._thread.join()
        self._playing.stop()
        self._sink.finish()
        self._sink.abandon()


def test_late_pictures_raise_the_buffer_then_none_is_late_and_it_comes_down_again(
    qtbot: QtBot, rtsp_server: RtspServer, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Half a minute of memory is more than a test has.
    monkeypatch.setattr("console.video.buffering.MEMORY_S", 2.0)
    monkeypatch.setattr("console.video.buffering._SINKING", 0.2)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(320, 180)
    with qtbot.waitExposed(window):
        window.show()
    screen = Screen(rtsp_server.url(1).replace(str(rtsp_server.port), str(network.port)), int(window.winId()))
    try:
        qtbot.waitUntil(lambda: screen.held_s() < QUIET_S)
        network.suffer(Latency(latency=JITTER_MS, jitter=JITTER_MS))
        qtbot.waitUntil(lambda: screen.held_s() > JITTER_MS / 1000)
        since = screen.counts()

        def none_is_late() -> bool:
            nonlocal since
            shown, late = screen.counts()
            # One may come later than all that have come until now; more raise the buffer once more.
            if late - since[1] > 1:
                since = shown, late
            return shown >= since[0] + 50

        qtbot.waitUntil(none_is_late)
        raised = screen.held_s()
        network.suffer()
        qtbot.waitUntil(lambda: screen.held_s() < min(QUIET_S, raised / 2))
    finally:
        screen.close()
