from __future__ import annotations

import os
import threading

import av
import pytest

from console.video.remux import Remux
from console.video.sink import PipeSink
from console.video.unit import StreamInfo, Unit
from tests.clips import SECONDS, Clips
from tests.console.video.units import units_of

INFO = StreamInfo("h264", 320, 180)


def test_what_is_written_can_be_played(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> None:
    sink = PipeSink()
    remux = Remux(sink=sink, info=INFO)
    path = tmp_path_factory.mktemp("remux") / "out.ts"

    def drain() -> None:
        with path.open("wb") as out:
            while chunk := os.read(int(sink.player_url.partition("//")[2]), 65_536):
                out.write(chunk)

    thread = threading.Thread(target=drain)
    thread.start()
    written = 0
    for number, unit in enumerate(units_of(clips.b_frames)):
        while not remux.has_room(unit):
            threading.Event().wait(0.001)
        written += remux.write(unit, number / 25)
    remux.close()
    sink.finish()
    thread.join()
    sink.abandon()
    assert written == SECONDS * 25
    with av.open(path) as container:
        assert sum(1 for _ in container.decode(video=0)) == SECONDS * 25


def test_an_undrained_pipe_drops_to_the_next_key_frame_instead_of_blocking(clips: Clips) -> None:
    sink = PipeSink()
    sink.capacity = 40_000
    remux = Remux(sink=sink, info=INFO)
    taken = [(unit, remux.write(unit, number / 25)) for number, unit in enumerate(units_of(clips.h264))]
    dropped = [unit for unit, written in taken if not written]
    assert 0 < remux.dropped == len(dropped) < len(taken)
    remux.close()
    sink.finish()
    sink.abandon()


def test_nothing_is_written_before_a_key_frame() -> None:
    sink = PipeSink()
    remux = Remux(sink=sink, info=INFO)
    assert not remux.write(Unit(b"\0\0\1\x41", 0, 0, 0.0, False), 0.0)
    assert remux.dropped == 1
    remux.close()
    sink.finish()
    sink.abandon()
