from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from benchmarks.http_ts_server import muxed, references
from tests.clips import SECONDS, Clips
from tests.clips import clips as clips

ROOT = Path(__file__).resolve().parents[2]


def test_a_film_is_looped_and_its_references_grow_evenly(clips: Clips) -> None:
    film = muxed(clips.h264, seconds=2.5 * SECONDS)
    found = [*references(film)]
    moments = [moment for moment, _ in found]
    assert moments[0] == 0
    assert moments == sorted(moments)
    assert 2.4 * SECONDS < moments[-1] < 2.6 * SECONDS


def test_it_is_sent_at_its_own_pace(clips: Clips) -> None:
    command = [sys.executable, "-m", "benchmarks.http_ts_server", "--film-seconds", "1.5"]
    with subprocess.Popen(
        [*command, str(clips.h264)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        port = json.loads(server.stdout.readline())["port"]
        began = time.monotonic()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/s/3") as answer:
            film = answer.read()
        assert time.monotonic() - began > 1.2
        assert len(film) % 188 == 0
        server.stdin.close()
        assert server.wait(timeout=10) == 0
