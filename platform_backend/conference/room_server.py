"""Keeps Janus running as a child of the platform: started with a folder of its own, watched, started again.

Nobody is asked to look after it: it ends with the platform, also after kill -9, as the kernel ends it then.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import IO, Final

from platform_backend.conference.janus import Janus, JanusFailed, connected
from platform_backend.conference.janus_files import (
    PORTS,
    SOCKET,
    Installation,
    JanusMissing,
    find_janus,
    write_configuration,
)

_AGAIN_AFTER_S: Final = (0.2, 1.0, 5.0, 15.0)
_HEALTHY_S: Final = 30.0
_UP_WITHIN_S: Final = 10.0
_LOOK_EVERY_S: Final = 0.02
_LOG: Final = "janus.log"

_log = logging.getLogger(__name__)


class RoomServerKeeper:
    """Keeps one Janus running in `folder`; `pid` is None while there is none, `starts` counts them.

    `up` is told of each that can be used, `down` that it cannot be any more.
    """

    def __init__(
        self,
        *,
        folder: Path,
        up: Callable[[Janus], None],
        down: Callable[[], None],
        ports: tuple[int, int] = PORTS,
        find: Callable[[], Installation] = find_janus,
    ) -> None:
        self.pid: int | None = None
        self.starts = 0
        self._folder = folder
        self._up = up
        self._down = down
        self._ports = ports
        self._find = find

    async def run(self) -> None:
        """Keep it running until cancelled; one that is not installed is told of, once."""
        try:
            found = self._find()
        except JanusMissing as missing:
            _log.error("%s", missing)
            return
        failures = 0
        while True:
            began = time.monotonic()
            try:
                await self._run_once(found)
            except OSError:
                _log.exception("the room server could not be started")
            failures = 1 if time.monotonic() - began > _HEALTHY_S else failures + 1
            wait = _AGAIN_AFTER_S[min(failures, len(_AGAIN_AFTER_S)) - 1]
            _log.warning("the room server has ended; starting it again in %.1f s", wait)
            await asyncio.sleep(wait)

    async def _run_once(self, found: Installation) -> None:
        write_configuration(self._folder, found, ports=self._ports)
        (self._folder / SOCKET).unlink(missing_ok=True)
        with _fresh_log(self._folder / _LOG) as log:
            process = await asyncio.create_subprocess_exec(
                *(found.setpriv, "--pdeathsig", "KILL", found.program),
                *("--configs-folder", ".", "--config", "janus.jcfg"),
                cwd=self._folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=asyncio.subprocess.STDOUT,
            )
        self.pid = process.pid
        self.starts += 1
        try:
            await self._serve(process)
        finally:
            self.pid = None
            if process.returncode is None:
                # It keeps nothing that an orderly end could save.
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

    async def _serve(self, process: asyncio.subprocess.Process) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._speak(), name="room server")
                await process.wait()
                raise _Ended
        except* _Ended:
            pass
        except* (OSError, JanusFailed) as failed:
            for error in failed.exceptions:
                _log.error("the room server cannot be used: %s", error)

    async def _speak(self) -> None:
        async with AsyncExitStack() as stack:
            deadline = time.monotonic() + _UP_WITHIN_S
            while True:
                try:
                    janus = await stack.enter_async_context(connected(self._folder))
                    break
                except OSError:
                    if time.monotonic() > deadline:
                        raise
                await asyncio.sleep(_LOOK_EVERY_S)
            _log.info("the room server is there")
            self._up(janus)
            try:
                await janus.keep_alive()
            finally:
                self._down()


def _fresh_log(path: Path) -> IO[bytes]:
    with suppress(FileNotFoundError):
        # What the former one has said before it ended.
        os.replace(path, path.with_name(f"{path.name}.1"))
    return path.open("wb")


class _Ended(Exception):
    """The child has ended by itself."""
