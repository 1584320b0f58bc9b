"""What lies over the whole picture: rain, snow, the sensor's noise, and the counter of pictures."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.canvas import Canvas
from platform_backend.camera_site.drawing.loop import PICTURES

Floats = NDArray[np.float32]

_DIGITS = (
    "01110 10001 10011 10101 11001 10001 01110",
    "00100 01100 00100 00100 00100 00100 01110",
    "01110 10001 00001 00010 00100 01000 11111",
    "11111 00010 00100 00010 00001 10001 01110",
    "00010 00110 01010 10010 11111 00010 00010",
    "11111 10000 11110 00001 00001 10001 01110",
    "00110 01000 10000 11110 10001 10001 01110",
    "11111 00001 00010 00100 01000 01000 01000",
    "01110 10001 10001 01110 10001 10001 01110",
    "01110 10001 10001 01111 00001 00010 01100",
)
"""Ten digits, each seven rows of five dots."""


class Rain:
    """Two curtains of streaks, the near one faster; each passes a whole number of times in a period."""

    def __init__(self, *, height: int, width: int, seed: int) -> None:
        random = np.random.default_rng(seed)
        self._curtains: list[tuple[Floats, int]] = []
        for rounds, share, long, bright in ((14, 0.0011, 0.050, 9.0), (22, 0.0005, 0.085, 15.0)):
            streaks = np.zeros((height, width), np.float32)
            length = max(int(height * long), 4)
            for _ in range(int(height * width * share * (360 / height))):
                x, y = int(random.integers(0, width)), int(random.integers(0, height))
                rows = np.arange(y, y + length) % height
                columns = (x - (np.arange(length) * 0.12).astype(np.int64)) % width
                streaks[rows, columns] += np.linspace(0.2, 1.0, length).astype(np.float32) * np.float32(
                    bright
                )
            self._curtains.append((streaks, rounds))

    def draw(self, canvas: Canvas, number: int) -> None:
        """Let it rain on one picture."""
        rows, luma = canvas.height, canvas.luma
        for streaks, rounds in self._curtains:
            down = round(number * rounds * rows / PICTURES) % rows
            luma[down:] += streaks[: rows - down]
            luma[:down] += streaks[rows - down :]


class Snow:
    """Flakes that sink and sway; near ones are larger and faster."""

    def __init__(self, *, height: int, width: int, seed: int) -> None:
        random = np.random.default_rng(seed)
        count = 260
        self._x = random.uniform(0, width, count)
        self._y = random.uniform(0, height, count)
        near = random.uniform(0, 1, count) ** 2.2
        self._rounds = 2 + (near * 5).astype(np.int64)
        self._radius = (0.9 + 1.9 * near) * height / 360
        self._sway = random.uniform(4, 16, count) * height / 360
        self._turn = random.uniform(0, 2 * math.pi, count)
        self._turns = random.integers(1, 4, count)
        self._bright = 0.45 + 0.45 * near

    def draw(self, canvas: Canvas, number: int) -> None:
        """Let it snow on one picture."""
        share = number / PICTURES
        y = (self._y + self._rounds * share * canvas.height) % canvas.height
        x = self._x + self._sway * np.sin(self._turn + 2 * math.pi * self._turns * share)
        for column, row, radius, alpha in zip(
            x.tolist(), y.tolist(), self._radius.tolist(), self._bright.tolist(), strict=True
        ):
            canvas.disc(column, row, radius, radius * 1.1, (0.97, 0.98, 1.0), depth=0.0, alpha=alpha)


class Noise:
    """The sensor's noise: a few fields taken in a fixed order that fills the period."""

    def __init__(self, *, height: int, width: int, strength: float, seed: int) -> None:
        random = np.random.default_rng(seed)
        self._field = (random.standard_normal((height + 64, width + 64)) * strength).astype(np.float32)
        self._places = random.integers(0, 64, (PICTURES, 2)).tolist()

    def draw(self, canvas: Canvas, number: int) -> None:
        """Add it to one picture."""
        row, column = self._places[number]
        luma = canvas.luma
        luma += self._field[row : row + canvas.height, column : column + canvas.width]


class Counter:
    """The number of the picture within its loop, in the upper left corner."""

    def __init__(self, *, width: int) -> None:
        dot = max(1, width // 320)
        self._dot = dot
        dots = [int(bit) for digit in _DIGITS for bit in digit if bit != " "]
        bits = np.array(dots, np.float32).reshape(10, 7, 5)
        self._digits = bits.repeat(dot, axis=1).repeat(dot, axis=2)

    def draw(self, canvas: Canvas, number: int) -> None:
        """Write it on one picture."""
        dot = self._dot
        left, top = 6 * dot, 6 * dot
        rows, columns = 11 * dot & ~1, 20 * dot
        frame = slice(top - 2 * dot, top - 2 * dot + rows), slice(left - 2 * dot, left - 2 * dot + columns)
        canvas.luma[frame] = canvas.luma[frame] * np.float32(0.35) + np.float32(10)
        canvas.planes[1:, frame[0], frame[1]] = 128
        for place, digit in enumerate(f"{number:03d}"):
            at = left + place * 6 * dot
            window = canvas.luma[top : top + 7 * dot, at : at + 5 * dot]
            np.maximum(window, self._digits[int(digit)] * np.float32(225), out=window)
