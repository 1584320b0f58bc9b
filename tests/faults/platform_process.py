"""A platform process that can be killed at any moment and started again on its port and data."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_STARTS_WITHIN_S = 60.0


class PlatformProcess:
    """One process at a time; what all of them wrote stands in `log`. `module` is what python runs, `more`
    are further arguments.
    """

    def __init__(
        self,
        *,
        data: Path,
        district: str = "gulou",
        module: str = "platform_backend",
        more: tuple[str, ...] = (),
    ) -> None:
        self.log = data.with_name(f"{data.name}.log")
        self.port = 0
        self.starts = 0
        self._command = [
            *(sys.executable, "-m", module, "--data", str(data), "--district", district),
            *("--no-camera-site", *more),
        ]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def http(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def feed(self) -> str:
        """The feed's own address, past any proxy."""
        return f"ws://127.0.0.1:{self.port}/feed"

    @property
    def pid(self) -> int:
        """Process id of the one that runs."""
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Start, and return when it serves. Raises RuntimeError with what it said when it does not."""
        read = self._launch()
        async with asyncio.timeout(_STARTS_WITHIN_S):
            line = await asyncio.to_thread(_read_line, read)
        told = json.loads(line or "{}")
        if "http" not in told:
            raise RuntimeError(f"the platform did not start: {told} {self.log.read_text()[-2000:]}")
        self.port = int(told["http"].rpartition(":")[2])
        self.starts += 1

    def kill(self) -> None:
        """kill -9."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _launch(self) -> int:
        """Start the process; the read end of the pipe in which it says that it serves."""
        read, write = os.pipe()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._command, "--port", str(self.port), "--launch-token-fd", str(write)],
                pass_fds=(write,),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=ROOT,
            )
        os.close(write)
        return read


def _read_line(fd: int) -> str:
    with os.fdopen(fd) as file:
        return file.readline()
