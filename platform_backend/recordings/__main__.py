"""The recorder as a process of its own: ``python -m platform_backend.recordings --folder DIR``.

It takes its orders from stdin, reports on stdout, and ends when stdin does: with its parent, in whatever way
that ends. Pieces that are being written then are made whole, or by the next start.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import threading
import time
from pathlib import Path
from typing import Final

import msgspec

from platform_backend.recordings.camera_recorder import CameraRecorder
from platform_backend.recordings.orders import Order, Report, Wanted, encode
from platform_backend.recordings.recovery import recover
from platform_backend.recordings.retention import Stock, prune
from platform_backend.recordings.room import Room

#: Less pressing than the platform and the pictures.
_NICE: Final = 5
_LOOK_EVERY_S: Final = 1.0
_PRUNE_EVERY_S: Final = 30.0
_END_WITHIN_S: Final = 1.0
_MOST_TROUBLES: Final = 20


class Recorder:
    """All cameras that are to be recorded, by the latest order."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._room = Room(root)
        self._cameras: dict[str, CameraRecorder] = {}
        self._order = Order(cameras=(), keep_s=0.0, keep_bytes=0, reserve_bytes=0)
        self._stock = Stock(pieces=0, bytes=0, oldest=None, removed=0)
        self._removed = 0
        self._kept: tuple[float, int] | None = None
        self._pruned = 0.0
        self._written = 0

    def obey(self, order: Order) -> None:
        """Record what the order says, and nothing else."""
        self._order = order
        self._room.reserve_bytes = order.reserve_bytes
        wanted = {each.camera: each for each in order.cameras}
        for camera in [each for each in self._cameras if each not in wanted]:
            self._drop(camera)
        self._room.look()
        for camera, each in wanted.items():
            self._want(camera, each)

    def prune(self) -> None:
        """Take away what is not kept any longer, when it is time to look; before the first order nothing."""
        order = self._order
        kept = (order.keep_s, order.keep_bytes)
        if not order.keep_s or (kept == self._kept and time.monotonic() - self._pruned < _PRUNE_EVERY_S):
            return
        self._kept, self._pruned = kept, time.monotonic()
        self._stock = prune(self._root, now=time.time(), keep_s=order.keep_s, keep_bytes=order.keep_bytes)
        self._removed += self._stock.removed

    def report(self) -> Report:
        """How it goes, after a look at the disk."""
        self._room.look()
        troubles = {camera: each.trouble for camera, each in self._cameras.items() if each.trouble}
        return Report(
            recording=len(self._cameras) - len(troubles),
            wanted=len(self._cameras),
            pieces=self._stock.pieces,
            bytes=self._stock.bytes,
            written=self._written + sum(each.written for each in self._cameras.values()),
            removed=self._removed,
            oldest=self._stock.oldest,
            full=self._room.why,
            troubles=dict(sorted(troubles.items())[:_MOST_TROUBLES]),
        )

    def close(self) -> None:
        """Make every piece whole; whoever hangs at its camera is left to the end of the process."""
        for each in self._cameras.values():
            each.stop()
        until = time.monotonic() + _END_WITHIN_S
        for each in self._cameras.values():
            each.join(max(0.0, until - time.monotonic()))

    def _want(self, camera: str, wanted: Wanted) -> None:
        known = self._cameras.get(camera)
        if known is not None and known.wanted.url == wanted.url:
            # Only why it is recorded, or its token, is another: the next piece or connection uses it.
            known.wanted = wanted
            return
        if known is not None:
            self._drop(camera)
        self._cameras[camera] = CameraRecorder(wanted, root=self._root, room=self._room)

    def _drop(self, camera: str) -> None:
        gone = self._cameras.pop(camera)
        gone.stop()
        self._written += gone.written


def main() -> int:
    """Record until stdin ends; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m platform_backend.recordings")
    parser.add_argument("--folder", type=Path, required=True, help="where the pieces lie")
    root: Path = parser.parse_args().folder
    with contextlib.suppress(OSError):
        os.nice(_NICE)
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        print(f"The recorder cannot use {root} ({error.strerror or error}).", file=sys.stderr)
        return 1
    recover(root)
    recorder = Recorder(root)
    ended = threading.Event()
    threading.Thread(target=_look, args=(recorder, ended), name="look", daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        for line in sys.stdin.buffer:
            recorder.obey(msgspec.json.decode(line, type=Order))
    ended.set()
    recorder.close()
    return 0


def _look(recorder: Recorder, ended: threading.Event) -> None:
    while not ended.is_set():
        recorder.prune()
        with contextlib.suppress(BrokenPipeError, ValueError):
            sys.stdout.buffer.write(encode(recorder.report()))
            sys.stdout.buffer.flush()
        ended.wait(_LOOK_EVERY_S)


if __name__ == "__main__":
    code = main()
    # Threads that hang at a camera, inside of FFmpeg, must not hold the end up.
    os._exit(code)
