"""How many events a second the console takes from socket to applied picture while its window keeps 60 frames.

    python -m benchmarks.feed [--rate 20200] [--seconds 10] [--entities 5000] [--encoding msgpack|json]
    python -m benchmarks.feed --consoles 100 [--seconds 1.5] [--rounds 5] [--encoding json|msgpack]

Prints one JSON line. A frame's time runs from the due time of a tick of the 60 Hz grid to the end of the
paint that shows what had been gathered by then. The platform is another process; every event is a WebSocket
frame of its own of about 1 kB; incident table and map are visible on a virtual screen of 1920x1080.

The second form measures the other end: how many events a second the platform passes to so many consoles, see
`feed_fanout`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from benchmarks import feed_fanout
from benchmarks.feed_frames import FrameLog, percentile
from benchmarks.feed_platform import Load
from console.virtual_screen import virtual_screen
from widgets import theme
from widgets.map.engine import prepare_web_engine

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.feed", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rate", type=int, default=20_200, help="events a second")
    parser.add_argument("--seconds", type=float, help="10, or 1.5 a turn with --consoles")
    parser.add_argument("--entities", type=int, default=5_000)
    parser.add_argument("--encoding", choices=("msgpack", "json"))
    parser.add_argument("--consoles", type=int, help="measure the platform with so many consoles instead")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each contender, with --consoles")
    options = parser.parse_args()
    if options.consoles is not None:
        fanout = feed_fanout.Options(
            consoles=options.consoles,
            seconds=options.seconds or 1.5,
            rounds=options.rounds,
            encoding=options.encoding or "json",
        )
        print(json.dumps(asyncio.run(feed_fanout.measure(fanout))))
        return
    with ExitStack() as stack:
        # Its standard input is a pipe from here: the platform ends when this process does.
        platform = stack.enter_context(
            subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "benchmarks.feed_platform",
                    str(options.entities),
                    options.encoding or "msgpack",
                ],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        )
        stack.callback(platform.terminate)
        os.environ |= stack.enter_context(virtual_screen()).environment
        assert platform.stdout is not None
        told = json.loads(platform.stdout.readline())
        load = Load(rate=options.rate, seconds=options.seconds or 10.0)
        print(
            json.dumps(_measure(port=told["port"], load=load) | {"event_bytes_min": told["event_bytes_min"]})
        )


def _measure(*, port: int, load: Load) -> dict[str, Any]:
    prepare_web_engine()
    # After QtWebEngine has been prepared, as the map's view may not be imported before.
    from benchmarks.feed_desk import measure

    application = QApplication([])
    theme.apply(application)
    log = FrameLog()
    # One run of the loop only: QtWebEngine does not survive the second that asyncio.Runner would make.
    with QEventLoop(application) as loop:
        run = loop.run_until_complete(measure(port=port, load=load, log=log))
    times = log.times_ms(run.begin, run.end)
    seconds = run.end - run.begin
    return {
        "events_per_second": round(run.applied / seconds),
        "frame_p99_ms": round(percentile(times, 0.99), 2),
        "frame_p50_ms": round(percentile(times, 0.5), 2),
        "frame_max_ms": round(max(times), 2),
        "ticks": len(times),
        "seconds": round(seconds, 2),
        "entities": run.entities,
        "events": run.applied,
        "sent": run.sent["events"],
        "most_overdue": run.sent["most_overdue"],
        "bad": run.status.counters.bad,
        "resyncs": run.status.counters.resyncs,
        "cpu": round(run.cpu_s / seconds * 100),
        "parts_p50_ms": log.parts_ms(0.5),
        "parts_p99_ms": log.parts_ms(0.99),
        "load_average": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    main()
