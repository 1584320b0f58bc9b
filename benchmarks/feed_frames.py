"""Times of frames against a grid of 60 ticks a second."""

from __future__ import annotations

import math
from dataclasses import dataclass

FRAMES_PER_SECOND = 60


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame on the monotonic clock (seconds): due, taken up, models updated, paint begun, painted."""

    due: float
    begun: float
    updated: float
    paint_begun: float
    painted: float


class FrameLog:
    """Every frame of a run."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []

    def add(self, frame: Frame) -> None:
        """Note a frame that has been painted."""
        self.frames.append(frame)

    def times_ms(self, begin: float, end: float) -> list[float]:
        """How long each tick of the grid between two moments waited for the end of its paint.

        A tick that had no frame of its own, because the one before was late, waits for the next paint and
        counts in full. Ticks near the end whose paint was not noted any more are left out.
        """
        times: list[float] = []
        index = 0
        for number in range(math.ceil(begin * FRAMES_PER_SECOND), math.floor(end * FRAMES_PER_SECOND)):
            tick = number / FRAMES_PER_SECOND
            while index < len(self.frames) and self.frames[index].due < tick - 1e-6:
                index += 1
            if index < len(self.frames):
                times.append((self.frames[index].painted - tick) * 1000)
        return times

    def parts_ms(self, share: float) -> dict[str, float]:
        """Where the time of frames goes, each part at the percentile `share`."""
        parts = {
            "late": [frame.begun - frame.due for frame in self.frames],
            "models": [frame.updated - frame.begun for frame in self.frames],
            "wait": [frame.paint_begun - frame.updated for frame in self.frames],
            "paint": [frame.painted - frame.paint_begun for frame in self.frames],
        }
        return {name: round(percentile(values, share) * 1000, 2) for name, values in parts.items()}


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie. Raises ValueError when there are none."""
    if not values:
        raise ValueError("nothing was measured")
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
