"""MPEG-TS for a player that shall show each picture at once: pure, bytes in and bytes out.

FFmpeg's muxer would do it too, but not these three things, each of which saves a picture's time:

* every PES packet says how long it is, however large the picture (a larger one is cut into several), so that
  the player's demultiplexer need not wait for the next;
* behind each picture stand two access unit delimiters: the player's packetizer hands on a picture when it
  sees the first, and sees the first whole when the second begins;
* the clock reference is sent when it is to be set, and not with every picture (see `clock`).
"""

from __future__ import annotations

import struct
from typing import Final

PACKET: Final = 188
_SYNC: Final = 0x47
_PAYLOAD: Final = PACKET - 4
_PAT_PID, _PMT_PID, _VIDEO_PID = 0x0000, 0x1000, 0x0100
_STREAM_TYPE: Final = {"h264": 0x1B, "hevc": 0x24}
_DELIMITERS: Final = {
    "h264": 2 * b"\0\0\0\1\x09\xf0",
    "hevc": 2 * b"\0\0\0\1\x46\x01\x50",
}
#: What a 16-bit length leaves for the picture beside the longest header.
_MOST_IN_PES: Final = 0xFFFF - 13
_TIME_MASK: Final = (1 << 33) - 1


class TsWriter:
    """Writes one video stream of `codec` (h264, hevc). All times are ticks of 90 kHz, modulo 2^33."""

    def __init__(self, codec: str) -> None:
        self._delimiters = _DELIMITERS[codec]
        self._pat = _section(struct.pack(">BHHBBBHH", 0, 0xB00D, 1, 0xC1, 0, 0, 1, 0xE000 | _PMT_PID))
        self._pmt = _section(
            struct.pack(">BHHBBBHH", 2, 0xB012, 1, 0xC1, 0, 0, 0xE000 | _VIDEO_PID, 0xF000)
            + struct.pack(">BHH", _STREAM_TYPE[codec], 0xE000 | _VIDEO_PID, 0xF000)
        )
        self._count = 0
        self._table_count = 0
        # Built once: 18 packets a picture, 1,600 pictures a second.
        self._heads = [struct.pack(">BHB", _SYNC, _VIDEO_PID, 0x10 | count) for count in range(16)]

    def tables(self) -> bytes:
        """What a player needs before anything else; repeated in front of key frames."""
        self._table_count = self._table_count + 1 & 0xF
        return b"".join(
            struct.pack(">BHB", _SYNC, 0x4000 | pid, 0x10 | self._table_count) + section
            for pid, section in ((_PAT_PID, self._pat), (_PMT_PID, self._pmt))
        )

    def clock(self, reference: int) -> bytes:
        """A packet that says nothing but what time it is (PCR)."""
        reference &= _TIME_MASK
        field = struct.pack(">BIH", 0x10, reference >> 1, (reference & 1) << 15 | 0x7E00)
        # Without a payload the counter stays.
        head = struct.pack(">BHBB", _SYNC, _VIDEO_PID, 0x20 | (self._count - 1 & 0xF), _PAYLOAD - 1)
        return head + field + b"\xff" * (PACKET - len(head) - len(field))

    def picture(self, data: bytes, *, dts: int, pts: int) -> bytes:
        """One access unit in Annex B."""
        data += self._delimiters
        times = _time(2, pts) if dts == pts else _time(3, pts) + _time(1, dts)
        flags = 0x80 if dts == pts else 0xC0
        written: list[bytes] = []
        for at in range(0, len(data), _MOST_IN_PES):
            part = data[at : at + _MOST_IN_PES]
            length = 3 + len(times) + len(part)
            head = struct.pack(">IHBBB", 0x1E0, length, 0x80, flags, len(times))
            self._write(head + times + part, written)
            # Only the first packet of a picture carries its time.
            times, flags = b"", 0
        return b"".join(written)

    def _write(self, pes: bytes, written: list[bytes]) -> None:
        """Cut a PES packet into packets of the transport stream."""
        count, heads, begins = self._count, self._heads, len(written)
        whole, rest = divmod(len(pes), _PAYLOAD)
        for at in range(0, whole * _PAYLOAD, _PAYLOAD):
            written += (heads[count], pes[at : at + _PAYLOAD])
            count = count + 1 & 0xF
        if rest:
            stuffing = _PAYLOAD - 1 - rest
            head = struct.pack(">BHBB", _SYNC, _VIDEO_PID, 0x30 | count, stuffing)
            filling = b"\0" + b"\xff" * (stuffing - 1) if stuffing else b""
            written += (head, filling, pes[whole * _PAYLOAD :])
            count = count + 1 & 0xF
        # The first of them says that a PES packet begins.
        first = written[begins]
        written[begins] = first[:1] + bytes((first[1] | 0x40,)) + first[2:]
        self._count = count


def _time(prefix: int, ticks: int) -> bytes:
    """A time stamp of a PES header: 33 bits in five bytes, each part with a marker bit."""
    ticks &= _TIME_MASK
    return struct.pack(
        ">BHH",
        prefix << 4 | ticks >> 29 & 0xE | 1,
        ticks >> 14 & 0xFFFE | 1,
        ticks << 1 & 0xFFFE | 1,
    )


def _section(body: bytes) -> bytes:
    """A table as the payload of one packet."""
    section = b"\0" + body + struct.pack(">I", _checksum(body))
    return section + b"\xff" * (_PAYLOAD - len(section))


def _checksum(data: bytes) -> int:
    """CRC-32 of MPEG (ISO/IEC 13818-1, annex A)."""
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value
