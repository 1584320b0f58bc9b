"""The wall before cameras at their worst, shorter than `python -m benchmarks.torture` has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from benchmarks import torture
from benchmarks.torture import Films
from console.video.playback_policy import OPENS_PER_S
from tests.clips import Clips
from tests.clips import clips as clips

pytestmark = pytest.mark.skipif(
    not list(Path("/usr/lib").glob("*/girepository-1.0/GstRtspServer-1.0.typelib")),
    reason="GStreamer's RTSP server is missing: apt install gir1.2-gst-rtsp-server-1.0 python3-gi",
)


@pytest.fixture(scope="module")
def films(clips: Clips) -> Films:
    return Films(
        h264=clips.h264,
        larger=clips.larger,
        b_frames=clips.b_frames,
        hevc=clips.hevc,
        hevc_b=clips.hevc_b,
    )


def test_broken_streams_tell_the_truth_and_disturb_no_others(qtbot: QtBot, films: Films) -> None:
    worst = torture.worst_streams(films, seconds=4.0)
    assert worst.restarted_s < torture.BACK_S


def test_a_killed_server_s_wall_is_back_within_a_quarter_minute_and_without_a_storm(
    qtbot: QtBot, films: Films
) -> None:
    back = torture.killed_server(films, tiles=64, down_s=3.0)
    assert back.moving_s < torture.BACK_S
    assert back.opens_per_s <= OPENS_PER_S + 1
    assert back.opens_per_tile < 3


def test_streams_that_come_and_go_leave_nothing_behind(qtbot: QtBot, films: Films) -> None:
    grown = torture.open_and_close(films, cycles=200)
    assert grown.cycles >= 200
    assert (grown.threads, grown.descriptors) == (0, 0)
    # A stream that is kept is many times this; a worker's memory settles only after some hundred openings.
    assert grown.kb_per_cycle < 100
