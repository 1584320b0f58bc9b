"""The embedded platform: a child process that serves this console on loopback and ends with it."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from console.faults import StartRefused

_log = logging.getLogger(__name__)

#: Generating a district on the first start takes seconds; a minute means that something is wrong.
_START_WITHIN_S = 60.0
_STOP_WITHIN_S = 4.0
#: Pause before a platform that died is started again, doubling up to the second figure.
_RESTART_S = (0.2, 5.0)


class Launch(msgspec.Struct, frozen=True):
    """What the platform says when it serves: its addresses and a token good for one sign-in."""

    http: str
    feed: str
    token: str


class _Failure(msgspec.Struct, frozen=True):
    """What it says instead when it cannot serve."""

    error: str = ""


class EmbeddedPlatform:
    """Starts the platform process, keeps it running on one port and stops it.

    The child watches a pipe whose other end only this process holds, so it ends even after kill -9.
    """

    def __init__(self, *, data: Path, district: str, seed: int, simulate: bool) -> None:
        self._data = data
        self._arguments = ["--data", str(data), "--district", district, "--seed", str(seed)]
        self._arguments += ["--simulate"] if simulate else []
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._lifeline = -1
        self._stopping = False

    @property
    def log_file(self) -> Path:
        """Where the platform's own messages go."""
        return self._data / "platform.log"

    @property
    def pid(self) -> int | None:
        """The platform's process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    async def start(self) -> Launch:
        """Start the platform and wait until it serves. Raises StartRefused with its own last words."""
        try:
            self._data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StartRefused(
                f"The data folder {self._data} cannot be made ({error.strerror}): name another with --data."
            ) from error
        launch_end = self._spawn()
        try:
            line = await asyncio.wait_for(asyncio.to_thread(_read_line, launch_end), _START_WITHIN_S)
            launch = _heard(line)
        except (TimeoutError, msgspec.MsgspecError) as error:
            await self.stop()
            raise StartRefused(self._last_words()) from error
        except StartRefused:
            await self.stop()
            raise
        self._port = urlsplit(launch.http).port or 0
        return launch

    async def keep_running(self) -> None:
        """Start the platform again whenever it ends by itself, until `stop`. Sessions survive its restart."""
        pause = _RESTART_S[0]
        while (process := self._process) is not None:
            code = await asyncio.to_thread(process.wait)
            if self._stopping:
                return
            _log.error("the embedded platform ended with code %s; starting it again", code)
            await asyncio.sleep(pause)
            try:
                await self.start()
                pause = _RESTART_S[0]
            except StartRefused as refused:
                _log.error("the embedded platform cannot be started: %s", refused)
                return

    async def stop(self) -> None:
        """Ask the platform to end, and end it after a bounded time."""
        self._stopping = True
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1
        if self._process is None:
            return
        self._process.terminate()
        try:
            await asyncio.to_thread(self._process.wait, _STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)

    def _spawn(self) -> int:
        """Start the process; return the end of the pipe on which it says that it serves."""
        if self._lifeline >= 0:
            os.close(self._lifeline)
        parent_read, self._lifeline = os.pipe()
        launch_read, launch_write = os.pipe()
        try:
            with self.log_file.open("wb") as log:
                self._process = subprocess.Popen(
                    [
                        *(sys.executable, "-m", "platform_backend", "--port", str(self._port)),
                        *self._arguments,
                        *("--parent-fd", str(parent_read), "--launch-token-fd", str(launch_write)),
                    ],
                    pass_fds=(parent_read, launch_write),
                    stdin=subprocess.DEVNULL,
                    stderr=log,
                    start_new_session=True,
                )
        except OSError as error:
            os.close(launch_read)
            raise StartRefused(f"The embedded platform cannot be started ({error}).") from error
        finally:
            os.close(parent_read)
            os.close(launch_write)
        return launch_read

    def _last_words(self) -> str:
        try:
            lines = self.log_file.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        except OSError:
            lines = []
        return lines[-1] if lines else f"The embedded platform did not start; see {self.log_file}."


def _heard(line: bytes) -> Launch:
    """What the platform said. Raises StartRefused with its reason when it does not start."""
    if reason := msgspec.json.decode(line, type=_Failure).error:
        raise StartRefused(reason)
    return msgspec.json.decode(line, type=Launch)


def _read_line(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb") as stream:
        return stream.readline()
