from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from backend_client.picture import Picture
from benchmarks.desk_figures import figures_of, summary
from benchmarks.desk_incidents import Stream, fill
from benchmarks.desk_watch import stamped
from tests.widgets.district import NOW

ROOT = Path(__file__).resolve().parents[2]


def test_a_stamp_of_the_x_server_becomes_a_moment_of_our_clock() -> None:
    assert abs(stamped(999_990, 1000.0) - 999.99) < 1e-6
    wrapped = 2**32 / 1000
    assert abs(stamped(2**32 - 5, wrapped + 0.010) - (wrapped - 0.005)) < 1e-6


def test_the_stream_never_breaks_off_and_leaves_the_district_as_large() -> None:
    picture = Picture()
    made = fill(picture, incidents=200, now=NOW)
    stream = Stream(made, now=NOW)
    assert len(picture.entries("incident")) == 200
    before = {id_: entry.ver for id_, entry in picture.entries("incident").items()}
    for _ in range(1000):
        picture.apply(stream.next())
    after = picture.entries("incident")
    assert abs(len(after) - 200) <= 20
    assert sum(after[id_].ver > ver for id_, ver in before.items()) > 150


def test_rounds_come_to_medians_and_the_worst() -> None:
    def told(slow: float) -> dict[str, Any]:
        figures: dict[str, Any] = dict.fromkeys(
            ("rows", "rss_mb", "picture_mb", "built_ms", "changes_per_s", "missed"), 1
        )
        return figures | {name: [1.0] * 99 + [slow] for name in ("filter_ms", "scroll_ms", "scroll_seen_ms")}

    assert summary(told(9.0))["filter_p99_ms"] == 9.0
    figures = figures_of([told(5.0), told(30.0), told(7.0)])
    assert (figures["filter_p50_ms"], figures["filter_p99_ms"], figures["filter_worst_ms"]) == (
        1.0,
        7.0,
        30.0,
    )
    assert figures["missed"] == 3


def test_a_small_desk_is_measured_beside_a_plain_table() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "benchmarks.desk", "--incidents", "300", "--rate", "50"),
            *("--warm", "0", "--rounds", "1", "--keys", "6", "--turns", "8"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=110,
    )
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    for figures in (told, told["plain"]):
        assert 0 < figures["filter_p50_ms"] <= figures["filter_p99_ms"]
        assert 0 < figures["scroll_p50_ms"] <= figures["scroll_p99_ms"]
        assert figures["rss_mb"] > 50
        assert figures["missed"] == 0
    assert told["incidents"] == 300
