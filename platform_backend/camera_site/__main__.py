"""The camera site as a process of its own: ``python -m platform_backend.camera_site --cache DIR ...``."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from platform_backend.access.tokens import TokenSigner, read_key
from platform_backend.camera_site.gallery import Gallery
from platform_backend.camera_site.library import SceneLibrary, jobs
from platform_backend.camera_site.quality import QUALITIES
from platform_backend.camera_site.server import CameraSite
from platform_backend.camera_site.workshop import EncodingFailed, Job, encode_all

_MAIN_LATER_S = 45.0


def main() -> int:
    """Parse the arguments and serve until told to stop or the parent ends; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m platform_backend.camera_site")
    parser.add_argument("--cache", type=Path, required=True, help="folder of the encoded scenes")
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--key-file", type=Path, required=True, help="key with which tokens are signed")
    parser.add_argument("--parent-fd", type=int, help="read end of a pipe; its end ends the site")
    parser.add_argument("--ready-fd", type=int, help="where to write the port when the first scene is there")
    arguments = parser.parse_args()
    try:
        asyncio.run(
            _serve(
                signer=TokenSigner(read_key(arguments.key_file)),
                library=SceneLibrary(arguments.cache),
                port=arguments.port,
                parent_fd=arguments.parent_fd,
                ready_fd=arguments.ready_fd,
            )
        )
    except (OSError, ValueError, EncodingFailed) as error:
        print(f"The camera site cannot run: {error}", file=sys.stderr)
        return 1
    return 0


async def _serve(
    *, signer: TokenSigner, library: SceneLibrary, port: int, parent_fd: int | None, ready_fd: int | None
) -> None:
    loop = asyncio.get_running_loop()
    gallery = Gallery()
    site = CameraSite(signer=signer, find_loop=gallery.find, find_own=gallery.own)
    chosen = await site.start(port=port)
    end = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, end.set)
    loop.add_signal_handler(signal.SIGINT, end.set)
    if parent_fd is not None:
        # Nobody writes to this pipe: it becomes readable when its other end is gone.
        loop.add_reader(parent_fd, end.set)

    def ready(job: Job, path: Path) -> None:
        first = gallery.empty
        gallery.add(job, path)
        if first:
            _tell(ready_fd, chosen)

    async with asyncio.TaskGroup() as group:
        work = group.create_task(
            _encode(library=library, gallery=gallery, on_ready=ready, end=end), name="encode scenes"
        )
        await end.wait()
        await site.stop()
        failed = work.result() if work.done() else None
        work.cancel()
    if failed is not None:
        raise failed


async def _encode(
    *, library: SceneLibrary, gallery: Gallery, on_ready: Callable[[Job, Path], None], end: asyncio.Event
) -> EncodingFailed | None:
    try:
        await encode_all(library=library, jobs=jobs("sub"), on_ready=on_ready)
        if any(library.find(scene, QUALITIES[name]) is None for scene, name in jobs("main")):
            # Main streams serve enlarged tiles only and cost most: a console that starts now comes first.
            await asyncio.sleep(_MAIN_LATER_S)
        await encode_all(library=library, jobs=jobs("main"), on_ready=on_ready)
    except EncodingFailed as error:
        if gallery.empty:
            end.set()
            return error
        # What is there is shown on; the cameras of the missing scenes show it too.
        print(error, file=sys.stderr)
    return None


def _tell(ready_fd: int | None, port: int) -> None:
    line = json.dumps({"port": port}) + "\n"
    if ready_fd is None:
        print(line, end="", flush=True)
        return
    with contextlib.suppress(BrokenPipeError), os.fdopen(ready_fd, "w") as file:
        file.write(line)


if __name__ == "__main__":
    sys.exit(main())
