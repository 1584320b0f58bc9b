"""What the wall makes of cameras at their worst: `python -m benchmarks.torture` prints one JSON line.

Real streams of a real RTSP server go wrong in every way known (see torture_server), the server is killed and
comes back with a wall full of tiles, and streams are opened and closed hundreds of times while the worker's
memory, threads and file descriptors are counted. Whatever says that it is live is looked at on the screen.
Fails with a sentence when something is not as it has to be. The tests run the same, shorter.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import psutil
from PySide6.QtWidgets import QApplication

from benchmarks.torture_room import Room, Server, Unmet, babbling, most_in_a_second, room, serving
from console.video.playback_policy import OPENS_PER_S, STALLED_S
from console.virtual_screen import virtual_screen
from widgets import theme
from widgets.wall.tile_state import TileState

LIVE_S: Final = 20.0
BACK_S: Final = 15.0
#: A stall is to be told within this time after the camera's last picture.
_STALL_TOLD_S: Final = 3.6
_KINDS: Final = (
    *("plain", "sound", "reordered", "slow", "hevc", "hevc-b"),
    *("stamps", "lossy", "garbage", "keyless"),
)
#: What these show is a picture all the time, whatever goes on beside them.
_HEALTHY: Final = ("plain", "sound", "reordered", "slow", "hevc", "hevc-b", "stamps", "lossy")
#: Pictures that change places are no reason to lose any: of these the reader leaves out none.
_ORDERLY: Final = ("sound", "reordered", "hevc", "hevc-b")
_NOISE: Final = len(_KINDS) + 1
_TILES_OF_CYCLES: Final = 8
#: Rounds before memory is measured: libraries fill their caches once.
_WARM_UP: Final = 10


@dataclass(frozen=True, slots=True)
class Films:
    """Short H.264 films of two sizes, one with B-frames, and two in H.265, one of them with B-frames."""

    h264: Path
    larger: Path
    b_frames: Path
    hevc: Path
    hevc_b: Path

    def of(self, kind: str) -> str:
        """The files that a stream of this kind loops."""
        match kind:
            case "reordered":
                return str(self.b_frames)
            case "hevc":
                return str(self.hevc)
            case "hevc-b":
                return str(self.hevc_b)
            case "plain":
                return f"{self.h264},{self.larger}"
        return str(self.h264)


def make_films(folder: Path) -> Films:
    """Encode them with ffmpeg."""
    h264 = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "10", "-pix_fmt", "yuv420p", "-b:v", "500k"]
    hevc = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params"]

    def make(name: str, size: str, *options: str) -> Path:
        path = folder / name
        source = ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate=25:duration=4"]
        subprocess.run(
            ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *source, *options, str(path)], check=True
        )
        return path

    return Films(
        h264=make("h264.ts", "320x180", *h264, "-bf", "0"),
        larger=make("larger.ts", "480x270", *h264, "-bf", "0"),
        b_frames=make("b.ts", "320x180", *h264, "-preset", "veryfast", "-bf", "2"),
        hevc=make("hevc.ts", "320x180", *hevc, "log-level=none:keyint=10:bframes=0"),
        hevc_b=make("hevc-b.ts", "320x180", *hevc, "log-level=none:keyint=10:bframes=3:b-pyramid=1"),
    )


@dataclass(frozen=True, slots=True)
class Worst:
    """How long it took, in seconds: until a stall was told, a stream of another size was back in the same
    connection and in a new one, a stalled one was back.
    """

    stall_told_s: float
    swapped_s: float
    restarted_s: float
    resumed_s: float


def worst_streams(films: Films, *, seconds: float) -> Worst:
    """Every kind beside each other for a while, while one stream stops, changes its size, ends and begins."""
    streams = [f"{kind}={kind}:{films.of(kind)}" for kind in _KINDS]
    with serving(streams) as server, babbling() as noise, room(tiles=12) as wall:
        number = {kind: place for place, kind in enumerate(_KINDS, start=1)}
        for kind in _KINDS:
            wall.show(number[kind], server.url(kind))
        wall.show(_NOISE, noise)
        healthy = [number[kind] for kind in _HEALTHY]
        wall.until(lambda: wall.live(healthy), LIVE_S, "streams that can be shown are live")
        wall.until_moving(healthy, 5.0, "streams that are live")
        began = time.monotonic()
        worst = _one_stream_s_troubles(wall, server, number["plain"])
        wall.until(
            lambda: wall.state(number["keyless"]) is TileState.NO_PICTURE, LIVE_S, "no key frame, no picture"
        )
        wall.pause(seconds - (time.monotonic() - began))
        wall.until_moving(healthy, 5.0, "streams beside broken ones")
        for kind in _HEALTHY[1:]:
            if others := set(wall.since(number[kind], began)):
                raise Unmet(f"{kind}: was {', '.join(state.name for state in others)} for a while")
        for kind in _ORDERLY:
            if dropped := wall.figures(number[kind]).dropped:
                raise Unmet(f"{kind}: {dropped} pictures were left out")
        for place, what in ((number["keyless"], "without a key frame"), (_NOISE, "of mere noise")):
            if TileState.LIVE in wall.since(place, 0.0):
                raise Unmet(f"a stream {what} was called live")
        return worst


def _one_stream_s_troubles(wall: Room, server: Server, number: int) -> Worst:
    told_s, resumed_s = _stalled(wall, server, number)
    server.say("swap plain")
    wall.pause(0.5)
    swapped_s = wall.until_moving([number], 8.0, "the stream that changed its size")
    wall.until(lambda: wall.live([number]), 8.0, "the stream that changed its size is live")
    began = time.monotonic()
    server.say("end plain")
    wall.until(lambda: wall.state(number) is not TileState.LIVE, 8.0, "a stream that ended is not live")
    wall.until(lambda: wall.live([number]), BACK_S, "a stream that began again is live")
    wall.until_moving([number], 5.0, "the stream that began again")
    if wall.figures(number).size != (320, 180):
        raise Unmet(f"the stream that began again has the size {wall.figures(number).size}")
    return Worst(told_s, swapped_s, time.monotonic() - began, resumed_s)


def _stalled(wall: Room, server: Server, number: int) -> tuple[float, float]:
    """Seconds from the last picture until STALLED is told, and from its going on until it moves again."""
    stopped = time.monotonic()
    server.say("stall plain")
    wall.until(lambda: wall.state(number) is TileState.STALLED, 8.0, "a stream that stands still is stalled")
    told_s = next(at for at, state in wall.told[number] if at > stopped) - stopped
    if not STALLED_S <= told_s <= _STALL_TOLD_S:
        raise Unmet(f"a stall was told after {told_s:.2f} s")
    if wall.moving([number]):
        raise Unmet("a stream that stands still moves")
    server.say("go plain")
    resumed_s = wall.until(lambda: wall.live([number]), BACK_S, "a stream that goes on is live")
    return told_s, resumed_s + wall.until_moving([number], 5.0, "the stream that goes on")


@dataclass(frozen=True, slots=True)
class Return:
    """A server that was killed: seconds from its return until all tiles were live, and until all moved; the
    most openings within one second; how many times each tile was opened, on average.
    """

    tiles: int
    live_s: float
    moving_s: float
    opens_per_s: int
    opens_per_tile: float


def killed_server(films: Films, *, tiles: int, down_s: float) -> Return:
    """Kill a server that a whole wall watches; it comes back after a while."""
    streams = [f"{number}=plain:{films.h264}" for number in range(1, tiles + 1)]
    numbers = range(1, tiles + 1)
    with serving(streams) as server, room(tiles=tiles) as wall:
        for number in numbers:
            wall.show(number, server.url(str(number)))
        wall.until(lambda: wall.live(numbers), 60.0, "the wall is live")
        wall.until_moving(numbers, 10.0, "the wall")
        _check_herd(server, wall.opened)
        earlier = len(wall.opened)
        server.kill()
        wall.until(
            lambda: not any(wall.live([number]) for number in numbers),
            10.0,
            "no tile of a dead server is live",
        )
        wall.pause(down_s)
        before = sum(wall.figures(number).reconnects for number in numbers)
        server.come_back()
        back = time.monotonic()
        live_s = wall.until(lambda: wall.live(numbers), BACK_S, "all tiles are live again")
        wall.until_moving(numbers, 5.0, "tiles that are live again")
        moving_s = time.monotonic() - back
        opened = sum(wall.figures(number).reconnects for number in numbers) - before
        return Return(tiles, live_s, moving_s, _check_herd(server, wall.opened[earlier:]), opened / tiles)


def _check_herd(server: Server, opened: Sequence[float]) -> int:
    """`opened` is when the console opened streams of the server. A server that waits for a processor sees
    several at once; it may not see more than the console spaced.
    """
    seen, _ = server.opens()
    if len(seen) > len(opened):
        raise Unmet(f"{len(seen)} connections for {len(opened)} openings")
    most = most_in_a_second(opened)
    # The first may be noted a little later than it was let.
    if most > OPENS_PER_S + 1:
        raise Unmet(f"{most} openings within one second")
    return most


@dataclass(frozen=True, slots=True)
class Cycles:
    """Growth of one worker while streams were opened and closed `cycles` times."""

    cycles: int
    threads: int
    descriptors: int
    kb_per_cycle: float


def open_and_close(films: Films, *, cycles: int) -> Cycles:
    """Open and close, every other time before the first picture; count what the worker keeps."""
    tiles = range(1, _TILES_OF_CYCLES + 1)
    streams = [f"{number}=plain:{films.h264}" for number in tiles]
    sizes: list[tuple[float, float]] = []
    with serving(streams) as server, room(tiles=_TILES_OF_CYCLES) as wall:
        wall.until(lambda: wall.supervisor.status.rendering != "", 20.0, "the worker is ready")
        worker = psutil.Process(wall.supervisor.worker_ids[0])
        kept: tuple[int, int] | None = None
        for turn in range(max(_WARM_UP + 3, cycles // len(tiles))):
            for number in tiles:
                wall.show(number, server.url(str(number)))
            if turn % 2 == 0:
                wall.until(lambda: wall.live(tiles), LIVE_S, f"round {turn}: all tiles are live")
            for number in tiles:
                wall.clear(number)
            now = _settled(wall, worker, at_most=kept)
            if turn == _WARM_UP:
                kept = now
            if turn > _WARM_UP:
                sizes.append(((turn + 1) * len(tiles), worker.memory_info().rss / 1024))
        if wall.supervisor.status.restarts:
            raise Unmet(f"{wall.supervisor.status.restarts} workers were lost")
        assert kept is not None
        return Cycles(
            cycles=(turn + 1) * len(tiles),
            threads=now[0] - kept[0],
            descriptors=now[1] - kept[1],
            kb_per_cycle=growth(sizes),
        )


def _settled(wall: Room, worker: psutil.Process, *, at_most: tuple[int, int] | None) -> tuple[int, int]:
    """Threads and file descriptors once closing is over: it goes on behind the tiles' backs."""

    def counted() -> tuple[int, int]:
        return worker.num_threads(), worker.num_fds()

    if at_most is not None:
        most = at_most
        wall.until(
            lambda: all(now <= before for now, before in zip(counted(), most, strict=True)),
            15.0,
            f"threads and descriptors are no more than {most}, but {counted()}",
        )
        return counted()
    last, still = counted(), 0
    while still < 5:
        wall.pause(0.1)
        now = counted()
        last, still = now, still + 1 if now == last else 0
    return last


def growth(sizes: Sequence[tuple[float, float]], *, of: int = 5) -> float:
    """Growth for each step of the first coordinate, between the least of the first few and of the last few.

    Memory is given back in lumps: what never comes down again has grown.
    """
    first, last = min(sizes[:of], key=lambda size: size[1]), min(sizes[-of:], key=lambda size: size[1])
    return (last[1] - first[1]) / max(1.0, last[0] - first[0])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--seconds", type=float, default=60.0, help="how long broken streams stand beside others"
    )
    parser.add_argument("--tiles", type=int, default=64, help="of the server that is killed")
    parser.add_argument("--down", type=float, nargs="+", default=[3.0, 45.0], help="seconds that it is away")
    parser.add_argument("--cycles", type=int, default=400)
    parser.add_argument("--only", choices=("streams", "server", "cycles"), help="one part of it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, virtual_screen(monitors=2) as screen:
        os.environ |= screen.environment
        films = make_films(Path(scratch))
        application = QApplication(sys.argv[:1])
        theme.apply(application)
        parts: dict[str, Callable[[], object]] = {
            "streams": lambda: asdict(worst_streams(films, seconds=arguments.seconds)),
            "server": lambda: [
                asdict(killed_server(films, tiles=arguments.tiles, down_s=down_s)) | {"down_s": down_s}
                for down_s in arguments.down
            ],
            "cycles": lambda: asdict(open_and_close(films, cycles=arguments.cycles)),
        }
        told = {name: part() for name, part in parts.items() if arguments.only in (None, name)}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
