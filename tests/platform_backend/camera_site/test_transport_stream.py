"""The prepared transport stream is right for every reader, round after round."""

from __future__ import annotations

import io
import itertools
from collections import defaultdict

import av
import pytest

from platform_backend.camera_site.transport_stream import (
    PACKET,
    TICKS_PER_PICTURE,
    packetise,
    stamps,
)
from tests.platform_backend.camera_site import tiny


def test_decodes_over_the_loop_boundary_with_growing_time_stamps() -> None:
    loop = tiny.tiny_loop()
    count = loop.length * 5 // 2
    data = b"".join(tiny.sent(loop.pictures[n % loop.length], n) for n in range(count))
    stamps_seen, pictures = [], 0
    with av.open(io.BytesIO(data), "r", format="mpegts") as stream:
        for packet in stream.demux(video=0):
            if packet.dts is not None:
                stamps_seen.append(packet.dts)
            assert not packet.is_corrupt
            pictures += len(packet.decode())
    assert pictures == count
    steps = [b - a for a, b in itertools.pairwise(stamps_seen)]
    assert steps == [TICKS_PER_PICTURE] * (count - 1)


def test_continuity_counters_close_the_loop() -> None:
    loop = tiny.tiny_loop()
    counters: dict[int, list[int]] = defaultdict(list)
    for number in range(loop.length * 2):
        data = tiny.sent(loop.pictures[number % loop.length], number)
        assert len(data) % PACKET == 0
        for at in range(0, len(data), PACKET):
            assert data[at] == 0x47
            pid = (data[at + 1] & 0x1F) << 8 | data[at + 2]
            counters[pid].append(data[at + 3] & 0x0F)
    assert len(counters) == 3
    for seen in counters.values():
        assert all((a + 1) % 16 == b for a, b in itertools.pairwise(seen))


def test_time_stamps_wrap_after_33_bits() -> None:
    first_after = (1 << 33) // TICKS_PER_PICTURE + 1
    assert stamps(first_after)[0] < stamps(first_after - 2)[0]
    for number in (0, 1, first_after, first_after * 3):
        reference, stamp = stamps(number)
        clock = int.from_bytes(reference, "big") >> 15
        shown = (
            (stamp[0] >> 1 & 7) << 30 | stamp[1] << 22 | (stamp[2] >> 1) << 15 | stamp[3] << 7 | stamp[4] >> 1
        )
        assert clock == number * TICKS_PER_PICTURE % (1 << 33)
        assert (shown - clock) % (1 << 33) == 2 * TICKS_PER_PICTURE


def test_decodes_over_the_wrap() -> None:
    loop = tiny.tiny_loop()
    start = (1 << 33) // TICKS_PER_PICTURE // loop.length * loop.length
    data = b"".join(tiny.sent(loop.pictures[n % loop.length], start + n) for n in range(loop.length * 3))
    with av.open(io.BytesIO(data), "r", format="mpegts") as stream:
        dts = [packet.dts for packet in stream.demux(video=0) if packet.dts is not None]
    assert all(b - a == TICKS_PER_PICTURE for a, b in itertools.pairwise(dts))


def test_every_picture_knows_its_key_frame() -> None:
    loop = tiny.tiny_loop()
    assert loop.key_before[0] == loop.key_before[49] == 0
    assert loop.key_before[50] == loop.key_before[99] == 50


def test_a_loop_must_start_with_a_key_frame() -> None:
    with pytest.raises(ValueError, match="key frame"):
        packetise(tiny.access_units()[1:])
