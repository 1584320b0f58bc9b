"""What breaks down is started again, until it is over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.waiting import until

PROGRAM = """
import os, sys, time
from pathlib import Path
from console.keeper import keep

runs = Path(sys.argv[1])

def work():
    with runs.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    number = len(runs.read_text().splitlines())
    if number == 1:
        os.abort()
    if number == 2:
        raise RuntimeError("a fault")
    if sys.argv[2] == "stay":
        time.sleep(60)
    return 5

sys.exit(keep(work, over=(0, 5), pauses_s=(0.0,)))
"""


def started(runs: Path, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(runs), *more], stderr=subprocess.DEVNULL, cwd=Path.cwd()
    )


def pids(runs: Path) -> list[int]:
    return [int(line) for line in runs.read_text().splitlines()] if runs.exists() else []


def test_a_crash_and_an_exception_are_followed_by_another_run(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    with started(runs, "end") as kept:
        assert kept.wait(timeout=20) == 5
    assert len(pids(runs)) == 3


async def test_told_to_end_it_ends_with_its_child(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    with started(runs, "stay") as kept:
        await until(lambda: len(pids(runs)) == 3)
        kept.send_signal(signal.SIGTERM)
        assert kept.wait(timeout=20) == 0


async def test_killed_it_takes_its_child_along(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    with started(runs, "stay") as kept:
        await until(lambda: len(pids(runs)) == 3)
        child = pids(runs)[-1]
        kept.kill()
        kept.wait()

    def is_gone() -> bool:
        stat = Path(f"/proc/{child}/stat")
        return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"

    await until(is_gone)
    assert os.getpid() != child
