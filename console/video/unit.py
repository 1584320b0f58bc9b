"""One encoded picture on its way through a worker: what the reader makes and everything behind it uses.

No video library here.
"""

from __future__ import annotations

from typing import Final

import msgspec

#: All times of units are ticks of this many a second, whatever the source counts in.
TICKS_PER_S: Final = 90_000


class StreamInfo(msgspec.Struct, frozen=True):
    """What was found at the address. Width and height are 0 while unknown."""

    codec: str
    width: int
    height: int


class Unit(msgspec.Struct, frozen=True, gc=False):
    """An access unit: the bytes of one picture, that need nothing but a key frame before them.

    The bytes are Annex B (start codes), with parameter sets in every key frame. `dts` is the source's
    decoding time; it always grows and jumps over no new clock. `delay` is how much later the picture is
    shown than decoded (B-frames). `at` is when it arrived (`time.monotonic`, seconds).
    """

    data: bytes
    dts: int
    delay: int
    at: float
    key: bool
