"""What the same wall costs otherwise: one mpv a tile, and plain libVLC in one process.

Both draw tiles of the same size side by side on the second monitor, and are counted as the product is: their
processor time in % of a core, pictures a second and tile, and pictures lost, in the same measured seconds.

mpv is asked by its own protocol: it plays RTSP, tells how far it has come (25 pictures a second of that) and
how many pictures it dropped. libVLC as Debian builds it cannot open RTSP: a server of our own sends it the
same scenes as live MPEG-TS over HTTP (`http_ts_server`), which costs it no more to read.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import psutil

from console.virtual_screen import HEIGHT, WIDTH, VirtualScreen

ROOT: Final = Path(__file__).resolve().parent.parent
FRAMES_PER_SECOND: Final = 25
NOT_INSTALLED: Final = "not installed"
_MPV: Final = (
    *("mpv", "--no-config", "--really-quiet", "--no-audio", "--rtsp-transport=tcp", "--no-border"),
    *("--profile=low-latency", "--vo=x11", "--hwdec=no"),
)
_DROPS: Final = ("frame-drop-count", "decoder-frame-drop-count")
_APART_S: Final = 0.05
_LIVE_S: Final = 90.0
_SETTLE_S: Final = 3.0


def places(tiles: int) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of tiles side by side on the second monitor."""
    columns = math.ceil(math.sqrt(tiles))
    rows = math.ceil(tiles / columns)
    width, height = WIDTH // columns, HEIGHT // rows
    return [
        (WIDTH + number % columns * width, number // columns * height, width, height)
        for number in range(tiles)
    ]


def measure_mpv(addresses: Sequence[str], *, screen: VirtualScreen, folder: Path, seconds: float) -> Any:
    """One mpv for each address."""
    if shutil.which("mpv") is None:
        return NOT_INSTALLED
    with ExitStack() as stack:
        players = []
        for number, (address, place) in enumerate(zip(addresses, places(len(addresses)), strict=True)):
            players.append(stack.enter_context(_mpv(address, place, folder / f"mpv-{number}", screen)))
            time.sleep(_APART_S)
        _wait(lambda: all(_ask(path, "time-pos") is not None for _, path in players), "mpv")
        time.sleep(min(_SETTLE_S, seconds))

        def counted() -> tuple[float, int]:
            shown, lost = 0.0, 0
            for _, path in players:
                drops = sum(int(_ask(path, each) or 0) for each in _DROPS)
                shown += float(_ask(path, "time-pos") or 0.0) * FRAMES_PER_SECOND - drops
                lost += drops
            return shown, lost

        return _figures([pid for pid, _ in players], counted, tiles=len(addresses), seconds=seconds)


@contextmanager
def _mpv(
    address: str, place: tuple[int, int, int, int], path: Path, screen: VirtualScreen
) -> Iterator[tuple[int, Path]]:
    left, top, width, height = place
    process = subprocess.Popen(
        [*_MPV, f"--geometry={width}x{height}+{left}+{top}", f"--input-ipc-server={path}", address],
        env=os.environ | screen.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process.pid, path
    finally:
        process.kill()
        process.wait()


def _ask(path: Path, name: str) -> Any:
    """A property of a running mpv; None when it has none, or does not answer yet."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5.0)
            connection.connect(str(path))
            connection.sendall(
                json.dumps({"command": ["get_property", name], "request_id": 1}).encode() + b"\n"
            )
            with connection.makefile("rb") as lines:
                for line in lines:
                    answer = json.loads(line)
                    if answer.get("request_id") == 1:
                        return answer.get("data")
    except OSError:
        pass
    return None


def measure_plain_vlc(
    files: Sequence[Path], *, tiles: int, screen: VirtualScreen, seconds: float
) -> dict[str, Any]:
    """All tiles in one process of libVLC."""
    with _told([sys.executable, "-m", "benchmarks.http_ts_server", *map(str, files)]) as server:
        port = server.line()[1]["port"]
        addresses = [f"http://127.0.0.1:{port}/s/{number}" for number in range(1, tiles + 1)]
        command = [sys.executable, "-m", "benchmarks.plain_vlc", *addresses]
        with _told(command, environment=screen.environment) as players:
            _wait(lambda: players.line()[1]["shown"] >= 2 * FRAMES_PER_SECOND * tiles, "libVLC")
            time.sleep(min(_SETTLE_S, seconds))

            def counted() -> tuple[float, int]:
                # A line that is new: an old one could be a second's pictures short.
                _, line = players.line(after=players.line()[0])
                return line["shown"], line["lost"]

            return _figures([players.pid], counted, tiles=tiles, seconds=seconds)


class Told:
    """A program that prints JSON lines, while it runs."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._command = command
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.pid = self._process.pid
        self._latest: dict[str, Any] = {}
        self._count = 0
        self._changed = threading.Condition()
        self._listener = threading.Thread(target=self._listen, name="lines", daemon=True)
        self._listener.start()

    def line(self, *, after: int = 0) -> tuple[int, dict[str, Any]]:
        """The latest line and its number, which is greater than `after`."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._count > after, _LIVE_S):
                said = self._process.poll()
                raise SystemExit(f"{' '.join(self._command[:3])} said nothing more (exit code {said})")
            return self._count, self._latest

    def end(self) -> None:
        """Close its input and wait."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._listener.join()
        self._process.stdout.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._changed:
                self._latest = json.loads(line)
                self._count += 1
                self._changed.notify_all()


@contextmanager
def _told(command: Sequence[str], *, environment: dict[str, str] | None = None) -> Iterator[Told]:
    told = Told(command, environment or {})
    try:
        yield told
    finally:
        told.end()


def _wait(condition: Callable[[], bool], who: str) -> None:
    deadline = time.monotonic() + _LIVE_S
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(f"not all tiles of {who} played within {_LIVE_S:.0f} s")
        time.sleep(_APART_S)


def _figures(
    pids: Sequence[int], counted: Callable[[], tuple[float, int]], *, tiles: int, seconds: float
) -> dict[str, Any]:
    processes = [psutil.Process(pid) for pid in pids]

    def spent() -> float:
        return float(sum(sum(each.cpu_times()[:2]) for each in processes))

    shown_before, lost_before = counted()
    began, spent_before = time.monotonic(), spent()
    time.sleep(seconds)
    shown, lost = counted()
    took = time.monotonic() - began
    return {
        "cpu": round(100 * (spent() - spent_before) / took, 1),
        "fps_per_tile": round((shown - shown_before) / took / tiles, 2),
        "lost": lost - lost_before,
    }
