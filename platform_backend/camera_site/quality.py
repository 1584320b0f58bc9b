"""The two streams of every camera and the grid of time they keep."""

from __future__ import annotations

from dataclasses import dataclass

FRAME_RATE = 25
KEY_FRAME_EVERY = 50
"""Pictures from one key frame to the next: two seconds."""


@dataclass(frozen=True, slots=True)
class Quality:
    """One stream of a camera: its name in the address, its picture size and its bit rate."""

    name: str
    width: int
    height: int
    bits_per_second: int


SUB = Quality(name="sub", width=640, height=360, bits_per_second=800_000)
MAIN = Quality(name="main", width=1280, height=720, bits_per_second=2_500_000)
QUALITIES = {quality.name: quality for quality in (SUB, MAIN)}
