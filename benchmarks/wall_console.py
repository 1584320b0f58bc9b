"""A console that is nothing but a wall: what the wall benchmark measures when the video alone is asked for.

`python -m benchmarks.wall_console --tiles 64 rtsp://... rtsp://...` shows the addresses and prints one JSON line a second:
`{"live": n, "frames": n, "late": n, "dropped": n, "workers": [pid, ...], "worst_tick_ms": x}`, totals since the start.
Ends when standard input ends.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import threading
import time

import qasync
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from console.video.messages import Source
from console.video.supervisor import VideoSupervisor
from widgets import theme
from widgets.wall.tile_state import TileFigures, TileState
from widgets.wall.wall_grid import WallGrid

#: The tick whose lateness is reported, as a measure of what the UI thread is held up.
_TICK_MS = 16


class _Totals:
    """Sums of the tiles' figures that also survive a stream's reopening."""

    def __init__(self) -> None:
        self._now: dict[str, TileFigures] = {}
        self._before: dict[str, tuple[int, int, int]] = {}

    def take(self, figures: dict[str, TileFigures]) -> None:
        for key, new in figures.items():
            old = self._now.get(key, TileFigures())
            if new.frames < old.frames:
                frames, late, dropped = self._before.get(key, (0, 0, 0))
                self._before[key] = (frames + old.frames, late + old.late, dropped + old.dropped)
            self._now[key] = new

    def line(self) -> dict[str, int]:
        now, before = self._now.values(), self._before.values()
        return {
            "live": sum(figures.state is TileState.LIVE for figures in now),
            "frames": sum(figures.frames for figures in now) + sum(sums[0] for sums in before),
            "late": sum(figures.late for figures in now) + sum(sums[1] for sums in before),
            "dropped": sum(figures.dropped for figures in now) + sum(sums[2] for sums in before),
        }


async def run(addresses: list[str], *, tiles: int, rendering: str) -> None:
    """Show the wall until standard input ends."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def listen() -> None:
        sys.stdin.read()
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=listen, name="listen", daemon=True).start()
    supervisor = VideoSupervisor(rendering=rendering)
    supervisor.prepare(tiles)
    wall = WallGrid(tiles=tiles)
    wall.showFullScreen()
    totals = _Totals()

    def figures_changed(figures: dict[str, TileFigures]) -> None:
        totals.take(figures)
        for key, told in figures.items():
            wall.tile(int(key)).set_figures(told)

    supervisor.figures_changed.connect(figures_changed)
    for tile, address in zip(wall.tiles, addresses, strict=False):
        tile.set_camera(f"示范路口 {tile.number} 号")
        supervisor.show(str(tile.number), tile.native_id(), Source(url=address))
    worst = 0.0
    due = time.perf_counter()

    def tick() -> None:
        nonlocal worst, due
        now = time.perf_counter()
        worst = max(worst, now - due - _TICK_MS / 1000)
        due = now

    ticks = QTimer(interval=_TICK_MS)
    ticks.timeout.connect(tick)

    def tell() -> None:
        nonlocal worst
        line = totals.line() | {"workers": list(supervisor.worker_ids), "worst_tick_ms": round(worst * 1000, 1)}
        print(json.dumps(line), flush=True)
        worst = 0.0

    second = QTimer(interval=1000)
    second.timeout.connect(tell)
    second.start()
    await ended.wait()
    await supervisor.close()
    wall.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("addresses", nargs="+")
    parser.add_argument("--tiles", type=int, default=16)
    parser.add_argument("--rendering", default="auto")
    arguments = parser.parse_args()
    application = QApplication(sys.argv[:1])
    application.setFont(QFont(list(theme.FONT_FAMILIES), theme.BASE_POINT_SIZE))
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(run(arguments.addresses, tiles=arguments.tiles, rendering=arguments.rendering))


if __name__ == "__main__":
    main()
