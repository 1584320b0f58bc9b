from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.latency import When, figures_of
from benchmarks.latency_eye import Sightings

ROOT = Path(__file__).resolve().parents[2]
STEP_NS = 40_000_000


def seen(*pictures: tuple[int, float], loop: int = 250, start: int = 0) -> Sightings:
    """Sightings of the k-th picture sent so many milliseconds after it was due."""
    return Sightings(
        seen=[((start + k) % loop, 7 + k * STEP_NS + round(late * 1e6)) for k, late in pictures],
        between=[600_000, 700_000],
    )


def test_pictures_are_held_against_the_moment_at_which_they_were_due() -> None:
    when = When(began_ns=7, start=100, units=250, step_ns=STEP_NS)
    figures = figures_of(seen((1_000, 20), (1_001, 30), (1_003, 90), start=100), when)
    assert figures["p50_ms"] == 30.0
    assert figures["max_ms"] == 90.0
    assert (figures["pictures"], figures["lost"]) == (3, 1)
    assert figures["look_p50_ms"] == 0.7


def test_a_picture_that_came_back_is_not_counted_twice() -> None:
    when = When(began_ns=7, start=0, units=250, step_ns=STEP_NS)
    figures = figures_of(seen((10, 50), (11, 50), (10, 120), (12, 90)), when)
    assert figures["lost"] == 0


def test_the_product_is_measured_on_a_real_screen_and_told_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.latency", "--seconds", "1.5", "--no-peers"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=90,
    )
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert 0 < told["p50_ms"] <= told["p95_ms"] < 1_000
    # Pictures that a busy machine does not show in time are counted as lost, not left out.
    assert told["pictures"] > 0
    assert told["pictures"] + told["lost"] > 20
    assert told["look_p50_ms"] < 20
    assert "peers" not in told
