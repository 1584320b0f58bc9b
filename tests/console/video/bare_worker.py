"""A video worker without a console: orders go in as messages, and the answers are kept."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from console.video.messages import (
    Close,
    FromWorker,
    Open,
    Pace,
    Quit,
    Report,
    Source,
    TileReport,
    ToWorker,
    decode_from_worker,
    encode,
)

_ROOT = Path(__file__).resolve().parents[3]
_Answer = TypeVar("_Answer", bound=FromWorker)


class BareWorker:
    """Runs are numbered by themselves; `run` has the number of each tile's latest."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.pid = process.pid
        self.run: dict[str, int] = {}
        self.heard: list[FromWorker] = []
        self._numbers = itertools.count(1)
        self._process = process
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def say(self, message: ToWorker) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(encode(message))
        self._process.stdin.flush()

    def open(self, tile: str, window: int, url: str, *, pace: Pace = Pace.FULL, subject: str = "") -> None:
        self.run[tile] = next(self._numbers)
        source = Source(url=url, subject=subject)
        self.say(Open(tile=tile, run=self.run[tile], window=window, source=source, pace=pace))

    def close(self, tile: str) -> None:
        self.say(Close(tile=tile, run=self.run.pop(tile)))

    def of(self, kind: type[_Answer]) -> list[_Answer]:
        """All messages of one kind so far."""
        return [message for message in list(self.heard) if isinstance(message, kind)]

    def report(self) -> Report | None:
        """The latest heartbeat."""
        return next((each for each in reversed(self.heard) if isinstance(each, Report)), None)

    def tile(self, tile: str) -> TileReport | None:
        """What was last reported of the tile's present run."""
        for message in reversed(self.heard):
            if isinstance(message, Report):
                for each in message.tiles:
                    if each.tile == tile and each.run == self.run.get(tile):
                        return each
        return None

    def displayed(self, tile: str) -> int:
        """Pictures that the tile has shown."""
        report = self.tile(tile)
        return 0 if report is None else report.displayed

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.heard.append(decode_from_worker(line))


@contextmanager
def bare_worker() -> Iterator[BareWorker]:
    """Start one and end it."""
    command = [sys.executable, "-m", "console.video.worker", "--rendering", "software"]
    with subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        worker = BareWorker(process)
        try:
            yield worker
        finally:
            worker.say(Quit())
            process.wait(timeout=5)
