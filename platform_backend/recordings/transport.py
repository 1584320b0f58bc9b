"""Reading MPEG-TS as the recorder writes it: where pictures begin, and what moment each is of.

The recorder's time stamps are the machine's clock: seconds since the epoch at 90 kHz, of which MPEG-TS keeps
33 bits. So a moment is known but for whole rounds of 26.5 h, and the name of the file says in which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

PACKET: Final = 188
CLOCK_HZ: Final = 90_000
ROUND: Final = 1 << 33
_SYNC: Final = 0x47


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a piece: the offset of its first packet, its decoding time, whether it is a key frame.

    In front of a key frame stand the tables that a player needs first; the offset is theirs.
    """

    offset: int
    at: float
    key: bool


def pictures(data: bytes, *, near: float) -> Iterator[Picture]:
    """The pictures that begin in whole packets, in order; `near` is a moment within 13 h of them."""
    starts = data[1::PACKET]
    whole = len(data) // PACKET
    tables = -1
    for number in range(min(whole, len(starts))):
        if not starts[number] & 0x40:
            tables = -1
            continue
        at = number * PACKET
        stamp = _stamp(data, at)
        if stamp is None:
            # A table: packets of tables stand together in front of the picture they belong to.
            tables = at if tables < 0 else tables
            continue
        has_field = data[at + 3] & 0x20 and data[at + 4] > 0
        key = bool(has_field and data[at + 5] & 0x40)
        yield Picture(tables if tables >= 0 else at, seconds(stamp, near=near), key)
        tables = -1


def seconds(stamp: int, *, near: float) -> float:
    """The moment of a 33-bit time stamp, the one that is nearest to `near`."""
    wanted = round(near * CLOCK_HZ)
    return (wanted + (stamp - wanted + ROUND // 2) % ROUND - ROUND // 2) / CLOCK_HZ


def slice_of(data: bytes, *, near: float, since: float, until: float) -> tuple[int, int]:
    """Which bytes of a piece show [since, until): from the last key frame at or before `since` on.

    Both are offsets of packets; they are equal when the piece shows nothing of it.
    """
    begin, end = 0, len(data) // PACKET * PACKET
    begun = False
    for picture in pictures(data, near=near):
        if picture.key and (picture.at <= since or not begun):
            begin, begun = picture.offset, True
        if picture.at >= until:
            end = picture.offset
            break
    return (begin, max(begin, end)) if begun else (0, 0)


def _stamp(data: bytes, at: int) -> int | None:
    """The decoding time of the picture that begins in this packet; None when none does."""
    if data[at] != _SYNC:
        return None
    payload = at + 4 + (1 + data[at + 4] if data[at + 3] & 0x20 else 0)
    head = data[payload : min(payload + 19, at + PACKET)]
    if len(head) < 14 or head[:3] != b"\x00\x00\x01" or head[3] & 0xF0 != 0xE0 or not head[7] & 0x80:
        return None
    mark = head[14:19] if head[7] & 0x40 and len(head) >= 19 else head[9:14]
    return (mark[0] >> 1 & 7) << 30 | mark[1] << 22 | (mark[2] >> 1) << 15 | mark[3] << 7 | mark[4] >> 1
