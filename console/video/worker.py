"""A video worker: plays up to 16 streams into the console's windows, in a process of its own.

Started by the console as `python -m console.video.worker`. Reads messages from standard input and answers
on standard output, one JSON object a line. Ends when standard input ends, whatever else hangs: that is how
the death of the console is noticed, kill -9 included. A decoder that crashes takes this process with it,
never the desk.

Threads: the main thread only listens, counts and answers, so that a worker that stops answering is really
stuck; each tile has one thread that opens, reads and stops its stream, where anything may block.
"""

from __future__ import annotations

import argparse
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO, NoReturn

import av
import av.error

from console.video.messages import (
    REPORT_INTERVAL_S,
    Close,
    Closed,
    Ended,
    FromWorker,
    Open,
    Opened,
    Quit,
    Ready,
    Report,
    TileReport,
    Unable,
    decode_for_worker,
    encode,
)
from console.video.player import Player, PlayerUnavailable, Playing, Rendering
from console.video.reader import Reading, StreamTrouble
from console.video.remux import Remux
from console.video.sink import PipeSink
from console.video.unit import StreamInfo, Unit

#: How soon a first picture is told; the reports of pictures that go on can wait.
_TICK_S = 0.1
#: How long after the start a full pipe is waited for; later a live wall drops to the next key frame.
_PATIENCE_S = 2.0
_LOOK_AGAIN_S = 0.005


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


class _Windows:
    """Windows that are drawn in now.

    libVLC, given a window in which another of its players still draws, opens one of its own on the desk; so a
    stream waits until the one before it has let go.
    """

    def __init__(self) -> None:
        self._taken: set[int] = set()
        self._changed = threading.Condition()

    def take(self, window: int, *, given_up: Callable[[], bool]) -> bool:
        """Wait for `window`; False when `given_up` says that it is no longer wanted."""
        with self._changed:
            while window in self._taken:
                if given_up():
                    return False
                self._changed.wait(_TICK_S)
            self._taken.add(window)
            return True

    def free(self, window: int) -> None:
        """Let the next one have it."""
        with self._changed:
            self._taken.discard(window)
            self._changed.notify_all()


class _Run:
    """One opening of one tile, on its own thread from connecting to the release of the window."""

    def __init__(self, *, order: Open, player: Player, voice: _Voice, windows: _Windows) -> None:
        self.order = order
        self._windows = windows
        self.showing = False  # whether a first picture was counted
        self.closing_since: float | None = None
        self._player = player
        self._voice = voice
        self._sink = PipeSink()
        self._reading = Reading(order.source)
        self._remux: Remux | None = None
        self._patient_until = 0.0
        self._playing: Playing | None = None
        self._left = False
        self._lock = threading.Lock()

    def start(self) -> None:
        threading.Thread(target=self._live, name=self.order.tile, daemon=True).start()

    def close(self) -> None:
        """Leave the window as soon as possible. The reading thread follows at its next packet or time-out."""
        if self.closing_since is None:
            self.closing_since = time.monotonic()
            self._reading.cancel()
            threading.Thread(target=self._close, name=f"close {self.order.tile}", daemon=True).start()

    def report(self) -> TileReport:
        """Totals up to now. Never blocks for long."""
        tally, playing = self._reading.tally, self._playing
        displayed, late = (0, 0) if playing is None else _counts(playing)
        self.showing = displayed > 0
        return TileReport(
            tile=self.order.tile,
            run=self.order.run,
            packets=tally.packets,
            size=tally.size,
            displayed=displayed,
            late=late,
            dropped=tally.dropped + (self._remux.dropped if self._remux else 0),
        )

    def _live(self) -> None:
        order = self.order
        try:
            self._reading.read(self._opened, self._take)
        except av.error.FFmpegError:
            self._leave()  # the player has gone
        except StreamTrouble as trouble:
            self._sink.finish()
            self._leave()
            if not self._reading.cancelled:
                self._voice.say(
                    Ended(tile=order.tile, run=order.run, trouble=trouble.trouble, detail=trouble.detail)
                )
        finally:
            if self._remux is not None:
                self._remux.close()
            self._sink.finish()

    def _take(self, unit: Unit) -> None:
        """Pass a picture on. At the start the player is still being made while a backlog comes at once."""
        remux = self._remux
        if remux is None:
            return
        while not remux.has_room(unit) and time.monotonic() < self._patient_until and not self._left:
            time.sleep(_LOOK_AGAIN_S)
        remux.write(unit, time.monotonic())

    def _opened(self, info: StreamInfo) -> None:
        order = self.order
        if not self._windows.take(order.window, given_up=lambda: self._left):
            return
        with self._lock:
            if self._left:
                self._windows.free(order.window)
                return
            self._playing = self._player.play(self._sink.player_url, window=order.window)
        self._remux = Remux(sink=self._sink, info=info)
        self._patient_until = time.monotonic() + _PATIENCE_S
        self._voice.say(
            Opened(
                tile=order.tile,
                run=order.run,
                codec=info.codec,
                width=info.width,
                height=info.height,
                narrow=self._sink.narrow,
            )
        )

    def _close(self) -> None:
        self._leave()
        self.closing_since = None
        self._voice.say(Closed(tile=self.order.tile, run=self.order.run))

    def _leave(self) -> None:
        with self._lock:
            first, self._left = not self._left, True
        if first:
            if self._playing is not None:
                self._playing.stop()
                self._windows.free(self.order.window)
            self._sink.abandon()


def _counts(playing: Playing) -> tuple[int, int]:
    count = playing.count()
    return count.displayed, count.late


class Worker:
    """The main thread: obeys, counts, reports."""

    def __init__(self, *, player: Player, voice: _Voice) -> None:
        self._player = player
        self._voice = voice
        self._windows = _Windows()
        self._runs: dict[str, _Run] = {}
        self._closing: list[_Run] = []

    def run(self, orders: queue.SimpleQueue[bytes]) -> None:
        """Obey until told to quit."""
        next_report = time.monotonic()
        while True:
            starting = any(not run.showing for run in self._runs.values())
            wait_s = next_report - time.monotonic()
            try:
                line = orders.get(timeout=max(0.0, min(wait_s, _TICK_S) if starting else wait_s))
            except queue.Empty:
                line = None
            if line is not None:
                match decode_for_worker(line):
                    case Open() as order:
                        self._open(order)
                    case Close(tile=tile):
                        self._close(tile)
                    case Quit():
                        return
            elif time.monotonic() >= next_report:
                next_report = time.monotonic() + REPORT_INTERVAL_S
                self._report(list(self._runs.values()))
            else:
                waiting = [run for run in self._runs.values() if not run.showing]
                shown = [report for run in waiting if (report := run.report()).displayed]
                if shown:
                    self._voice.say(Report(tiles=shown, closing_s=self._closing_s()))

    def _open(self, order: Open) -> None:
        self._close(order.tile)
        run = _Run(order=order, player=self._player, voice=self._voice, windows=self._windows)
        self._runs[order.tile] = run
        run.start()

    def _close(self, tile: str) -> None:
        run = self._runs.pop(tile, None)
        if run is not None:
            self._closing.append(run)
            run.close()

    def _report(self, runs: list[_Run]) -> None:
        self._voice.say(Report(tiles=[run.report() for run in runs], closing_s=self._closing_s()))

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
    voice.say(
        Ready(versions=f"libVLC {player.version}, PyAV {av.__version__}", rendering=player.rendering.value)
    )
    Worker(player=player, voice=voice).run(orders)
    _end_now()


if __name__ == "__main__":
    main()
