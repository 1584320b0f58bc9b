"""The platform as a real process, for tests of its start, its end and what survives it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WITHIN_S = 30.0


@dataclass(frozen=True)
class Process:
    """A platform that serves; closing `parent_write` is the death of its parent."""

    popen: subprocess.Popen[str]
    http: str
    feed: str
    launch_token: str
    parent_write: int


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the platform's command line to its end."""
    return subprocess.run(
        [sys.executable, "-m", "platform_backend", *arguments],
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
        check=False,
    )


@contextmanager
def platform(data: Path, *arguments: str, district: str = "gulou") -> Iterator[Process]:
    """A running platform, started as a console starts it; killed at the end if it still lives."""
    parent_read, parent_write = os.pipe()
    launch_read, launch_write = os.pipe()
    popen = subprocess.Popen(
        [
            *(sys.executable, "-m", "platform_backend", "--data", str(data), "--district", district),
            *("--parent-fd", str(parent_read), "--launch-token-fd", str(launch_write)),
            *("--no-camera-site", *arguments),
        ],
        pass_fds=(parent_read, launch_write),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(parent_read)
    os.close(launch_write)
    try:
        with os.fdopen(launch_read) as file:
            line = file.readline()
        assert line, popen.communicate()[1]
        ready = json.loads(line)
        yield Process(popen, ready["http"], ready["feed"], ready["token"], parent_write)
    finally:
        popen.kill()
        popen.communicate()
        # A test may have closed it already, as the parent's death.
        if _is_open(parent_write):
            os.close(parent_write)


def _is_open(fd: int) -> bool:
    try:
        os.fstat(fd)
    except OSError:
        return False
    return True
