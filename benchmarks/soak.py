"""Does the wall last? `python -m benchmarks.soak --minutes 30 --tiles 64` prints one JSON line.

The whole console shows a wall of tiles from the camera site while another desk changes 50 things a second.
Every so often a video worker is killed, one of the first half of them; its pictures have to be back, as the
screen shows. Told are the times of the console's frames, its processor time, and what memory grows by:
console and workers that lived to the end each by least squares; of those that were replaced the largest size.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import psutil
from PySide6.QtGui import QGuiApplication, QImage

from benchmarks.alarm_room import platform as running_platform
from benchmarks.feed_frames import percentile
from benchmarks.load import Load
from benchmarks.wall import Console, scratch_of
from console.pixels import Grey, moved
from console.virtual_screen import VirtualScreen, virtual_screen

_BACK_S: Final = 15.0
_EVENTS_PER_SECOND: Final = 50.0
_APART_S: Final = 0.4
#: Before this part of the time is over, caches still fill and the desk's history still grows.
_SETTLING: Final = 0.2
_MB: Final = 2**20

Place = tuple[int, int, int, int]


@dataclass(slots=True)
class Diary:
    """What was noted: frames in milliseconds; (seconds, bytes) by process; seconds until all tiles moved."""

    frames_ms: list[float] = field(default_factory=list)
    sizes: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    back_s: list[float] = field(default_factory=list)

    def note_sizes(self, pids: Sequence[int], at: float) -> None:
        """How much memory each process has now."""
        for pid in pids:
            try:
                size = psutil.Process(pid).memory_info().rss
            except psutil.NoSuchProcess:
                continue
            self.sizes.setdefault(pid, []).append((at, float(size)))

    def slope_mb_per_h(self, pids: Sequence[int], *, since: float) -> float:
        """By how much these processes together grow, after `since` seconds."""
        return (
            sum(_slope([each for each in self.sizes[pid] if each[0] >= since]) for pid in pids) * 3600 / _MB
        )


def _slope(points: Sequence[tuple[float, float]]) -> float:
    """Growth a second, by least squares; 0 for fewer than two moments."""
    if len(points) < 2:
        return 0.0
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


class Screen:
    """What stands on the screen, whoever drew it."""

    def __init__(self) -> None:
        self._last: Grey | None = None

    def forget(self) -> None:
        """Compare with nothing that was seen before."""
        self._last = None

    def moved(self, places: Sequence[Place]) -> set[int]:
        """Which of the places, from 0, have changed since the last look; this one is a moment later."""
        time.sleep(_APART_S)
        before, self._last = self._last, self._look()
        if before is None:
            return set()
        now = self._last
        return {n for n, at in enumerate(places) if moved(_part(before, at), _part(now, at))}

    def _look(self) -> Grey:
        QGuiApplication.processEvents()
        image = QGuiApplication.primaryScreen().grabWindow(0, *_everything()).toImage()
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
        return rows[:, : grey.width()].copy()


def _everything() -> Place:
    all_of_it = QGuiApplication.primaryScreen().virtualGeometry()
    return all_of_it.x(), all_of_it.y(), all_of_it.width(), all_of_it.height()


def _part(screen: Grey, place: Place) -> Grey:
    left, top, width, height = place
    return screen[top : top + height, left : left + width]


class Soak:
    """One run: the console works, a worker is killed every `kill_every_s`, everything is noted."""

    def __init__(self, console: Console, screen: Screen, *, tiles: int) -> None:
        self._console = console
        self._screen = screen
        self._tiles = tiles
        self._diary = Diary()
        self._kills = 0
        self._began = time.monotonic()
        self._last: dict[str, Any] = {}

    def run(self, *, seconds: float, kill_every_s: float) -> dict[str, Any]:
        """Gives what is printed. Raises SystemExit when pictures do not come back."""
        self._console.wait_live(self._tiles)
        self._until_moving()
        self._diary = Diary()
        self._began = time.monotonic()
        busy_before = self._busy_s()
        next_kill = self._began + kill_every_s
        first = self._line(0.0)
        while (now := time.monotonic()) - self._began < seconds:
            if now >= next_kill:
                next_kill += kill_every_s
                self._kill()
            self._line(now - self._began)
        busy_s = self._busy_s() - busy_before
        return self._told(first, seconds) | {"console_cpu_percent": round(100 * busy_s / seconds, 1)}

    def _busy_s(self) -> float:
        """Processor time of the console's own process so far: it does not hang on what else is running."""
        times = psutil.Process(self._console.pid).cpu_times()
        return float(times.user + times.system)

    def _line(self, at: float) -> dict[str, Any]:
        self._last = line = self._console.next_line()
        self._diary.frames_ms += line["frame_ms"]
        self._diary.note_sizes([self._console.pid, *line["workers"]], at)
        return line

    def _kill(self) -> None:
        workers = self._last["workers"]
        # The other half lives on to the end, so that its growth can be told.
        victim = workers[self._kills % max(1, len(workers) // 2)]
        os.kill(victim, signal.SIGKILL)
        self._kills += 1
        self._until_moving(without=victim)

    def _until_moving(self, *, without: int = 0) -> None:
        """Wait until all tiles are live without that worker, and then until each has moved on the screen.

        A tile of which only key frames are shown moves every few seconds.
        """
        since = time.monotonic()
        while (line := self._line(time.monotonic() - self._began))["live"] < self._tiles or without in line[
            "workers"
        ]:
            self._check_patience(since, f"only {line['live']} of {self._tiles} tiles are live")
        back_s = time.monotonic() - since
        self._screen.forget()
        still = set(range(self._tiles))
        while still := still - self._screen.moved(line["places"]):
            self._check_patience(since, f"{len(still)} of {self._tiles} tiles do not move")
        self._diary.back_s.append(back_s)

    def _check_patience(self, since: float, what: str) -> None:
        if time.monotonic() - since > _BACK_S:
            raise SystemExit(f"{what} {_BACK_S:.0f} s after a kill")

    def _told(self, first: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        diary, last = self._diary, self._last
        lasting = [pid for pid in last["workers"] if pid in first["workers"]]
        since = _SETTLING * seconds
        return {
            "frame_p50_ms": round(percentile(diary.frames_ms, 0.5), 2),
            "frame_p90_ms": round(percentile(diary.frames_ms, 0.9), 2),
            "frame_p99_ms": round(percentile(diary.frames_ms, 0.99), 2),
            "frame_max_ms": round(max(diary.frames_ms), 1),
            "frames": len(diary.frames_ms),
            "rss_slope_mb_per_h": round(diary.slope_mb_per_h([self._console.pid, *lasting], since=since), 2),
            "rss_slope_console_mb_per_h": round(diary.slope_mb_per_h([self._console.pid], since=since), 2),
            "workers_that_lasted": len(lasting),
            "replaced_most_mb": round(self._most_of_replaced() / _MB),
            "rss_mb": round(
                sum(diary.sizes[pid][-1][1] for pid in [self._console.pid, *last["workers"]]) / _MB
            ),
            "kills": self._kills,
            "back_live_max_s": round(max(diary.back_s, default=0.0), 2),
            "fps_per_tile": round((last["frames"] - first["frames"]) / seconds / self._tiles, 2),
            "lost": last["late"] + last["dropped"] - first["late"] - first["dropped"],
        }

    def _most_of_replaced(self) -> float:
        kept = {self._console.pid, *self._last["workers"]}
        return max(
            (size for pid, sizes in self._diary.sizes.items() if pid not in kept for _, size in sizes),
            default=0.0,
        )


def run(
    *,
    screen: VirtualScreen,
    folder: Path,
    tiles: int,
    seconds: float,
    kill_every_s: float,
) -> dict[str, Any]:
    """Platform, load, cameras and console for so long; gives what is printed."""
    with (
        running_platform(folder / "platform") as served,
        Load(
            feed=served.feed,
            password=served.password,
            tiles=tiles,
            per_second=_EVENTS_PER_SECOND,
            data=folder,
        ).running(),
    ):
        command = [sys.executable, "-m", "benchmarks.soak_console", "--tiles", str(tiles)]
        command += ["--feed", served.feed, "--data", scratch_of(folder, "console")]
        console = Console(command, first_line=served.password, screen=screen)
        try:
            return Soak(console, Screen(), tiles=tiles).run(seconds=seconds, kill_every_s=kill_every_s)
        finally:
            console.end()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--tiles", type=int, default=64)
    parser.add_argument("--kill-every", type=float, default=60.0, help="seconds")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, virtual_screen(monitors=2) as screen:
        os.environ |= screen.environment
        eye = QGuiApplication(sys.argv[:1])
        told = run(
            screen=screen,
            folder=Path(scratch),
            tiles=arguments.tiles,
            seconds=60 * arguments.minutes,
            kill_every_s=arguments.kill_every,
        )
        print(json.dumps({"minutes": arguments.minutes, "tiles": arguments.tiles} | told))
        eye.quit()


if __name__ == "__main__":
    main()
