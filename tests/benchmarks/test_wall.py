from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.wall import ProcessTree, slope
from tests.clips import Clips
from tests.clips import clips as clips

ROOT = Path(__file__).resolve().parents[2]


def test_a_process_tree_counts_its_children_too() -> None:
    tree = ProcessTree(os.getpid())
    tree.spent()
    burn = "import sys, time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\nsys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", burn], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert tree.spent()[child.pid] >= 0.2  # the kernel counts in hundredths


def test_the_slope_evens_out_single_counts() -> None:
    assert slope([(0.0, 0), (1.0, 25), (2.0, 50)]) == 25.0
    assert abs(slope([(0.0, 5), (1.0, 25), (2.0, 45), (3.0, 75)]) - 23.0) < 1e-9


def test_a_small_wall_is_measured_and_told_in_one_line(clips: Clips) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "benchmarks.wall", "--tiles", "2", "--seconds", "2"),
            *("--files", str(clips.h264), str(clips.other)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert told["tiles"] == 2
    # A machine that is busy with other things has it show key frames only: how many is not said here.
    assert told["fps_per_tile"] > 0
    assert told["cpu_workers"] > 0
    assert told["cpu_limit"] > 0
    assert told["ratio"] == round(told["cpu_product"] / told["cpu_limit"], 2)
