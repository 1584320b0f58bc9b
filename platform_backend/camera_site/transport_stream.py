"""MPEG-TS, prepared once for each scene so that sending a picture costs next to nothing.

A loop's packets are laid out such that both continuity counters end where they started: only the time stamps
of a picture differ from one round to the next, and those stand at known places of its first packets.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from platform_backend.camera_site.encoding import is_key
from platform_backend.camera_site.quality import FRAME_RATE

PACKET = 188
CLOCK_HZ = 90_000
TICKS_PER_PICTURE = CLOCK_HZ // FRAME_RATE
_WRAP = 1 << 33
_LEAD = 2 * TICKS_PER_PICTURE
"""How far a picture's time stamp runs ahead of the clock reference sent with it."""

_VIDEO_PID = 0x100
_PMT_PID = 0x1000
_ROUND = 16
"""Continuity counters count modulo 16."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture in transport packets, without its clock reference and time stamp.

    Sent as `head` + clock reference (6 bytes) + `middle` + time stamp (5 bytes) + `tail`.
    """

    head: bytes
    middle: bytes
    tail: bytes
    key: bool
    size: int


@dataclass(frozen=True, slots=True)
class Loop:
    """One round of a scene; `key_before[i]` is the index of the key frame that picture i depends on."""

    pictures: tuple[Picture, ...]
    key_before: tuple[int, ...]
    largest_group: int

    @property
    def length(self) -> int:
        """Pictures in one round."""
        return len(self.pictures)


def stamps(number: int) -> tuple[bytes, bytes]:
    """Clock reference and time stamp of the `number`-th picture since the site's start."""
    shown = (number * TICKS_PER_PICTURE + _LEAD) % _WRAP
    clock = (shown - _LEAD) % _WRAP
    reference = ((clock << 15) | (0x3F << 9)).to_bytes(6, "big")
    stamp = (
        (0x21 | (shown >> 29) & 0x0E) << 32
        | ((shown >> 22) & 0xFF) << 24
        | (0x01 | (shown >> 14) & 0xFE) << 16
        | ((shown >> 7) & 0xFF) << 8
        | (0x01 | (shown << 1) & 0xFE)
    )
    return reference, stamp.to_bytes(5, "big")


def packetise(access_units: Sequence[bytes]) -> Loop:
    """Prepare one loop. The first access unit must be a key frame. Raises ValueError when it is not."""
    if not access_units or not is_key(access_units[0]):
        raise ValueError("a loop starts with a key frame")
    keys = [is_key(unit) for unit in access_units]
    tables = _table_places(keys)
    pictures: list[Picture] = []
    video = table = 0
    spare = -sum(_packets_of(unit) for unit in access_units) % _ROUND
    for number, unit in enumerate(access_units):
        head = b""
        if number in tables:
            head = _section(0, table, _PAT) + _section(_PMT_PID, table, _PMT)
            table += 1
        # The spare packets that bring the counter back to its start ride with the first key frame.
        body = _video(unit, first=video, spare=spare if number == 0 else 0)
        video += len(body) // PACKET
        at = len(head)
        whole = head + body
        padding = whole[at + 4] - 7
        pictures.append(
            Picture(
                head=whole[: at + 6],
                middle=whole[at + 12 : at + 21 + padding],
                tail=whole[at + 26 + padding :],
                key=keys[number],
                size=len(whole),
            )
        )
    key_before, last, group, largest = [], 0, 0, 0
    for number, picture in enumerate(pictures):
        if picture.key:
            last, group = number, 0
        group += picture.size
        largest = max(largest, group)
        key_before.append(last)
    return Loop(pictures=tuple(pictures), key_before=tuple(key_before), largest_group=largest)


def _table_places(keys: Sequence[bool]) -> frozenset[int]:
    # Tables go before every key frame, and before as many others as make the count a multiple of 16.
    places = [number for number, key in enumerate(keys) if key]
    others = [number for number, key in enumerate(keys) if not key]
    missing = -len(places) % _ROUND
    if missing > len(others):
        raise ValueError("the loop is too short")
    step = len(others) / missing if missing else 0.0
    return frozenset(places) | {others[int(i * step)] for i in range(missing)}


def _packets_of(unit: bytes) -> int:
    first = PACKET - 4 - 8 - 14
    return 1 + max(0, -(-(len(unit) - first) // (PACKET - 4)))


def _video(unit: bytes, *, first: int, spare: int) -> bytes:
    """Packets of one access unit, `spare` more than it needs; stamps are left zero."""
    counter = first
    key = is_key(unit)
    elementary = b"\x00\x00\x01\xe0\x00\x00\x80\x80\x05" + bytes(5) + unit
    # adaptation field: length 7, flags (random access, clock reference present), 6 bytes of clock
    take = min(len(elementary), PACKET - 12)
    pad = PACKET - 12 - take
    adaptation = bytes((7 + pad, 0x50 if key else 0x10)) + bytes(6) + b"\xff" * pad
    packets = [_header(_VIDEO_PID, counter, start=True, adaptation=True) + adaptation + elementary[:take]]
    counter += 1
    rest = elementary[take:]
    total = -(-len(rest) // (PACKET - 4)) + spare
    at = 0
    for left in range(total, 0, -1):
        # Spread evenly when there are packets to spare; full packets otherwise.
        take = min(PACKET - 4, len(rest) - at) if not spare else -(-(len(rest) - at) // left)
        gap = PACKET - 4 - take
        filler = b"" if not gap else b"\x00" if gap == 1 else bytes((gap - 1, 0)) + b"\xff" * (gap - 2)
        packets.append(
            _header(_VIDEO_PID, counter, start=False, adaptation=gap > 0) + filler + rest[at : at + take]
        )
        at += take
        counter += 1
    return b"".join(packets)


def _header(pid: int, counter: int, *, start: bool, adaptation: bool) -> bytes:
    return bytes(
        (0x47, (0x40 if start else 0) | pid >> 8, pid & 0xFF, (0x30 if adaptation else 0x10) | counter & 15)
    )


def _section(pid: int, counter: int, section: bytes) -> bytes:
    packet = _header(pid, counter, start=True, adaptation=False) + b"\x00" + section
    return packet + b"\xff" * (PACKET - len(packet))


def _with_checksum(section: Iterable[int]) -> bytes:
    body = bytes(section)
    # MPEG's CRC-32 is the unreflected one; binascii has the reflected one of the same polynomial.
    mirrored = bytes(int(f"{byte:08b}"[::-1], 2) for byte in body)
    reflected = binascii.crc32(mirrored) ^ 0xFFFFFFFF
    return body + int(f"{reflected:032b}"[::-1], 2).to_bytes(4, "big")


_PROGRAM_MAP = (0xE0 | _PMT_PID >> 8, _PMT_PID & 0xFF)
_STREAM = (0xE0 | _VIDEO_PID >> 8, _VIDEO_PID & 0xFF)
_PAT = _with_checksum((0, 0xB0, 13, 0, 1, 0xC1, 0, 0, 0, 1, *_PROGRAM_MAP))
_PMT = _with_checksum((2, 0xB0, 18, 0, 1, 0xC1, 0, 0, *_STREAM, 0xF0, 0, 0x1B, *_STREAM, 0xF0, 0))
