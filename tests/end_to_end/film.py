"""A stretch of what a screen showed, and for how long each part of it stood still."""

from __future__ import annotations

import itertools
import subprocess
import sys
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from console.virtual_screen import HEIGHT, WIDTH
from tests.end_to_end.screen import Region

Films: TypeAlias = npt.NDArray[np.uint8]

_PER_S: Final = 5
_SHRUNK: Final = 2
#: More of a picture than this in one shade is a tile that says something in words.
_ONE_SHADE: Final = 0.6
_STEP: Final = 8
_SHARE: Final = 0.002
_LOOK_S: Final = 1.6


@dataclass(frozen=True, slots=True)
class Film:
    """Frames x height x width of brightness, _PER_S frames a second, of one monitor."""

    frames: Films

    def longest_stills(self, regions: tuple[Region, ...]) -> list[float]:
        """For every region the longest time in seconds without a moving picture in it."""
        return [self._longest_still(region) for region in regions]

    def moves(self, region: Region) -> bool:
        """Whether a picture moved in it at any time."""
        return self._longest_still(region) < (len(self.frames) - 1) / _PER_S

    def _longest_still(self, region: Region) -> float:
        top, left = region.top // _SHRUNK, region.left // _SHRUNK
        part = self.frames[
            :, top : top + region.height // _SHRUNK, left : left + region.width // _SHRUNK
        ].astype(np.int16)
        longest = current = 0
        for before, after in itertools.pairwise(part):
            moving = float((np.abs(after - before) > _STEP).mean()) > _SHARE and not _is_words(after)
            current = 0 if moving else current + 1
            longest = max(longest, current)
        return longest / _PER_S


class Camera:
    """Films one monitor (from 1) of a display for `seconds`; begins when it is made."""

    def __init__(self, *, display: str, monitor: int, seconds: float) -> None:
        self._shrunk = (HEIGHT // _SHRUNK, WIDTH // _SHRUNK)
        self._first = b""
        self._process = subprocess.Popen(
            [
                *("ffmpeg", "-nostdin", "-loglevel", "error", "-f", "x11grab", "-draw_mouse", "0"),
                *("-framerate", str(_PER_S), "-video_size", f"{WIDTH}x{HEIGHT}"),
                *("-grab_x", str(WIDTH * (monitor - 1)), "-i", display, "-t", str(seconds)),
                *("-vf", f"scale={WIDTH // _SHRUNK}:{HEIGHT // _SHRUNK}:flags=neighbor,format=gray"),
                *("-f", "rawvideo", "-"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=sys.stderr,
        )

    def begin(self) -> None:
        """Wait for the first picture."""
        assert self._process.stdout is not None
        self._first = self._process.stdout.read(self._shrunk[0] * self._shrunk[1])

    def film(self) -> Film:
        """Everything that was filmed; waits for the end."""
        rest, _ = self._process.communicate(timeout=60)
        return Film(np.frombuffer(self._first + rest, np.uint8).reshape(-1, *self._shrunk))


class AllMove:
    """Whether each of these tiles of the second monitor's wall has moved since this was made.

    Not all within one look: on a busy machine some of them show key frames only, one every two seconds.
    """

    def __init__(self, display: str, tiles: tuple[Region, ...]) -> None:
        self._display = display
        self._missing = tiles

    def __call__(self) -> bool:
        film = Camera(display=self._display, monitor=2, seconds=_LOOK_S).film()
        self._missing = tuple(tile for tile in self._missing if not film.moves(tile))
        return not self._missing


def _is_words(picture: npt.NDArray[np.int16]) -> bool:
    return float(np.bincount(picture.ravel(), minlength=256).max()) / picture.size > _ONE_SHADE
