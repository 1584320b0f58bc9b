"""Writes the pictures of one stream as MPEG-TS for one player, each with the moment at which to show it.

The player's clock is set by us: a clock reference (PCR) that jumps by more than a minute makes libVLC take it
for now (`input_clock_Update`, CR_MAX_GAP), and with its own buffering at 0 a picture is then shown exactly
when its time stamp says. Otherwise libVLC would count from the moment at which it had opened its window, be
behind by what that took, and start its clock anew, a picture's time later, whenever a reference came late.
"""

from __future__ import annotations

import time
from typing import Final

from console.video.sink import PipeSink
from console.video.timeline import Timeline
from console.video.ts_writer import TsWriter
from console.video.unit import TICKS_PER_S, StreamInfo, Unit

#: libVLC's clock is set to these in turn: further apart than it lets a clock drift, and, with the times
#: below, never more than half of the time stamps' 26 hours, which it would take for their turning over.
_EPOCHS: Final = (1_000 * TICKS_PER_S, 2_000 * TICKS_PER_S)
#: When it is set, in seconds after the first picture was seen: opening many players at once keeps it from
#: looking at once. Later it need not be corrected, but started anew before the time stamps end.
_SET_AFTER_S: Final = (0.0, 2.0, 10.0)
_SET_EVERY_S: Final = 6 * 3600.0
#: libVLC may still be decoding a picture that was written so shortly ago; the clock is not set behind it.
_CALM_S: Final = 0.01
#: So late libVLC leaves out a picture that it has decoded.
_LONG_AGO_S: Final = 0.2
#: Ends libVLC's buffering at once, which waits until the references have grown.
_BEGINS: Final = TICKS_PER_S // 1000


class PlayerGone(OSError):
    """Nobody reads what is written."""


class Remux:
    """The way of one stream into one sink. One thread at a time writes; `heard` may come from another.

    Keep `write` short: for 64 cameras it runs 1,600 times a second.
    """

    def __init__(self, *, sink: PipeSink, info: StreamInfo) -> None:
        self.dropped = 0
        #: Pictures that the player was meant to leave out.
        self.led = 0
        self.written = 0
        self._sink = sink
        self._timeline = Timeline(info)
        self._writer = TsWriter(info.codec)
        self._waiting_for_key = True
        #: The moment at which libVLC's clock stands at `_epoch`.
        self._set_at: float | None = None
        self._epoch = _EPOCHS[0]
        self._sets = 0
        self._shown_at: float | None = None
        self._written_at = 0.0
        self._late = 0

    @property
    def held_s(self) -> float:
        """How long a picture is held back for the sake of those that come later than others."""
        return self._timeline.held_s

    def heard(self, *, displayed: int, late: int, busy: float = 0.0) -> None:
        """The player's totals, pictures shown and pictures left out because they were late; and how much of
        the machine's processors is in use, 0 to 1.
        """
        now = time.monotonic()
        self._timeline.busy(busy)
        if self._shown_at is None:
            self._shown_at = now if displayed else None
        elif late > self._late and now - self._shown_at > _SET_AFTER_S[-1]:
            self._timeline.strained(now)
        self._late = late

    def has_room(self, unit: Unit) -> bool:
        """Whether the unit can be written without waiting for the player."""
        return self._sink.has_room(len(unit.data))

    def write(self, unit: Unit, now: float) -> bool:
        """Hand on one picture; False when it was left out. Raises PlayerGone.

        A player that does not keep up loses everything up to the next key frame: a live wall never falls
        behind.
        """
        if (self._waiting_for_key and not unit.key) or not self._sink.has_room(len(unit.data)):
            self._waiting_for_key = True
            self.dropped += 1
            return False
        self._waiting_for_key = False
        self._mux(unit, self._timeline.place(unit, now), unit.delay, now)
        return True

    def restart(self) -> None:
        """Go on elsewhere in the stream: what comes next begins with a key frame and is shown now."""
        self._waiting_for_key = True
        self._timeline.restart()

    def lead(self, unit: Unit, now: float) -> None:
        """Have a picture of a replay decoded and not shown: it only leads to another. Raises PlayerGone."""
        self.led += 1
        self._mux(unit, now - _LONG_AGO_S, 0, now)

    def show(self, unit: Unit, now: float, *, rate: float = 1.0, led_by: int = 0) -> None:
        """Show a picture of a replay as soon as the `led_by` just before it are decoded. Raises PlayerGone.

        At another `rate` than 1 pictures that are shown later than decoded wait longer too.
        """
        delay = round(unit.delay / rate) if rate else unit.delay
        self._mux(unit, self._timeline.show(now, led_by=led_by), delay, now)

    def close(self) -> None:
        """Nothing more is written."""
        self._sink.finish()

    def _mux(self, unit: Unit, moment: float, delay: int, now: float) -> None:
        before = behind = b""
        if self._set_at is None:
            self._set_at = moment
            before = self._writer.tables() + self._writer.clock(self._epoch)
            behind = self._writer.clock(self._epoch + _BEGINS)
        elif self._clock_is_due(now):
            self._sets += 1
            self._epoch, self._set_at = _EPOCHS[self._sets % len(_EPOCHS)], now
            before = self._writer.clock(self._epoch)
        dts = self._epoch + round((moment - self._set_at) * TICKS_PER_S)
        pts = dts + delay
        picture = self._writer.picture(unit.data, dts=min(dts, pts), pts=pts)
        self._written_at = now
        self.written += 1
        try:
            self._sink.write(before + picture + behind)
        except OSError as error:
            raise PlayerGone(*error.args) from error

    def _clock_is_due(self, now: float) -> bool:
        if self._shown_at is None or now - self._written_at < _CALM_S:
            return False
        if self._sets < len(_SET_AFTER_S):
            return now - self._shown_at >= _SET_AFTER_S[self._sets]
        return self._set_at is not None and now - self._set_at > _SET_EVERY_S
