"""What a wall costs: `python -m benchmarks.wall --tiles 64 --seconds 10` prints one JSON line.

The streams are the camera site's own scenes, looped from encoded packets by a real RTSP server. The whole
console (desk, map and wall) shows them on a virtual screen of two monitors, while another desk changes 50
things a second; then one `ffmpeg -threads 1` decodes the same addresses to nowhere: the limit. Both are
counted the same way, as processor time over the measured seconds, in % of one core. The product's are all
processes of the console (map and video workers included) and of the platform; X server and RTSP server are
counted apart.

`--peers` measures the same wall as one mpv a tile and as plain libVLC in one process (see `wall_peers`), in
the same run and in the same way.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psutil

from benchmarks.alarm_room import platform as running_platform
from benchmarks.ball import ball_film
from benchmarks.load import Load
from benchmarks.scenes import CACHE, scene_files
from benchmarks.wall_peers import measure_mpv, measure_plain_vlc
from console.virtual_screen import VirtualScreen, virtual_screen

ROOT: Final = Path(__file__).resolve().parent.parent
FRAMES_PER_SECOND: Final = 25
#: How long everything may take to become live, and how long it then settles before it is measured.
_LIVE_S: Final = 60.0
_SETTLE_S: Final = 3.0
#: A console that says nothing for so long hangs: on a machine that does other things it may take its time.
_SILENCE_S: Final = 60.0
_EVENTS_PER_SECOND: Final = 50.0


class ProcessTree:
    """Processor time of a process and all its descendants, in seconds, since it was last asked."""

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._last: dict[int, float] = {}

    def spent(self) -> dict[int, float]:
        """Seconds by process id since the last call. A process that is new counts from its start."""
        now: dict[int, float] = {}
        for process in [self._root, *self._root.children(recursive=True)]:
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            now[process.pid] = times.user + times.system
        spent = {pid: seconds - self._last.get(pid, 0.0) for pid, seconds in now.items()}
        self._last = now
        return spent


@contextmanager
def rtsp_server(files: list[Path], streams: int) -> Iterator[tuple[psutil.Process, str]]:
    """The RTSP server with `streams` distinct streams; gives its process and the template of addresses."""
    server = subprocess.Popen(
        [
            # Cameras do not compete with their viewer for its processors. An ordinary user is not allowed
            # to say so: `nice` complains, and the server runs as everything else does.
            *("nice", "-n", "-10", "/usr/bin/python3", str(ROOT / "benchmarks" / "rtsp_server.py")),
            # Cameras count from 1: stream 0 is never asked for.
            *("--streams", str(streams + 1), *map(str, files)),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        port = json.loads(server.stdout.readline())["port"]
        yield psutil.Process(server.pid), f"rtsp://127.0.0.1:{port}/s/{{number}}"
    finally:
        server.stdin.close()
        server.wait()


class Console:
    """The console under test: any command that prints a JSON line of totals a second (see `wall_console`)."""

    def __init__(self, command: list[str], *, first_line: str, screen: VirtualScreen) -> None:
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | screen.environment,
        )
        assert self._process.stdin is not None
        self._process.stdin.write(first_line.encode() + b"\n")
        self._process.stdin.flush()
        self.pid = self._process.pid
        self._latest: dict[str, Any] = {}
        self._told = threading.Condition()
        threading.Thread(target=self._listen, name="console", daemon=True).start()

    def next_line(self, timeout_s: float = _SILENCE_S) -> dict[str, Any]:
        """The next line of totals. Raises SystemExit where none comes."""
        with self._told:
            if not self._told.wait(timeout_s):
                raise SystemExit(
                    f"the console said nothing for {timeout_s:.0f} s (exit code {self._process.poll()})"
                )
            return self._latest

    def wait_live(self, tiles: int) -> None:
        """Return once so many tiles are live. Raises SystemExit when that takes too long."""
        deadline = time.monotonic() + _LIVE_S
        while (line := self.next_line())["live"] < tiles:
            if time.monotonic() > deadline:
                raise SystemExit(f"only {line['live']} of {tiles} tiles became live in {_LIVE_S:.0f} s")

    def end(self) -> None:
        """Ask the console to end and wait."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._told:
                self._latest = json.loads(line)
                self._told.notify_all()


def measure_console(
    console: Console,
    *,
    screen: VirtualScreen,
    server: psutil.Process,
    platform: int,
    tiles: int,
    seconds: float,
) -> dict[str, Any]:
    """Run the console for `seconds` once all tiles are live."""
    console.wait_live(tiles)
    time.sleep(min(_SETTLE_S, seconds))
    trees = {
        "console": ProcessTree(console.pid),
        "platform": ProcessTree(platform),
        "x": ProcessTree(screen.server_pid),
        "rtsp": ProcessTree(server.pid),
    }
    first = console.next_line()
    began = time.monotonic()
    for tree in trees.values():
        tree.spent()
    counted = [(0.0, first["frames"])]
    while time.monotonic() - began < seconds - 0.5:
        last = console.next_line()
        counted.append((time.monotonic() - began, last["frames"]))
    took = time.monotonic() - began
    spent = {name: tree.spent() for name, tree in trees.items()}
    percent = {name: 100 * sum(times.values()) / took for name, times in spent.items()}
    workers = 100 * sum(spent["console"].get(pid, 0.0) for pid in last["workers"]) / took
    return {
        "fps_per_tile": slope(counted) / tiles,
        "lost": last["late"] - first["late"] + last["dropped"] - first["dropped"],
        "cpu_ui": 100 * spent["console"].get(console.pid, 0.0) / took,
        "cpu_workers": workers,
        "cpu_platform": percent["platform"],
        "cpu_product": percent["console"] + percent["platform"],
        "events_per_second": (last["events"] - first["events"]) / took,
        "map": last["map"],
        "cpu_x": percent["x"],
        "cpu_rtsp": percent["rtsp"],
    }


def slope(points: list[tuple[float, int]]) -> float:
    """Growth a second of (seconds, count) points, by least squares.

    Workers report twice a second: the difference of two counts alone could be half a second's pictures off.
    """
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


class Limit:
    """One single-threaded ffmpeg that decodes all addresses to nowhere."""

    def __init__(self, addresses: list[str]) -> None:
        command = [
            "ffmpeg",
            "-hide_banner",
            "-loglevel",
            "error",
            "-nostdin",
            "-nostats",
            "-progress",
            "pipe:1",
        ]
        for address in addresses:
            # The same short look at each stream as the product takes: one opens after the other.
            command += ["-threads", "1", "-rtsp_transport", "tcp", "-analyzeduration", "100000"]
            command += ["-fpsprobesize", "0", "-i", address]
        for number in range(len(addresses)):
            command += ["-map", f"{number}:v"]
        command += ["-fps_mode", "passthrough", "-f", "null", "-"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._frames = 0
        self._told = threading.Condition()
        threading.Thread(target=self._listen, name="limit", daemon=True).start()

    def measure(self, seconds: float) -> dict[str, float]:
        """Its processor time in % of a core, and the pictures a second of its first stream: 25 if it keeps
        up.
        """
        try:
            tree = ProcessTree(self._process.pid)
            self._wait_decoding()
            time.sleep(min(_SETTLE_S, seconds))
            tree.spent()
            began, frames = time.monotonic(), self._next_count()
            time.sleep(seconds)
            took = time.monotonic() - began
            spent = sum(tree.spent().values())
            return {"cpu_limit": 100 * spent / took, "limit_fps": (self._next_count() - frames) / took}
        finally:
            self._process.kill()
            self._process.wait()

    def _wait_decoding(self) -> None:
        deadline = time.monotonic() + _LIVE_S
        while self._next_count() < 2 * FRAMES_PER_SECOND:
            if time.monotonic() > deadline:
                raise SystemExit(f"ffmpeg decoded nothing for {_LIVE_S:.0f} s")

    def _next_count(self) -> int:
        with self._told:
            if not self._told.wait(_LIVE_S):
                raise SystemExit(f"ffmpeg said nothing (exit code {self._process.poll()})")
            return self._frames

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            # With many streams ffmpeg cuts the line before: the count need not stand at the start.
            if (found := re.search(r"frame=(\d+)", line)) is not None:
                with self._told:
                    self._frames = int(found[1])
                    self._told.notify_all()


def _measure_product(
    folder: Path,
    template: str,
    *,
    screen: VirtualScreen,
    server: psutil.Process,
    tiles: int,
    seconds: float,
) -> dict[str, Any]:
    more = ("--no-camera-site", "--stream-address", template)
    with running_platform(folder / "platform", more=more) as served:
        load = Load(
            feed=served.feed,
            password=served.password,
            tiles=tiles,
            per_second=_EVENTS_PER_SECOND,
            data=folder,
        )
        with load.running():
            command = [sys.executable, "-m", "benchmarks.wall_console", "--tiles", str(tiles)]
            command += ["--feed", served.feed, "--data", scratch_of(folder, "console")]
            console = Console(command, first_line=served.password, screen=screen)
            try:
                return measure_console(
                    console,
                    screen=screen,
                    server=server,
                    platform=served.pid,
                    tiles=tiles,
                    seconds=seconds,
                )
            finally:
                console.end()


def scratch_of(folder: Path, name: str) -> str:
    """A new folder below `folder`."""
    (folder / name).mkdir()
    return str(folder / name)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tiles", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--peers", action="store_true", help="mpv and plain libVLC too, see wall_peers")
    parser.add_argument("--scenes", type=Path, default=CACHE, help="folder that keeps the encoded scenes")
    films = parser.add_mutually_exclusive_group()
    films.add_argument("--files", type=Path, nargs="+", help="H.264 files to loop instead of the scenes")
    films.add_argument("--ball", action="store_true", help="a moving ball instead of the scenes (see ball)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, virtual_screen(monitors=2) as screen:
        folder = Path(scratch)
        if arguments.ball:
            files = [ball_film(arguments.scenes)]
        else:
            files = arguments.files or scene_files(arguments.scenes)
        with rtsp_server(files, arguments.tiles) as (server, template):
            figures = _measure_product(
                folder,
                template,
                screen=screen,
                server=server,
                tiles=arguments.tiles,
                seconds=arguments.seconds,
            )
            addresses = [template.format(number=number) for number in range(1, arguments.tiles + 1)]
            figures |= Limit(addresses).measure(arguments.seconds)
            if arguments.peers:
                figures["peers"] = {
                    "mpv": measure_mpv(addresses, screen=screen, folder=folder, seconds=arguments.seconds),
                    "plain_vlc": measure_plain_vlc(
                        files, tiles=arguments.tiles, screen=screen, seconds=arguments.seconds
                    ),
                }
    rounded = {
        name: round(value, 2) if isinstance(value, float) else value for name, value in figures.items()
    }
    # Of the figures as printed, so that who reads the line can reckon it again.
    rounded["ratio"] = round(rounded["cpu_product"] / rounded["cpu_limit"], 2)
    print(json.dumps({"tiles": arguments.tiles, "seconds": arguments.seconds} | rounded))


if __name__ == "__main__":
    main()
