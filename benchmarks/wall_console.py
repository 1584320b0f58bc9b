"""A console that is nothing but a wall: what the wall benchmark measures when the video alone is asked for.

`python -m benchmarks.wall_console --tiles 64 rtsp://... rtsp://...` shows the addresses and prints one JSON
line a second: `{"live": n, "frames": n, "late": n, "dropped": n, "workers": [pid, ...]}`, totals since the
start. Ends when standard input ends.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import threading
from dataclasses import asdict

import qasync
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from console.video.messages import Source
from console.video.supervisor import VideoSupervisor
from widgets import theme
from widgets.wall.tile_state import TileFigures
from widgets.wall.wall_grid import WallGrid


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

    def figures_changed(figures: dict[str, TileFigures]) -> None:
        for key, told in figures.items():
            wall.tile(int(key)).set_figures(told)

    supervisor.figures_changed.connect(figures_changed)
    for tile, address in zip(wall.tiles, addresses, strict=False):
        tile.set_camera(f"示范路口 {tile.number} 号")
        supervisor.show(str(tile.number), tile.native_id(), Source(url=address))

    def tell() -> None:
        line = asdict(supervisor.totals()) | {"workers": supervisor.worker_ids}
        print(json.dumps(line), flush=True)

    second = QTimer(interval=1000)
    second.timeout.connect(tell)
    second.start()
    await ended.wait()
    await supervisor.close()
    wall.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("addresses", nargs="+")
    parser.add_argument("--tiles", type=int, default=16)
    parser.add_argument("--rendering", default="auto")
    arguments = parser.parse_args()
    application = QApplication(sys.argv[:1])
    font = QFont(theme.FONT_FAMILIES)
    font.setPointSizeF(theme.BASE_POINT_SIZE)
    application.setFont(font)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(run(arguments.addresses, tiles=arguments.tiles, rendering=arguments.rendering))


if __name__ == "__main__":
    main()
