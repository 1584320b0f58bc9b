from __future__ import annotations

import io
import random

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.video.ts_writer import PACKET, TsWriter
from tests.clips import SECONDS, Clips
from tests.console.video.units import units_of

FRAME = 3_600


def packets_of(written: bytes) -> list[bytes]:
    assert len(written) % PACKET == 0
    return [written[at : at + PACKET] for at in range(0, len(written), PACKET)]


def pid(packet: bytes) -> int:
    return (packet[1] & 0x1F) << 8 | packet[2]


def payload(packet: bytes) -> bytes:
    begin = 4 + (1 + packet[4] if packet[3] & 0x20 else 0)
    return packet[begin:] if packet[3] & 0x10 else b""


def read_back(film: bytes) -> list[tuple[int | None, int | None, int]]:
    """What another reader finds: decoding time, showing time and size of each picture."""
    with av.open(io.BytesIO(film), "r", options={"fflags": "noparse"}) as container:
        return [(each.dts, each.pts, each.size) for each in container.demux(video=0) if each.size]


@pytest.mark.parametrize(("name", "codec"), [("b_frames", "h264"), ("hevc", "hevc")])
def test_another_reader_finds_every_picture_with_its_times(clips: Clips, name: str, codec: str) -> None:
    writer, units = TsWriter(codec), units_of(getattr(clips, name))
    film = writer.tables() + writer.clock(9_000)
    for unit in units:
        film += writer.picture(unit.data, dts=9_000 + unit.dts, pts=9_000 + unit.dts + unit.delay)
    found = read_back(film)
    assert len(found) == SECONDS * 25
    assert [(dts, pts) for dts, pts, _ in found] == [
        (9_000 + unit.dts, 9_000 + unit.dts + unit.delay) for unit in units
    ]


def test_behind_each_picture_two_delimiters_let_the_player_know_its_end() -> None:
    film = b"".join(
        payload(each) for each in packets_of(TsWriter("h264").picture(b"\0\0\1\x65", dts=1, pts=1))
    )
    assert film.endswith(b"\0\0\1\x65" + 2 * b"\0\0\0\1\x09\xf0")
    film = b"".join(
        payload(each) for each in packets_of(TsWriter("hevc").picture(b"\0\0\1\x26", dts=1, pts=1))
    )
    assert film.endswith(b"\0\0\1\x26" + 2 * b"\0\0\0\1\x46\x01\x50")


@given(st.integers(0, 200_000))
def test_every_length_is_told_however_large_the_picture(size: int) -> None:
    writer, data = TsWriter("h264"), random.Random(size).randbytes(size)
    packets = packets_of(writer.picture(data, dts=0, pts=FRAME))
    pes: list[bytes] = []
    for packet in packets:
        if packet[1] & 0x40:
            pes.append(b"")
        pes[-1] += payload(packet)
    assert [int.from_bytes(each[4:6], "big") for each in pes] == [len(each) - 6 for each in pes]
    assert b"".join(each[9 + each[8] :] for each in pes)[:size] == data
    assert [each[7] for each in pes] == [0xC0] + [0] * (len(pes) - 1)


def test_counters_run_on_and_a_clock_does_not_count() -> None:
    writer = TsWriter("h264")
    film = (
        writer.picture(bytes(1_000), dts=1, pts=1) + writer.clock(5) + writer.picture(bytes(9), dts=2, pts=2)
    )
    counts = [each[3] & 0xF for each in packets_of(film) if each[3] & 0x10]
    assert counts == list(range(len(counts)))


def test_a_clock_says_its_time_and_the_tables_come_whole() -> None:
    writer = TsWriter("hevc")
    (clock,) = packets_of(writer.clock((1 << 33) + 12_345))
    assert clock[4] == PACKET - 5
    assert clock[5] == 0x10
    assert int.from_bytes(clock[6:12], "big") >> 15 == 12_345
    assert [pid(each) for each in packets_of(writer.tables())] == [0, 0x1000]
