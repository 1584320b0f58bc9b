"""A wall with real video workers before a server that misbehaves, and eyes for its pixels.

`displayed_pictures` proves decoding, not a picture: wherever a tile is said to be live or back, the screen is
looked at.
"""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QRect, QTimer
from PySide6.QtGui import QImage

from console.pixels import Grey, grab, moved
from console.video.messages import Source
from console.video.supervisor import VideoSupervisor
from widgets.wall.tile_state import TileFigures, TileState
from widgets.wall.wall_grid import WallGrid

_PROGRAM: Final = Path(__file__).resolve().parent / "torture_server.py"
_EVERY_MS: Final = 20
_APART_S: Final = 0.5


class Unmet(Exception):
    """Something was not so in time."""


class Server:
    """The misbehaving server, in a process of its own; it can be killed and come back at its address.

    `streams` as the server's arguments have them: NAME=KIND:FILE[,FILE]. Raises OSError without GStreamer.
    """

    def __init__(self, streams: Sequence[str]) -> None:
        self._streams = tuple(streams)
        self._port = 0
        self._process = self._start()

    def url(self, name: str) -> str:
        """Where a stream is."""
        return f"rtsp://127.0.0.1:{self._port}/{name}"

    def say(self, command: str) -> None:
        """Give a command: see torture_server."""
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def opens(self) -> tuple[list[float], int]:
        """When connections were accepted since its start (monotonic seconds), and how many are open."""
        self.say("opens")
        told = self._read()
        return told["opens"], told["clients"]

    def kill(self) -> None:
        """As when its power fails."""
        self._process.send_signal(signal.SIGKILL)
        self._end()

    def come_back(self) -> None:
        """At the same address."""
        self._process = self._start()

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._end()

    def _end(self) -> None:
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            ["/usr/bin/python3", str(_PROGRAM), "--port", str(self._port), *self._streams],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._process = process
        self._port = self._read()["port"]
        return process

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise OSError("the RTSP server does not start: is gir1.2-gst-rtsp-server-1.0 installed?")
        told: dict[str, Any] = json.loads(line)
        return told


@contextmanager
def serving(streams: Sequence[str]) -> Iterator[Server]:
    """A server that ends with the block."""
    server = Server(streams)
    try:
        yield server
    finally:
        server.close()


@contextmanager
def babbling() -> Iterator[str]:
    """The address of something that answers everybody with noise."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        process = subprocess.Popen(
            ["/usr/bin/python3", "-c", _BABBLE, str(listener.fileno())], pass_fds=(listener.fileno(),)
        )
        try:
            yield f"rtsp://127.0.0.1:{listener.getsockname()[1]}/noise"
        finally:
            process.kill()
            process.wait()


_BABBLE: Final = """
import os, socket, sys
listener = socket.socket(fileno=int(sys.argv[1]))
while True:
    caller, _ = listener.accept()
    try:
        caller.sendall(os.urandom(4096))
    except OSError:
        pass
    caller.close()
"""


class Room:
    """A wall of tiles; tiles have the numbers 1..n, which are their keys too."""

    def __init__(
        self, *, tiles: int, tiles_per_worker: int = 16, width: int = 1280, height: int = 720
    ) -> None:
        #: When the console let a stream be opened (monotonic seconds): it asks for headers at every opening.
        self.opened: list[float] = []
        self.supervisor = VideoSupervisor(
            rendering="software", tiles_per_worker=tiles_per_worker, headers=self._no_headers
        )
        self.supervisor.prepare(tiles)
        self.grid = WallGrid(tiles=tiles)
        self.grid.resize(width, height)
        #: Every state a tile was in, with the moment it was told (monotonic seconds).
        self.told: dict[int, list[tuple[float, TileState]]] = {n + 1: [] for n in range(tiles)}
        self.supervisor.figures_changed.connect(self._changed)
        self.grid.show()
        self.until(lambda: self.grid.isVisible() and self.grid.windowHandle().isExposed(), 10.0, "no window")

    def show(self, number: int, url: str) -> None:
        """Play the address on a tile."""
        tile = self.grid.tile(number)
        tile.set_camera(url.rpartition("/")[2])
        self.supervisor.show(str(number), tile.native_id(), Source(url=url))

    def clear(self, number: int) -> None:
        """Empty a tile."""
        self.supervisor.clear(str(number))

    def state(self, number: int) -> TileState:
        """What a tile says."""
        return self.grid.tile(number).figures.state

    def figures(self, number: int) -> TileFigures:
        """All that a tile says."""
        return self.grid.tile(number).figures

    def live(self, numbers: Iterable[int]) -> bool:
        """Whether all these tiles say that they are."""
        return all(self.state(number) is TileState.LIVE for number in numbers)

    def since(self, number: int, moment: float) -> list[TileState]:
        """The states a tile went through after a moment (monotonic seconds)."""
        return [state for at, state in self.told[number] if at > moment]

    def until(self, condition: Callable[[], object], timeout_s: float, what: str) -> float:
        """Wait until `condition` is true; gives the seconds it took. Raises Unmet, saying `what`."""
        began = time.monotonic()
        loop = QEventLoop()
        timer = QTimer(interval=_EVERY_MS)
        timer.timeout.connect(lambda: loop.quit() if condition() or _passed(began, timeout_s) else None)
        timer.start()
        if not condition():
            loop.exec()
        if not condition():
            raise Unmet(f"{what}: not in {timeout_s:.0f} s")
        return time.monotonic() - began

    def pause(self, seconds: float) -> None:
        """Let things go on for a while."""
        began = time.monotonic()
        self.until(lambda: _passed(began, seconds), seconds + 10, "a pause")

    def moving(self, numbers: Iterable[int]) -> set[int]:
        """Which of these tiles move on the screen."""
        before = self._screen()
        self.pause(_APART_S)
        after = self._screen()
        places = {number: self._place(number) for number in numbers}
        return {n for n, at in places.items() if moved(_part(before, at), _part(after, at))}

    def until_moving(self, numbers: Iterable[int], timeout_s: float, what: str) -> float:
        """Wait until all these tiles move on the screen; gives the seconds it took. Raises Unmet."""
        wanted, began = set(numbers), time.monotonic()
        while missing := wanted - self.moving(wanted):
            if _passed(began, timeout_s):
                raise Unmet(f"{what}: tiles {sorted(missing)} do not move after {timeout_s:.0f} s")
        return time.monotonic() - began

    def close(self) -> None:
        """End the workers and take the window away."""
        self.supervisor.figures_changed.disconnect(self._changed)
        asyncio.run(_closed(self.supervisor))
        self.grid.close()
        self.grid.deleteLater()
        QCoreApplication.processEvents()

    def _no_headers(self, _url: str) -> dict[str, str]:
        self.opened.append(time.monotonic())
        return {}

    def _changed(self, figures: dict[str, TileFigures]) -> None:
        now = time.monotonic()
        for key, each in figures.items():
            states = self.told[int(key)]
            if not states or states[-1][1] is not each.state:
                states.append((now, each.state))
            self.grid.tile(int(key)).set_figures(each)

    def _screen(self) -> Grey:
        image = grab(self.grid).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return rows[:, : image.width()].copy()

    def _place(self, number: int) -> QRect:
        picture = self.grid.tile(number).picture
        return QRect(picture.mapTo(self.grid, picture.rect().topLeft()), picture.size())


@contextmanager
def room(*, tiles: int, tiles_per_worker: int = 16) -> Iterator[Room]:
    """A wall that ends with the block."""
    made = Room(tiles=tiles, tiles_per_worker=tiles_per_worker)
    try:
        yield made
    finally:
        made.close()


def most_in_a_second(moments: Sequence[float]) -> int:
    """The largest number of moments within any one second."""
    ordered = sorted(moments)
    return max(
        (sum(first <= each < first + 1.0 for each in ordered[at:]) for at, first in enumerate(ordered)),
        default=0,
    )


def _part(screen: Grey, at: QRect) -> Grey:
    return screen[at.top() : at.bottom() + 1, at.left() : at.right() + 1]


def _passed(began: float, seconds: float) -> bool:
    return time.monotonic() - began >= seconds


async def _closed(supervisor: VideoSupervisor) -> None:
    """Close it while Qt goes on."""
    async with asyncio.TaskGroup() as group:
        closing = group.create_task(supervisor.close())
        while not closing.done():
            QCoreApplication.processEvents()
            await asyncio.sleep(0)
