"""Looks at the screen while alarms come in, from a process of its own: the console is not disturbed by it.

``python -m benchmarks.alarm_eye PLACES`` (JSON, see `desk_places`) obeys lines on standard input and answers
each with one JSON line, or ``{"late": what it has not seen}`` after a while:

* ``rest``: wait until no card stands in the alarm strip and the alarm tile shows its plain ground;
* ``watch``: look as often as possible until card and picture are there; answers when each was seen, on
  the monotonic clock, which all processes share;
* ``moving``: how many of the wall's tiles, and whether the alarm tile, changed within a second.

Times are taken after a look, so they are at most one look (a few milliseconds) late, never early.

What counts as painted. A **card** is the bar in the colour of the alarm's severity at its left end together
with the bright pixels of its title; the strip has neither while it is empty. A **picture** has many colours,
none of which fills half of it: the tile's plain ground, with or without the grey letters of "connecting", is
one colour for more than nine tenths, and so is the black window that a player opens before its first
picture. A decoder's half-finished pictures cannot pass for one: the reader hands on nothing before a key
frame. libVLC may draw its very first picture unscaled, cut off at the tile's edge, and every later one at
the tile's size; the first one counts, because what the camera sees is there to be seen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from benchmarks.desk_places import Place, Places
from console.pixels import moved
from widgets import theme

#: Rows x columns x (blue, green, red, unused).
Pixels = npt.NDArray[np.uint8]

#: Alarms of the benchmark have this priority.
PRIORITY: Final = 1
#: Part of the alarm strip, from its left end, in which a single card has its bar and its title.
_CARD_WIDTH: Final = 260
_BAR_WIDTH: Final = 5
_LEAST_BAR: Final = 150
_LEAST_TEXT: Final = 60
_NEAR: Final = 24
#: Colours are told apart by five bits a channel.
_COLOUR_BITS: Final = 5
_LEAST_COLOURS: Final = 100
_MOST_OF_ONE: Final = 0.5
_PLAIN: Final = 0.9
#: Every third pixel of every third row is enough to know a picture.
_EVERY: Final = 3
_PAUSE_S: Final = 0.001
_CALM_PAUSE_S: Final = 0.05
_PATIENCE_S: Final = 15.0
_APART_S: Final = 1.0
#: The channel that brightness is taken from.
_GREEN: Final = 1


class Seen(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The answer to a line: moments on the monotonic clock, counts, or what was not seen in time."""

    row: float = 0.0
    frame: float = 0.0
    looks: int = 0
    began: float = 0.0
    tiles: int = 0
    alarm_moves: bool = False
    late: str = ""


def shows_card(pixels: Pixels) -> bool:
    """Whether a card of an alarm stands at the left end of the strip."""
    bar, text = pixels[:, :_BAR_WIDTH], pixels[:, _BAR_WIDTH:]
    return _count(bar, theme.SEVERITY[PRIORITY]) >= _LEAST_BAR and _count(text, theme.TEXT) >= _LEAST_TEXT


def shows_picture(pixels: Pixels) -> bool:
    """Whether the pixels are a camera's picture rather than a plain ground with a few words."""
    counts = _colours(pixels)
    return bool(np.count_nonzero(counts) >= _LEAST_COLOURS and counts.max() < _MOST_OF_ONE * counts.sum())


def shows_ground(pixels: Pixels) -> bool:
    """Whether the pixels are the theme's plain ground, but for a few words."""
    return _count(pixels, theme.GROUND) > _PLAIN * pixels[..., 0].size


def _count(pixels: Pixels, colour: str) -> int:
    wanted = QColor(colour)
    channels = np.array([wanted.blue(), wanted.green(), wanted.red()], np.int16)
    return int((np.abs(pixels[..., :3].astype(np.int16) - channels).max(axis=2) <= _NEAR).sum())


def _colours(pixels: Pixels) -> npt.NDArray[np.int64]:
    """How often each colour occurs."""
    few = (pixels[::_EVERY, ::_EVERY, :3] >> (8 - _COLOUR_BITS)).astype(np.int64)
    numbers = (few[..., 0] << 2 * _COLOUR_BITS) | (few[..., 1] << _COLOUR_BITS) | few[..., 2]
    return np.bincount(numbers.ravel())


class Eye:
    """Reads places of the screen. Made after the QGuiApplication."""

    def __init__(self, places: Places) -> None:
        strip = places.strip
        self._card = Place(strip.left, strip.top, _CARD_WIDTH, strip.height)
        self._alarm = places.alarm
        self._wall = places.wall
        self._orders: dict[str, Callable[[], Seen]] = {
            "rest": self.rest,
            "watch": self.watch,
            "moving": self.moving,
        }

    def obey(self, order: str) -> Seen:
        """Carry out one line."""
        return self._orders[order]()

    def rest(self) -> Seen:
        """Wait until neither card nor picture is left of the alarm before."""
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            if not shows_card(look(self._card)) and shows_ground(look(self._alarm)):
                return Seen()
            time.sleep(_CALM_PAUSE_S)
        return Seen(late="rest")

    def watch(self) -> Seen:
        """Look until card and picture have been seen."""
        seen = Seen(began=time.monotonic())
        deadline = seen.began + _PATIENCE_S
        while not (seen.row and seen.frame):
            # The look comes first, then the time: what is seen was there at that moment.
            if not seen.row and shows_card(look(self._card)):
                seen.row = time.monotonic()
            if not seen.frame and shows_picture(look(self._alarm)):
                seen.frame = time.monotonic()
            seen.looks += 1
            if time.monotonic() > deadline:
                seen.late = "picture" if seen.row else "card"
                break
            time.sleep(_PAUSE_S)
        return seen

    def moving(self) -> Seen:
        """Count what moves."""
        before = [look(place)[..., _GREEN] for place in (self._alarm, *self._wall)]
        time.sleep(_APART_S)
        after = [look(place)[..., _GREEN] for place in (self._alarm, *self._wall)]
        alarm, *wall = (moved(*pair) for pair in zip(before, after, strict=True))
        return Seen(alarm_moves=alarm, tiles=sum(wall))


def look(place: Place) -> Pixels:
    """What stands at a place of the screen now, whoever drew it."""
    screen = QGuiApplication.primaryScreen()
    return pixels_of(screen.grabWindow(0, place.left, place.top, place.width, place.height).toImage())


def pixels_of(image: QImage) -> Pixels:
    """The pixels of an image."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4).copy()


def main() -> None:
    """Obey standard input until it ends."""
    application = QGuiApplication(sys.argv[:1])
    eye = Eye(msgspec.json.decode(sys.argv[1], type=Places))
    for line in sys.stdin:
        application.processEvents()
        print(msgspec.json.encode(eye.obey(line.strip())).decode(), flush=True)


if __name__ == "__main__":
    main()
