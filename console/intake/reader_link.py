"""The console's side of the reading process: starts it, takes its parts in, ends it. Nothing here blocks."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from backend_client.tasks import TaskSet
from console.intake.reading import End, Part, Unreadable
from widgets.intake.values import Trouble

#: The longest that a file of the allowed size may take, on a slow machine under load.
READ_WITHIN_S: Final = 60.0
_ROOT: Final = Path(__file__).resolve().parents[2]
_PARTS: Final = msgspec.json.Decoder(Part)


async def read_apart(
    path: str, *, take: Callable[[Part], None], sheet: str = "", within_s: float = READ_WITHIN_S
) -> None:
    """Have a process of its own read the table in `path`, and `take` its parts one after the other.

    The last one is `End`, or `Unreadable` when it cannot be read, or not within `within_s` seconds. When this
    is cancelled, the process is ended first.
    """
    process = await asyncio.to_thread(_start, path, sheet)
    assert process.stdout is not None
    loop = asyncio.get_running_loop()
    until = loop.time() + within_s
    tasks = TaskSet()
    part: Part | None = None
    try:
        while not isinstance(part, End | Unreadable):
            # A task of its own: the thread in it ends only with the process, whoever stops waiting.
            reading = tasks.spawn(asyncio.to_thread(process.stdout.readline), name="read a table")
            line = await asyncio.wait_for(asyncio.shield(reading), until - loop.time())
            part = _PARTS.decode(line) if line else Unreadable(Trouble.TOO_HARD)
            take(part)
    except (TimeoutError, msgspec.MsgspecError):
        take(Unreadable(Trouble.TOO_HARD))
    finally:
        process.kill()
        await asyncio.shield(asyncio.to_thread(_clear_away, process))
        await tasks.close()


def _start(path: str, sheet: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "console.intake.reader", path, *([sheet] if sheet else [])],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _clear_away(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
