from __future__ import annotations

import random

from benchmarks.feed_readers import Frames
from platform_backend.frames import JSON_LAYOUT


def test_frames_are_counted_however_they_are_cut() -> None:
    rng = random.Random(1)
    sizes = [0, 1, 125, 126, 65_535, 65_536, *(rng.randrange(3000) for _ in range(100))]
    data = b"".join(JSON_LAYOUT.frame((b"x" * size,)) for size in sizes)
    for _ in range(50):
        counter, place, found = Frames(), 0, 0
        while place < len(data):
            step = rng.choice((1, 2, 3, 9, 1000, 50_000))
            found += counter.count(data[place : place + step])
            place += step
        assert found == len(sizes)
