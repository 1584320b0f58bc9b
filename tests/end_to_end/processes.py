"""Real processes for end-to-end tests: platforms and consoles, started, killed and started again."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


class Process:
    """A child process whose output lines can be waited for."""

    def __init__(self, arguments: list[str], *, environment: Mapping[str, str | None] | None = None) -> None:
        """`environment` is laid over this process's own; None takes a variable away."""
        laid_over = os.environ | (environment or {})
        self._arguments = arguments
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={name: value for name, value in laid_over.items() if value is not None},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        self._arrived: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    def line_with(self, word: str, *, within_s: float = 60.0) -> str:
        """The first line so far or to come that contains `word`. Raises TimeoutError."""
        for line in self.lines:
            if word in line:
                return line
        deadline = time.monotonic() + within_s
        while (left := deadline - time.monotonic()) > 0:
            try:
                line_or_end = self._arrived.get(timeout=left)
            except queue.Empty:
                break
            if line_or_end is None:
                break
            if word in line_or_end:
                return line_or_end
        raise TimeoutError(f"no line with {word!r}; it said: {self.lines[-20:]}")

    def tell(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """kill -9, and nothing else."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def wait(self, within_s: float) -> int:
        """Wait for the end; return the exit code."""
        code = self._process.wait(within_s)
        self._reader.join(within_s)
        return code

    def stop(self) -> None:
        """End it kindly, then not."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        self._reader.join(10)
        # pytest shows this with a test that failed, and with no other.
        sys.stdout.write("\n".join((f"-- {' '.join(self._arguments)}", *self.lines[-60:], "")))

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            for line in stream:
                self.lines.append(line.rstrip("\n"))
                self._arrived.put(line.rstrip("\n"))
        self._arrived.put(None)


class PlatformProcess(Process):
    """``python -m platform_backend`` on a port of its own."""

    def __init__(
        self, data: Path, *, port: int = 0, district: str = "gulou", more: tuple[str, ...] = ()
    ) -> None:
        super().__init__(
            [
                *("-m", "platform_backend", "--port", str(port), "--data", str(data)),
                *("--district", district, "--seed", "7", *more),
            ]
        )
        self.http = self.line_with("http://").split()[-1]
        self.feed = self.line_with("ws://").split()[-1]

    @property
    def port(self) -> int:
        """The port it serves on."""
        return int(self.http.rsplit(":", 1)[1])

    @property
    def password(self) -> str:
        """The password of `admin`, which is printed on the first start only."""
        return self.line_with("admin", within_s=5).split()[-1]


class ConsoleProcess(Process):
    """``main.py`` on a display, or with None where there is none."""

    def __init__(self, *arguments: str, display: str | None, data: Path) -> None:
        environment = {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb" if display else None,
            "XDG_CONFIG_HOME": str(data / "config"),
        }
        super().__init__(["main.py", "--data", str(data), *arguments], environment=environment)

    def report(self) -> dict[str, Any]:
        """The JSON of a hands-free run's last line."""
        decoded: dict[str, Any] = json.loads(self.lines[-1])
        return decoded
