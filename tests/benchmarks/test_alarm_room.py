from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from benchmarks.alarm_room import NotMeasured, platform, room
from benchmarks.alarm_store import cameras, wall_cameras
from benchmarks.desk_places import Places
from console.virtual_screen import VirtualScreen, virtual_screen
from tests.benchmarks.test_wall import ROOT
from tests.clips import Clips
from tests.clips import clips as clips

#: More than the district has cameras.
STREAMS = 4000


@contextmanager
def cameras_of_rtsp(clips: Clips) -> Iterator[str]:
    """An RTSP server with a stream for every camera; gives the template of their addresses."""
    program = [str(ROOT / "benchmarks" / "rtsp_server.py"), "--streams", str(STREAMS)]
    with subprocess.Popen(
        ["/usr/bin/python3", *program, str(clips.h264), str(clips.other)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as server:
        assert server.stdout is not None
        yield f"rtsp://127.0.0.1:{json.loads(server.stdout.readline())['port']}/s/{{number}}"


def places_on(screen: VirtualScreen) -> Places:
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.desk_places", "16"],
        cwd=ROOT,
        env=os.environ | screen.environment,
        check=True,
        capture_output=True,
        timeout=60,
    )
    return msgspec.json.decode(said.stdout, type=Places)


@pytest.mark.timeout(180)
def test_an_alarm_is_seen_on_the_screen_and_acknowledged(clips: Clips, tmp_path: Path) -> None:
    data = tmp_path / "platform"
    with virtual_screen(monitors=2) as screen, cameras_of_rtsp(clips) as template:
        places = places_on(screen)
        more = ("--district", "gulou", "--no-camera-site", "--stream-address", template)
        with (
            platform(data, more=more) as served,
            room(served, data=tmp_path / "console", screen=screen, places=places) as here,
        ):
            here.wait_for_wall(16, within_s=40.0)
            wall = wall_cameras(data / "platform.sqlite3", "wall-1")
            known = cameras(data / "platform.sqlite3")
            fresh = [each for each in known.items() if each[0] not in wall]
            for number, (id_, camera) in enumerate(fresh[:2], start=1):
                measured = here.measure(number, id_, camera, pause_s=0.0)
                assert measured.committed_ms > 0
                assert 0 < measured.row_ms < measured.frame_ms < 10_000
                assert measured.alarm_moves
                assert measured.wall_moving > 0


def test_a_platform_that_cannot_start_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(NotMeasured, match="the platform did not start"),
        platform(tmp_path, more=("--district", "nowhere")),
    ):
        pass
