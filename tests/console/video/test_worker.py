from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from console.video.messages import Quit, Ready, Report, decode_from_worker, encode
from tests.waiting import PATIENCE_S

ROOT = Path(__file__).resolve().parents[3]
WORKER = [sys.executable, "-m", "console.video.worker", "--rendering", "software"]
#: Starts a worker as a console would and says its process id.
PARENT = """
import subprocess, sys, time
worker = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
print(worker.pid, worker.stdout.readline().decode().strip(), flush=True)
sys.stdin.read()
"""


def gone(pid: int) -> Callable[[], bool]:
    return lambda: not Path(f"/proc/{pid}").exists()


def test_a_worker_says_what_it_is_and_reports_while_nothing_plays() -> None:
    with subprocess.Popen(WORKER, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        ready = decode_from_worker(worker.stdout.readline())
        assert isinstance(ready, Ready)
        assert ready.rendering == "software"
        report = decode_from_worker(worker.stdout.readline())
        assert isinstance(report, Report)
        assert (report.tiles, report.closing_s, report.ring_bytes, report.streams) == ([], 0.0, 0, 0)
        assert report.cpu_s > 0
        worker.stdin.write(encode(Quit()))
        worker.stdin.flush()
        assert worker.wait(PATIENCE_S) == 0


def test_a_worker_ends_with_its_input() -> None:
    with subprocess.Popen(WORKER, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdout.readline()
        worker.stdin.close()
        assert worker.wait(PATIENCE_S) == 0


def test_a_worker_ends_within_two_seconds_of_its_killed_console(qtbot: QtBot) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, *WORKER],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline().split()[0])
        os.kill(parent.pid, signal.SIGKILL)
        qtbot.waitUntil(gone(pid), timeout=2_000)


def test_the_worker_knows_no_qt() -> None:
    check = "import sys, console.video.worker; sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0
