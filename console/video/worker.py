"""A video worker: plays up to 16 streams into the console's windows, in a process of its own.

Started by the console as `python -m console.video.worker`. Reads messages from standard input and answers
on standard output, one JSON object a line. Ends when standard input ends, whatever else hangs: that is how
the death of the console is noticed, kill -9 included. A decoder that crashes takes this process with it,
never the desk.

Threads: the main thread only listens, counts and answers, so that a worker that stops answering is really
stuck. Each stream has one thread that opens and reads it, each tile one that begins, looks back and ends;
there anything may block.
"""

from __future__ import annotations

import argparse
import os
import queue
import sys
import threading
import time
from typing import BinaryIO, NoReturn

import av

from console.video import extracts
from console.video.machine import Machine
from console.video.messages import (
    REPORT_INTERVAL_S,
    Close,
    Crop,
    CutClip,
    FromWorker,
    Keep,
    Open,
    Quit,
    Ready,
    Replay,
    ReplayEnd,
    ReplayRate,
    ReplayStep,
    Report,
    SetPace,
    TakeStill,
    TileReport,
    ToWorker,
    Unable,
    decode_for_worker,
    encode,
)
from console.video.player import Player, PlayerUnavailable
from console.video.rendering import Rendering
from console.video.run import Run, Windows
from console.video.shared_streams import SharedStreams
from console.video.x_windows import XWindows

#: How soon a first picture is told; the reports of pictures that go on can wait.
_TICK_S = 0.1


class _Voice:
    """The way to the console; any thread may speak."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def say(self, message: FromWorker) -> None:
        with self._lock:
            try:
                self._stream.write(encode(message))
                self._stream.flush()
            except OSError:
                _end_now()


class Worker:
    """The main thread: obeys, counts, reports."""

    def __init__(self, *, player: Player, voice: _Voice) -> None:
        self._player = player
        self._voice = voice
        self._windows = Windows()
        self._streams = SharedStreams()
        self._machine = Machine()
        self._x_windows = XWindows()
        self._runs: dict[str, Run] = {}
        self._closing: list[Run] = []

    def run(self, orders: queue.SimpleQueue[bytes]) -> None:
        """Obey until told to quit."""
        next_report = time.monotonic()
        while True:
            starting = any(run.starting for run in self._runs.values())
            wait_s = next_report - time.monotonic()
            try:
                line = orders.get(timeout=max(0.0, min(wait_s, _TICK_S) if starting else wait_s))
            except queue.Empty:
                line = None
            if line is not None:
                order = decode_for_worker(line)
                if isinstance(order, Quit):
                    return
                self._obey(order)
            elif time.monotonic() >= next_report:
                next_report = time.monotonic() + REPORT_INTERVAL_S
                reports = [run.report() for run in self._runs.values()]
                self._report(reports)
                if self._player.give_up(
                    handed=sum(report.packets for report in reports),
                    displayed=sum(report.displayed for report in reports),
                ):
                    self._voice.say(_ready(self._player))
            else:
                waiting = [run for run in self._runs.values() if run.starting]
                shown = [report for run in waiting if (report := run.report()).displayed]
                if shown:
                    self._report(shown)

    def _obey(self, order: ToWorker) -> None:
        match order:
            case Open():
                self._open(order)
            case Close(tile=tile):
                self._close(tile)
            case Keep(most_bytes=most_bytes):
                self._streams.keep_at_most(most_bytes)
            case Quit():
                raise AssertionError("the loop ends before")
            case _:
                run = self._runs.get(order.tile)
                if run is not None and run.order.run == order.run:
                    self._tell(run, order)
                elif isinstance(order, TakeStill | CutClip):
                    self._voice.say(extracts.nothing(order))

    def _tell(
        self,
        run: Run,
        order: SetPace | Crop | Replay | ReplayRate | ReplayStep | ReplayEnd | TakeStill | CutClip,
    ) -> None:
        match order:
            case Crop():
                run.crop(order)
            case TakeStill() | CutClip():
                run.extract(order)
            case _:
                run.feed.do(order)

    def _open(self, order: Open) -> None:
        self._close(order.tile)
        run = Run(
            order=order,
            player=self._player,
            say=self._voice.say,
            windows=self._windows,
            streams=self._streams,
            x_windows=self._x_windows,
            machine=self._machine,
        )
        self._runs[order.tile] = run
        run.start()

    def _close(self, tile: str) -> None:
        run = self._runs.pop(tile, None)
        if run is not None:
            self._closing.append(run)
            run.close()

    def _report(self, reports: list[TileReport]) -> None:
        self._streams.share_out()
        streams = self._streams.running()
        past = self._streams.past_bytes()
        looking_back = sum(run.feed.held_beyond_ring() for run in self._runs.values())
        self._voice.say(
            Report(
                tiles=reports,
                closing_s=self._closing_s(),
                cpu_s=time.process_time(),
                ring_bytes=sum(stream.ring_bytes for stream in streams) + past + looking_back,
                streams=len(streams),
            )
        )

    def _closing_s(self) -> float:
        self._closing = [run for run in self._closing if run.closing_since is not None]
        now = time.monotonic()
        return max(
            (now - run.closing_since for run in self._closing if run.closing_since is not None), default=0.0
        )


def _listen(stream: BinaryIO, orders: queue.SimpleQueue[bytes]) -> None:
    for line in stream:
        orders.put(line)
    _end_now()


def _end_now() -> NoReturn:
    """End without waiting for anything: libVLC may be stuck, and the console has gone or wants us gone."""
    os._exit(0)


def _ready(player: Player) -> Ready:
    drawing = f"{player.output} ({player.decision.why.value})"
    versions = f"libVLC {player.version}, PyAV {av.__version__}, {drawing}"
    return Ready(versions=versions, rendering=player.output)


def _take_standard_output() -> BinaryIO:
    """Keep standard output for messages alone: what a library prints goes to standard error."""
    own = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rendering", type=Rendering, choices=list(Rendering), default=Rendering.AUTO)
    arguments = parser.parse_args()
    voice = _Voice(_take_standard_output())
    orders: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, orders), name="listen", daemon=True).start()
    try:
        player = Player(arguments.rendering)
    except PlayerUnavailable as error:
        voice.say(Unable(reason=str(error)))
        sys.exit(3)
    voice.say(_ready(player))
    Worker(player=player, voice=voice).run(orders)
    _end_now()


if __name__ == "__main__":
    main()
