"""The soak benchmark, for half a minute."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.soak import Diary

ROOT = Path(__file__).resolve().parents[2]
MINUTES = 0.25
#: By how much the console may grow meanwhile, in MB, by the slope of all its sizes. It grows by less than
#: one; who kept the pixels of a seventh of the pictures shown would be above it.
MOST_GROWTH_MB = 64.0
#: Of one core, by the console's own process, which needs about six: one that spins takes all it gets.
MOST_CPU_PERCENT = 50.0


def test_growth_is_told_for_an_hour_and_leaves_out_the_beginning() -> None:
    diary = Diary()
    for second in range(100):
        size = 200.0 if second < 20 else 100.0 + second / 3600
        diary.sizes.setdefault(7, []).append((second, size * 2**20))
    assert diary.slope_mb_per_h([7], since=20) == pytest.approx(1.0)
    diary.note_sizes([os.getpid()], 0.0)
    assert diary.sizes[os.getpid()][0][1] > 2**20
    assert diary.slope_mb_per_h([os.getpid()], since=0) == 0.0


def test_a_small_wall_lasts_while_its_worker_is_killed() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "benchmarks.soak", "--tiles", "8", "--minutes", str(MINUTES)),
            *("--kill-every", "6"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["kills"] == 2
    assert told["back_live_max_s"] < 10
    assert told["frames"] > 600
    # This machine does other things as well; the 99th of a hundred that counts is taken on a quiet one.
    assert told["frame_p50_ms"] <= 16.7
    # Processor time and memory of its own, which do not hang on what else is running.
    assert told["console_cpu_percent"] < MOST_CPU_PERCENT
    assert told["rss_slope_console_mb_per_h"] * MINUTES / 60 < MOST_GROWTH_MB
    assert told["fps_per_tile"] > 10
