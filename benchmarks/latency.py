"""From glass to glass: ``python -m benchmarks.latency`` prints one JSON line.

A camera's pictures carry their own number as black and white blocks (`latency_pattern`). A real RTSP server
sends them over TCP on loopback, 25 a second, and says when each was due; that is the first glass, for the
camera's own encoder is the same for everybody. Another process draws them into a window of a virtual screen,
and one row of that screen is read about 1,500 times a second (`latency_eye`): the moment at which a number
stands there for the first time is the second glass. The time is taken after the look, so a figure is at most
one look (``look_p99_ms``) too long, never too short.

The product is its video worker, as the console starts it, told to play into that window. In the same run
the same is asked, one after the other, of ``mpv --profile=low-latency --vo=x11 --hwdec=no`` and of ``ffplay
-fflags nobuffer``; one that is not installed is called so. ``lost`` counts pictures that never stood there.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from benchmarks.feed_frames import percentile
from benchmarks.latency_eye import Screen, Sightings
from benchmarks.latency_pattern import HEIGHT, WIDTH, pattern_file
from benchmarks.scenes import CACHE
from console.video.messages import Open, Report, Source, TileReport, decode_from_worker, encode
from console.virtual_screen import VirtualScreen, virtual_screen

ROOT: Final = Path(__file__).resolve().parent.parent
LEFT, TOP = 100, 100
_FIRST_PICTURE_S: Final = 20.0
#: The product's buffer, and what its peers do instead, has come to rest by then.
_SETTLE_S: Final = 6.0
_NOT_INSTALLED: Final = "not installed"
_MPV: Final = (
    *("mpv", "--no-config", "--really-quiet", "--no-audio", "--rtsp-transport=tcp"),
    *("--profile=low-latency", "--vo=x11", "--hwdec=no"),
)
_FFPLAY: Final = (
    *("ffplay", "-loglevel", "quiet", "-an", "-rtsp_transport", "tcp", "-fflags", "nobuffer"),
    *("-noborder", "-left", str(LEFT), "-top", str(TOP)),
)


class When(msgspec.Struct, frozen=True):
    """When the server sent which picture (see `rtsp_server`): times in nanoseconds of the monotonic clock."""

    began_ns: int
    start: int
    units: int
    step_ns: int


class Server:
    """The RTSP server with the numbered pictures; every contender has a stream of its own."""

    def __init__(self, file: Path, streams: int) -> None:
        self._process = subprocess.Popen(
            [
                *("/usr/bin/python3", str(ROOT / "benchmarks" / "rtsp_server.py")),
                *("--streams", str(streams), str(file)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._port: int = json.loads(self._line())["port"]

    def address(self, number: int) -> str:
        """Of one stream."""
        return f"rtsp://127.0.0.1:{self._port}/s/{number}"

    def when(self, number: int) -> When:
        """When a stream, as it runs now, sent which picture."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"when {number}\n".encode())
        self._process.stdin.flush()
        return msgspec.json.decode(self._line(), type=When)

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _line(self) -> bytes:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"the RTSP server ended (exit code {self._process.wait()})")
        return line


@dataclass(frozen=True, slots=True)
class Contender:
    """Somebody who shows an address at a place of a screen until told to stop. `window` is there already."""

    name: str
    needs_window: bool
    plays: Callable[[str, int, VirtualScreen], AbstractContextManager[Callable[[], dict[str, Any]]]]


@contextmanager
def _product(address: str, window: int, screen: VirtualScreen) -> Iterator[Callable[[], dict[str, Any]]]:
    worker = subprocess.Popen(
        [sys.executable, "-m", "console.video.worker", "--rendering", "software"],
        cwd=ROOT,
        env=os.environ | screen.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert worker.stdin is not None
    reports: list[TileReport] = []
    listener = threading.Thread(target=_listen, args=(worker, reports), name="reports", daemon=True)
    listener.start()
    try:
        worker.stdin.write(encode(Open(tile="1", run=1, window=window, source=Source(url=address))))
        worker.stdin.flush()
        yield lambda: {"buffer_ms": reports[-1].buffer_ms, "late": reports[-1].late} if reports else {}
    finally:
        worker.stdin.close()
        worker.wait()
        listener.join()


def _listen(worker: subprocess.Popen[bytes], reports: list[TileReport]) -> None:
    assert worker.stdout is not None
    for line in worker.stdout:
        match decode_from_worker(line):
            case Report(tiles=[report]):
                reports.append(report)


@contextmanager
def _program(command: Sequence[str], screen: VirtualScreen) -> Iterator[Callable[[], dict[str, Any]]]:
    process = subprocess.Popen(
        command,
        env=os.environ | screen.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield dict
    finally:
        process.kill()
        process.wait()


PRODUCT: Final = Contender("product", needs_window=True, plays=_product)
PEERS: Final = (
    Contender(
        "mpv",
        needs_window=True,
        plays=lambda address, window, screen: _program([*_MPV, f"--wid={window}", address], screen),
    ),
    Contender(
        "ffplay",
        needs_window=False,
        plays=lambda address, _window, screen: _program([*_FFPLAY, address], screen),
    ),
)


def measure(
    contender: Contender, *, server: Server, stream: int, screen: VirtualScreen, seconds: float
) -> dict[str, Any]:
    """Let one contender play and look at what it shows. Raises SystemExit when it shows nothing."""
    eye = Screen(screen.display)
    window = eye.window(LEFT, TOP, WIDTH, HEIGHT) if contender.needs_window else 0
    try:
        with contender.plays(server.address(stream), window, screen) as more:
            if not eye.wait_for_picture(LEFT, TOP, within_s=_FIRST_PICTURE_S):
                raise SystemExit(f"{contender.name} showed no picture in {_FIRST_PICTURE_S:.0f} s")
            time.sleep(min(_SETTLE_S, seconds))
            sightings = eye.watch(LEFT, TOP, seconds=seconds)
            return figures_of(sightings, server.when(stream)) | more()
    finally:
        eye.close()


def figures_of(sightings: Sightings, when: When) -> dict[str, Any]:
    """How long the pictures took and how many are missing. Raises ValueError when there was none."""
    took, numbers = [], []
    for number, seen_ns in sightings.seen:
        newest = (seen_ns - when.began_ns) // when.step_ns
        # The latest picture with that number; the loop is far longer than any delay.
        sent = newest - (when.start + newest - number) % when.units
        took.append((seen_ns - when.began_ns - sent * when.step_ns) / 1e6)
        numbers.append(sent)
    between = [each / 1e6 for each in sightings.between]
    return {
        "p50_ms": round(percentile(took, 0.5), 1),
        "p95_ms": round(percentile(took, 0.95), 1),
        "max_ms": round(max(took), 1),
        "pictures": len(took),
        "lost": numbers[-1] - numbers[0] + 1 - len(set(numbers)),
        "look_p50_ms": round(percentile(between, 0.5), 2),
        "look_p99_ms": round(percentile(between, 0.99), 2),
    }


def main() -> None:
    """Parse the arguments, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=20.0, help="how long each is looked at")
    parser.add_argument("--no-peers", action="store_true", help="the product alone")
    parser.add_argument("--scenes", type=Path, default=CACHE, help="folder that keeps the encoded pictures")
    arguments = parser.parse_args()
    peers = () if arguments.no_peers else PEERS
    server = Server(pattern_file(arguments.scenes), 1 + len(PEERS))
    figures: dict[str, Any] = {}
    try:
        with virtual_screen() as screen:
            for stream, contender in enumerate((PRODUCT, *peers)):
                figures[contender.name] = (
                    measure(contender, server=server, stream=stream, screen=screen, seconds=arguments.seconds)
                    if contender is PRODUCT or shutil.which(contender.name)
                    else _NOT_INSTALLED
                )
    finally:
        server.close()
    product = figures.pop(PRODUCT.name)
    rest = {"peers": figures} if figures else {}
    about = {"seconds": arguments.seconds, "load_average": round(os.getloadavg()[0], 1)}
    print(json.dumps(product | rest | about))


if __name__ == "__main__":
    main()
