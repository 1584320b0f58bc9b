"""Which part of a picture a tile shows: pure geometry."""

from __future__ import annotations

from math import sqrt
from typing import Final

#: libVLC makes room for the whole picture at the size of the part it shows, and fails from 64 million pixels
#: on (measured with 3.0.24): the larger the window, the less close one can go.
MOST_PIXELS: Final = 50_000_000
_USUAL_WINDOW: Final = (1920, 1080)


def borders(
    part: tuple[float, float, float, float], *, picture: tuple[int, int], window: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Pixels to leave out at the left, top, right and bottom of `picture`, even numbers as its colours want.

    `part` is left, top, width and height in fractions of the picture. One that is too small for the window
    (pixels; zeros when not known) is widened around its middle.
    """
    left, top, width, height = _widened(part, window=window if all(window) else _USUAL_WINDOW)
    wide, high = picture
    away = (left * wide, top * high, (1 - left - width) * wide, (1 - top - height) * high)
    first, second, third, fourth = (max(0, 2 * round(each / 2)) for each in away)
    return first, second, third, fourth


def _widened(
    part: tuple[float, float, float, float], *, window: tuple[int, int]
) -> tuple[float, float, float, float]:
    left, top, width, height = part
    least = min(1.0, window[0] * window[1] / MOST_PIXELS)
    if width * height >= least:
        return part
    by = sqrt(least / (width * height))
    wider, higher = min(1.0, width * by), min(1.0, height * by)
    return (
        min(max(0.0, left - (wider - width) / 2), 1 - wider),
        min(max(0.0, top - (higher - height) / 2), 1 - higher),
        wider,
        higher,
    )
