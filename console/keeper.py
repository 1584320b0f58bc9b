"""Runs a part of the program again and again, for a machine that nobody sits in front of."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Final

_log = logging.getLogger(__name__)

#: Waited before the next run, by how many runs in a row were short.
_PAUSES_S: Final = (0.0, 1.0, 2.0, 4.0, 8.0, 15.0)
_SHORT_S: Final = 30.0


def keep(work: Callable[[], int], *, over: tuple[int, ...], pauses_s: tuple[float, ...] = _PAUSES_S) -> int:
    """Run `work` in a child of this process, anew whenever it breaks down; return its last exit code.

    `over` are exit codes after which it would come to the same again, because somebody ended it or has to
    mend something. To be called before there are threads and before Qt starts: the child is a fork, which is
    also why a system that has none runs `work` once, in this process.
    """
    if not hasattr(os, "fork"):
        return work()
    short = 0
    while True:
        began = time.monotonic()
        code = _one_run(work)
        if code in over:
            return code
        short = short + 1 if time.monotonic() - began < _SHORT_S else 0
        pause_s = pauses_s[min(short, len(pauses_s) - 1)]
        _log.error("ended with %d; started again in %g s", code, pause_s)
        time.sleep(pause_s)


def _one_run(work: Callable[[], int]) -> int:
    """The exit code of one run; minus the signal that ended it, 0 when this process was told to end."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(write_end)
        _end_with(read_end)
        code = 1
        try:
            code = work()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    os.close(read_end)
    told = False

    def pass_on(number: int, _frame: FrameType | None) -> None:
        nonlocal told
        told = True
        os.kill(child, number)

    former = {number: signal.signal(number, pass_on) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        _, status = os.waitpid(child, 0)
    finally:
        os.close(write_end)
        for number, handler in former.items():
            signal.signal(number, handler)
    return 0 if told else os.waitstatus_to_exitcode(status)


def _end_with(pipe: int) -> None:
    """End this process within a moment of the one that keeps the pipe's other end, however that ends."""

    def watch() -> None:
        os.read(pipe, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
