from __future__ import annotations

import subprocess

import pytest

from tests.benchmarks.test_wall import ROOT
from tests.clips import Clips
from tests.clips import clips as clips
from tests.waiting import PATIENCE_S


@pytest.mark.parametrize(
    ("program", "streams"),
    [("rtsp_server.py", "--streams=1 {file}"), ("torture_server.py", "plain=plain:{file}")],
)
def test_a_server_ends_with_who_started_it_even_before_it_serves(
    clips: Clips, program: str, streams: str
) -> None:
    file = str(clips.h264)
    command = ["/usr/bin/python3", str(ROOT / "benchmarks" / program)]
    command += [each.format(file=file) for each in streams.split()]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE_S)
    assert ended.returncode == 0, ended.stderr
    assert b'"port"' in ended.stdout
