from __future__ import annotations

import io
import os
import threading

import av
import pytest

from console.video.remux import PlayerGone, Remux
from console.video.sink import PipeSink
from console.video.timeline import FIXED_S
from console.video.ts_writer import PACKET
from console.video.unit import TICKS_PER_S, StreamInfo, Unit
from tests.clips import SECONDS, Clips
from tests.console.video.units import units_of

INFO = StreamInfo("h264", 320, 180)
FRAME_S = 0.04
KEY = b"\0\0\1\x65" + bytes(100)


class Reader:
    """Whoever reads the pipe: keeps all that came, until the writer has finished."""

    def __init__(self, sink: PipeSink) -> None:
        self.film = b""
        self._end = int(sink.player_url.partition("//")[2])
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while chunk := os.read(self._end, 65_536):
            self.film += chunk

    def times(self) -> list[tuple[str, float]]:
        """What was written, in order: `clock` settings and `picture`s, with their times in seconds."""
        self._thread.join()
        found = []
        for at in range(0, len(self.film), PACKET):
            packet = self.film[at : at + PACKET]
            if packet[3] & 0x20 and packet[4] and packet[5] & 0x10:
                found.append(("clock", (int.from_bytes(packet[6:12], "big") >> 15) / TICKS_PER_S))
            begin = 4 + (1 + packet[4] if packet[3] & 0x20 else 0)
            if packet[1] == 0x41 and packet[begin + 7] & 0x80:
                stamp = packet[begin + 9 : begin + 14]
                ticks = (
                    (stamp[0] >> 1 & 7) << 30
                    | stamp[1] << 22
                    | stamp[2] >> 1 << 15
                    | stamp[3] << 7
                    | stamp[4] >> 1
                )
                found.append(("picture", ticks / TICKS_PER_S))
        return found


def unit(number: int, began: float = 0.0) -> Unit:
    return Unit(KEY, round(number * FRAME_S * TICKS_PER_S), 0, began + number * FRAME_S, True)


def test_what_is_written_can_be_played(clips: Clips) -> None:
    sink = PipeSink()
    remux, reader = Remux(sink=sink, info=INFO), Reader(sink)
    written = 0
    for number, each in enumerate(units_of(clips.b_frames)):
        while not remux.has_room(each):
            threading.Event().wait(0.001)
        written += remux.write(each, number / 25)
    remux.close()
    reader.times()
    sink.abandon()
    assert written == SECONDS * 25
    decoder = av.CodecContext.create("h264", "r")
    with av.open(io.BytesIO(reader.film), "r", options={"fflags": "noparse"}) as container:
        packets = [each for each in container.demux(video=0) if each.size]
    pictures = [picture for each in [*packets, None] for picture in decoder.decode(each)]
    assert len(pictures) == SECONDS * 25
    assert [each.pts for each in pictures] == sorted(each.pts or 0 for each in pictures)


def test_the_player_s_clock_is_set_when_its_picture_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    sink = PipeSink()
    remux, reader = Remux(sink=sink, info=INFO), Reader(sink)
    monkeypatch.setattr("console.video.remux.time.monotonic", lambda: 100.2)
    for number in range(400):
        if number == 5:
            remux.heard(displayed=1, late=0)
        now = 100 + number * FRAME_S
        assert remux.write(unit(number, 100.0), now)
    remux.close()
    found = reader.times()
    sink.abandon()
    clocks = [number for number, (kind, _) in enumerate(found) if kind == "clock"]
    # Twice around the first picture, which ends the player's own buffering; then as it is set, three times.
    assert clocks[:2] == [0, 2]
    assert len(clocks) == 5
    for at in clocks[2:]:
        clock, (kind, picture) = found[at][1], found[at + 1]
        assert kind == "picture"
        assert FIXED_S < picture - clock < 0.1
        # So far from the time before that libVLC takes it for a new clock.
        assert abs(clock - found[at - 1][1]) > 60


def test_late_pictures_raise_what_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    sink = PipeSink()
    remux, reader = Remux(sink=sink, info=INFO), Reader(sink)
    now = 100.0
    monkeypatch.setattr("console.video.remux.time.monotonic", lambda: now)
    held, late = [], 0
    for number in range(1_000):
        now = 100 + number * FRAME_S
        remux.write(unit(number, 100.0), now)
        if number == 800:
            held.append(remux.held_s)
            late = 1
        remux.heard(displayed=number, late=late)
    held.append(remux.held_s)
    remux.close()
    reader.times()
    sink.abandon()
    assert held[1] > held[0] + 0.01


def test_an_undrained_pipe_drops_to_the_next_key_frame_instead_of_blocking(clips: Clips) -> None:
    sink = PipeSink()
    sink.capacity = 40_000
    remux = Remux(sink=sink, info=INFO)
    taken = [(each, remux.write(each, number / 25)) for number, each in enumerate(units_of(clips.h264))]
    dropped = [each for each, written in taken if not written]
    assert 0 < remux.dropped == len(dropped) < len(taken)
    remux.close()
    sink.abandon()


def test_nothing_is_written_before_a_key_frame() -> None:
    sink = PipeSink()
    remux = Remux(sink=sink, info=INFO)
    assert not remux.write(Unit(b"\0\0\1\x41", 0, 0, 0.0, False), 0.0)
    assert remux.dropped == 1
    remux.close()
    sink.abandon()


def test_a_player_that_has_gone_is_told() -> None:
    sink = PipeSink()
    remux = Remux(sink=sink, info=INFO)
    sink.abandon()
    with pytest.raises(PlayerGone):
        remux.write(unit(0), 0.0)
    remux.close()
