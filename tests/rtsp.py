"""A real RTSP server for tests: the benchmark's, in a process of its own under the system's Python."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from tests.clips import Clips
from tests.waiting import PATIENCE_S

_PROGRAM = Path(__file__).resolve().parent.parent / "benchmarks" / "rtsp_server.py"
STREAMS = 6


@dataclass(frozen=True, slots=True)
class RtspServer:
    """Streams 0 to STREAMS - 1 at `url(n)`; faults are made by `stall` and `go`."""

    port: int
    commands: IO[str]

    def url(self, number: int) -> str:
        return f"rtsp://127.0.0.1:{self.port}/s/{number}"

    def stall(self, number: int) -> None:
        self._command(f"stall {number}")

    def go(self, number: int) -> None:
        self._command(f"go {number}")

    def _command(self, line: str) -> None:
        self.commands.write(line + "\n")
        self.commands.flush()


@contextmanager
def _ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """Wait for its end, which comes with that of its input, and let nothing stay behind where it does not."""
    try:
        yield
    finally:
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


@contextmanager
def serving(*files: Path, streams: int = STREAMS) -> Iterator[RtspServer]:
    """A server of so many streams, looped from the files in turn."""
    process = subprocess.Popen(
        ["/usr/bin/python3", str(_PROGRAM), "--streams", str(streams), *map(str, files)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process, _ended(process), process.stdin:
        ready = process.stdout.readline()
        if not ready:
            pytest.skip(
                "GStreamer's RTSP server is missing: apt install gir1.2-gst-rtsp-server-1.0 python3-gi"
            )
        yield RtspServer(port=json.loads(ready)["port"], commands=process.stdin)


@pytest.fixture(scope="session")
def rtsp_server(clips: Clips) -> Iterator[RtspServer]:
    """One server for the whole run."""
    with serving(clips.h264, clips.other) as server:
        yield server
