"""Paths on the ground and who is where on them: every journey comes round again after one period."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.loop import PERIOD_S


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the way: metres, heading in radians (0 looks along y), metres per second."""

    x: float
    y: float
    heading: float
    speed: float
    z: float = 0.0


class Path:
    """A smooth way through points."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self.points = tuple(points)
        dense = np.array(_smooth(points), np.float64)
        steps = np.hypot(*np.diff(dense, axis=0).T)
        self._along: NDArray[np.float64] = np.concatenate([[0.0], np.cumsum(steps)])
        self._x, self._y = dense[:, 0], dense[:, 1]
        self.length = float(self._along[-1])

    def at(self, along: float) -> tuple[float, float, float]:
        """x, y and heading after so many metres."""
        here = self._point(along)
        back, ahead = self._point(max(along - 0.6, 0.0)), self._point(min(along + 0.6, self.length))
        return here[0], here[1], math.atan2(ahead[0] - back[0], ahead[1] - back[1])

    def _point(self, along: float) -> tuple[float, float]:
        return float(np.interp(along, self._along, self._x)), float(np.interp(along, self._along, self._y))


class Journey:
    """Somebody's way along a path: `times` (s since his start) and `metres` reached then, both growing.

    Whoever needs longer than the period meets himself: the next round's start is under way before the last
    one has arrived. So what is seen after one period is what was seen at its start.
    """

    def __init__(
        self, *, path: Path, times: Sequence[float], metres: Sequence[float], start: float, level: float = 0.0
    ) -> None:
        self._path = path
        self._level = level
        self._start = start
        self._duration = times[-1]
        self._clock = np.linspace(0.0, self._duration, max(int(self._duration * 25), 2))
        self._reached = _monotone(np.array(times, np.float64), np.array(metres, np.float64), self._clock)

    def spots(self, time: float) -> Iterator[Spot]:
        """Where he is at a time of the loop: once for every round that is under way."""
        since = (time - self._start) % PERIOD_S
        while since <= self._duration:
            along = float(np.interp(since, self._clock, self._reached))
            before = float(np.interp(max(since - 0.1, 0.0), self._clock, self._reached))
            x, y, heading = self._path.at(along)
            yield Spot(x, y, heading, (along - before) * 10, self._level)
            since += PERIOD_S


def cruise(path: Path, *, speed: float, start: float, level: float = 0.0) -> Journey:
    """A journey at one speed from end to end, `level` metres above the ground."""
    times, metres = (0.0, path.length / speed), (0.0, path.length)
    return Journey(path=path, times=times, metres=metres, start=start, level=level)


def paced(path: Path, *, legs: Sequence[tuple[float, float]], passing: int, at: float) -> Journey:
    """A journey in legs of (metres, metres a second) that is at the end of leg `passing` at time `at`."""
    times, metres = [0.0], [0.0]
    for length, speed in legs:
        times.append(times[-1] + length / speed)
        metres.append(metres[-1] + length)
    return Journey(path=path, times=times, metres=metres, start=at - times[passing])


def halt(path: Path, *, speed: float, start: float, at: float, arrive: float, leave: float) -> Journey:
    """A journey that waits at `at` metres from `arrive` to `leave` (seconds of the loop), then goes on.

    `start` is only a wish: the journey starts early enough to brake smoothly.
    """
    approach = at / speed * 1.25
    begin = min(start, arrive - approach)
    wait, go = arrive - begin, leave - begin
    rest = path.length - at
    times = (0.0, max(wait - 2.2, wait * 0.6), wait, go, go + 2.4, go + 2.4 + max(rest - 9, 1) / speed)
    near = max(at - 8.0, at * 0.6)
    metres = (0.0, near, at, at + 0.01, at + min(9.0, rest * 0.5), path.length)
    return Journey(path=path, times=times, metres=metres, start=begin % PERIOD_S)


def _smooth(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    if len(points) == 2:
        return list(points)
    padded = [points[0], *points, points[-1]]
    dense = []
    for i in range(1, len(padded) - 2):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = padded[i - 1 : i + 3]
        for step in range(12):
            t = step / 12
            p, q, r, s = (
                -0.5 * t + t * t - 0.5 * t**3,
                1 - 2.5 * t * t + 1.5 * t**3,
                0.5 * t + 2 * t * t - 1.5 * t**3,
                -0.5 * t * t + 0.5 * t**3,
            )
            dense.append((p * ax + q * bx + r * cx + s * dx, p * ay + q * by + r * cy + s * dy))
    return [*dense, points[-1]]


def _monotone(
    times: NDArray[np.float64], metres: NDArray[np.float64], wanted: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Piecewise cubic through the points that never turns back (Fritsch and Butland's slopes)."""
    widths, slopes = np.diff(times), np.diff(metres) / np.diff(times)
    bends = np.concatenate([[slopes[0]], np.zeros(len(slopes) - 1), [slopes[-1]]])
    for i in range(1, len(slopes)):
        if slopes[i - 1] * slopes[i] > 0:
            a, b = 2 * widths[i] + widths[i - 1], widths[i] + 2 * widths[i - 1]
            bends[i] = (a + b) / (a / slopes[i - 1] + b / slopes[i])
    at = np.clip(np.searchsorted(times, wanted, side="right") - 1, 0, len(slopes) - 1)
    width = widths[at]
    t = (wanted - times[at]) / width
    result: NDArray[np.float64] = (
        metres[at] * (1 + 2 * t) * (1 - t) ** 2
        + bends[at] * width * t * (1 - t) ** 2
        + metres[at + 1] * t * t * (3 - 2 * t)
        + bends[at + 1] * width * t * t * (t - 1)
    )
    return result
