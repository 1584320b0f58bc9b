"""The whole console, as the wall benchmark measures it: desk, map, feed and a wall of any number of tiles.

`python -m benchmarks.wall_console --tiles 64 --feed ws://... --data DIR` signs in with the password it reads
from its first line of input and prints one JSON line a second: `{"live": n, "frames": n, "late": n,
"dropped": n, "workers": [pid, ...], "events": n, "map": true|false}`, totals since the start. Ends when
standard input ends.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from backend_client.addresses import http_base_of
from backend_client.outbox import Outbox
from backend_client.sign_in import sign_in
from console.people.session import from_token
from console.settings import LockSettings, Settings, WallSettings
from console.workstation import Workstation
from widgets import theme
from widgets.map.base_map import NO_BASE_MAP
from widgets.map.engine import prepare_web_engine

#: Made for a workstation that has started; what it gives each second is told beside the totals.
Watch = Callable[[Workstation], Callable[[], dict[str, Any]]]


async def run(arguments: argparse.Namespace, password: str, *, watch: Watch | None = None) -> None:
    """Work until standard input ends."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def listen() -> None:
        sys.stdin.read()
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=listen, name="listen", daemon=True).start()
    token = await sign_in(http_base=http_base_of(arguments.feed), user="admin", password=password)
    outbox = Outbox(path=arguments.data / "outbox.sqlite")
    await outbox.open()
    session = from_token((arguments.feed,), token)
    # Somebody sits at the desk: nothing of it is covered.
    session.attended = True
    station = Workstation(
        settings=Settings(
            platform=arguments.feed,
            data=str(arguments.data),
            wall=WallSettings(tiles=arguments.tiles),
            lock=LockSettings(after_min=0),
        ),
        base_map=NO_BASE_MAP,
        session=session,
        outbox=outbox,
    )
    # The previews would open four cameras more than the limit decodes.
    station.desk.table.current_incident_changed.connect(lambda _id: station.previews.show_place(None))
    await station.start()
    more = dict if watch is None else watch(station)

    def tell() -> None:
        line = asdict(station.video.totals()) | {
            "workers": station.video.worker_ids,
            "events": station.feed.status.counters.frames,
            "map": station.desk.map.is_ready,
        }
        line |= more()
        print(json.dumps(line), flush=True)

    second = QTimer(interval=1000)
    second.timeout.connect(tell)
    second.start()
    await ended.wait()
    second.stop()
    await station.close()
    await outbox.close()


def main(*, watch: Watch | None = None) -> None:
    """`watch` adds to what is told, for other benchmarks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--feed", required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tiles", type=int, default=16)
    arguments = parser.parse_args()
    password = sys.stdin.readline().strip()
    prepare_web_engine()
    application = QApplication(sys.argv[:1])
    theme.apply(application)
    with QEventLoop(application) as loop:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(run(arguments, password, watch=watch))


if __name__ == "__main__":
    main()
