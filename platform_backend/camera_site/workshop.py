"""Has missing scenes encoded by child processes of low priority, in the order in which they are wanted."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from platform_backend.camera_site.library import SceneLibrary
from platform_backend.camera_site.quality import QUALITIES

Job = tuple[int, str]
_MOST_HANDS = 2


class EncodingFailed(Exception):
    """A scene cannot be encoded or kept; the text says why in one sentence."""


class _Answer(msgspec.Struct):
    """What an encoder says about one job."""

    path: str | None = None
    error: str | None = None


async def encode_all(
    *, library: SceneLibrary, jobs: Iterable[Job], on_ready: Callable[[Job, Path], None]
) -> None:
    """Call `on_ready` with the file of every job, from the cache or freshly encoded.

    Raises EncodingFailed when a file cannot be written or an encoder dies.
    """
    wanted = tuple(jobs)
    missing = []
    for job in wanted:
        found = library.find(job[0], QUALITIES[job[1]])
        if found is None:
            missing.append(job)
        else:
            on_ready(job, found)
            # Loading takes some milliseconds each: those who watch already come first.
            await asyncio.sleep(0)
    if not missing:
        return
    left = iter(missing)
    hands = min(len(missing), min(_MOST_HANDS, os.cpu_count() or 1))
    try:
        async with asyncio.TaskGroup() as group:
            for number in range(hands):
                urgent = number == 0 and len(missing) == len(wanted)
                work = _work(library=library, left=left, on_ready=on_ready, urgent=urgent)
                group.create_task(work, name=f"encoder-{number}")
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None


async def _work(
    *, library: SceneLibrary, left: Iterator[Job], on_ready: Callable[[Job, Path], None], urgent: bool
) -> None:
    encoder = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "platform_backend.camera_site.encoder",
        str(library.cache),
        *(["urgent"] if urgent else []),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert encoder.stdin is not None
    assert encoder.stdout is not None
    try:
        for job in left:
            encoder.stdin.write(f"{job[0]} {job[1]}\n".encode())
            line = await encoder.stdout.readline()
            if not line:
                raise EncodingFailed(f"An encoder of the camera site ended unexpectedly at scene {job[0]}.")
            answer = msgspec.json.decode(line, type=_Answer)
            if answer.path is None:
                raise EncodingFailed(
                    f"The camera site cannot keep its scenes in {library.cache}: {answer.error}. "
                    "Make room there (about 60 MB) or choose another folder, then start again."
                )
            on_ready(job, Path(answer.path))
    finally:
        encoder.stdin.close()
        with contextlib.suppress(ProcessLookupError):
            encoder.kill()
        await encoder.wait()
