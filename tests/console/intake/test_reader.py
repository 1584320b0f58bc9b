"""The reading process by itself: it ends with its parent, and within its bounds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from console.intake.reading import Unreadable
from widgets.intake.values import Trouble

ROOT = Path(__file__).resolve().parents[3]


def test_without_a_parent_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    # Opening it waits for a writer who never comes.
    os.mkfifo(path)
    reader = subprocess.run(
        [sys.executable, "-m", "console.intake.reader", str(path)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
        check=False,
    )
    # Standard input was at its end before it began: nobody is there any more.
    assert reader.returncode == 1
    assert reader.stderr == b""


def test_more_memory_than_any_honest_file_takes_is_not_had(tmp_path: Path) -> None:
    program = (
        "from console.intake import reader, reading\n"
        "def greedy(path, sheet):\n"
        "    yield bytearray(4 << 30)\n"
        "reader.read_table = greedy\n"
        "reader.main()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        said = msgspec.json.decode(process.stdout.read(), type=Unreadable)
    assert said.trouble is Trouble.TOO_HARD
