"""What one tile's player gets: live pictures, fewer of them, none, or a look back.

While a tile is live the stream's reading thread hands it its pictures; in between, the tile's own thread
catches up from the ring or plays from it.
"""

from __future__ import annotations

import queue
import threading
import time
from typing import Final, TypeAlias

from console.video.messages import (
    Open,
    Pace,
    Replay,
    ReplayEnd,
    ReplayRate,
    ReplayReport,
    ReplayStep,
    SetPace,
    Trouble,
)
from console.video.reader import StreamTrouble
from console.video.remux import PlayerGone, Remux
from console.video.replay import LookBack, Shown
from console.video.shared_streams import SharedStreams
from console.video.sink import PipeSink
from console.video.unit import StreamInfo, Unit

#: What a running tile can be told.
Order: TypeAlias = SetPace | Replay | ReplayRate | ReplayStep | ReplayEnd

#: How long a full pipe is waited for while catching up; later a live wall drops to the next key frame.
_PATIENCE_S: Final = 2.0
_LOOK_AGAIN_S: Final = 0.005
#: A stream whose latest picture is older than this is not begun with: it would look live.
_FRESH_S: Final = 1.0
_LOOK_BACK_TURN_S: Final = 0.25
#: Paces that begin anew at a key frame of the ring, instead of going on with fewer of the same pictures.
_FROM_KEY: Final = (Pace.FULL, Pace.OFF)


class Feed:
    """The pictures of one tile on their way from a stream to a sink."""

    def __init__(self, *, streams: SharedStreams, order: Open, sink: PipeSink) -> None:
        has_player, pace = bool(order.window), order.pace
        self.pace = pace if has_player else Pace.OFF
        self._has_player = has_player
        self._still_every_s = 5.0
        self._sink = sink
        self._remux: Remux | None = None
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._look_back: LookBack | None = None
        self._looking = threading.Lock()  # held while the look back is moved, or looked at by others
        self._handed_at: float | None = None
        self._handed: Unit | None = None
        self._closed = False
        self._player_gone = False
        self._streams = streams
        self.stream = streams.join(order.source, self)

    # -- called by anybody

    def do(self, order: Order) -> None:
        """Carry out `order` as soon as possible."""
        self._orders.put(order)

    def close(self) -> None:
        """Let `run` return, and the connection go when it was the last one's. Harmless when repeated."""
        self._closed = True
        self._orders.put(None)
        self._streams.leave(self.stream, self)
        self.stream.wake()

    def connected(self) -> StreamInfo | None:
        """Wait for the connection; None when closed meanwhile. Raises StreamTrouble."""
        return self.stream.info(given_up=lambda: self._closed)

    @property
    def dropped(self) -> int:
        """Pictures that the player did not get, because it did not keep up."""
        return 0 if self._remux is None else self._remux.dropped

    @property
    def led(self) -> int:
        """Pictures that the player counts as late and that were meant to be: they led to one of the past."""
        return 0 if self._remux is None else self._remux.led

    @property
    def written(self) -> int:
        """Pictures handed to the player."""
        return 0 if self._remux is None else self._remux.written

    @property
    def held_s(self) -> float:
        """How long the player holds a picture back, from its arrival to the screen."""
        return 0.0 if self._remux is None else self._remux.held_s

    def heard(self, *, displayed: int, late: int, busy: float) -> None:
        """The player's totals, pictures shown and pictures left out because they were late; and how much of
        the machine's processors is in use, 0 to 1.
        """
        if self._remux is not None:
            self._remux.heard(displayed=displayed, late=late, busy=busy)

    @property
    def idle_s(self) -> float:
        """Seconds since a picture was handed to the player; in OFF since one was read."""
        at = self.stream.newest_at if self.pace is Pace.OFF else self._handed_at
        return 0.0 if at is None else max(0.0, time.monotonic() - at)

    @property
    def expected_s(self) -> float:
        """Seconds between pictures to be expected in this pace; 0 while unknown."""
        gauge = self.stream.gauge
        match self.pace:
            case Pace.KEYFRAMES:
                return gauge.key_interval_s
            case Pace.STILL:
                return self._still_every_s + gauge.key_interval_s
            case _:
                return gauge.interval_s

    @property
    def source_s(self) -> float:
        """The source's own time of the latest picture handed to the player, in seconds; 0 while unknown."""
        return 0.0 if self._handed is None else self.stream.source_s(self._handed.dts)

    @property
    def replay(self) -> ReplayReport | None:
        """Where the look back stands, if there is one."""
        with self._looking:
            look_back, now = self._look_back, time.monotonic()
            if look_back is None:
                return None
            return ReplayReport(
                behind_s=now - look_back.unit.at,
                rate=0.0 if look_back.wait_s(now) is None else look_back.rate,
                oldest_s=now - look_back.oldest_at,
            )

    @property
    def kept_s(self) -> float:
        """Seconds that can be looked back."""
        return self._streams.kept_s(self.stream)

    def held_beyond_ring(self) -> int:
        """Bytes that the look back holds and the ring does not."""
        with self._looking:
            look_back = self._look_back
            return 0 if look_back is None else look_back.held_beyond(self.stream.first_kept)

    def to_shown(self, delay_s: float) -> list[Unit]:
        """From a key frame up to the picture that stands on the screen, `delay_s` after its arrival."""
        with self._looking:
            if self._look_back is not None:
                return self._look_back.to_shown
        units, _ = self.stream.since_key()
        shown = [unit for unit in units if unit.at <= time.monotonic() - delay_s]
        return shown or units[:1]

    # -- called by the reading thread

    def take(self, unit: Unit) -> None:
        """Hand on a live picture, if the pace wants it."""
        if self.pace is not Pace.FULL and not self._wanted(unit):
            return
        self._write(unit)

    def over(self) -> None:
        """The stream has ended."""
        self._orders.put(None)

    # -- the tile's own thread

    def run(self, info: StreamInfo) -> None:
        """Feed the player until closed. Raises StreamTrouble when the stream is over or the player gone."""
        if self._has_player:
            self._remux = Remux(sink=self._sink, info=info)
        try:
            while not self._closed:
                self._check()
                if self._look_back is not None:
                    self._turn_of_look_back(self._look_back)
                elif self.pace is Pace.OFF:
                    self._obey(self._orders.get())
                else:
                    self._follow()
        finally:
            if self._remux is not None:
                self._remux.close()

    def _check(self) -> None:
        if self._player_gone:
            raise StreamTrouble(Trouble.STALLED, "")
        if self._look_back is None:
            self.stream.check()

    def _follow(self) -> None:
        """Be live until an order changes that."""
        if not self._catch_up():
            return
        try:
            pace = self.pace
            while not self._closed:
                self._check()
                self._obey(self._orders.get())
                if self._look_back is not None or (self.pace is not pace and self.pace in _FROM_KEY):
                    return
                pace = self.pace
        finally:
            self.stream.detach(self)

    def _catch_up(self) -> bool:
        """Hand on what the ring has from its last key frame on, and follow; False when an order came."""
        while self.stream.age_s > _FRESH_S:
            try:
                self._obey(self._orders.get(timeout=_LOOK_AGAIN_S))
                return False
            except queue.Empty:
                continue
        assert self._remux is not None
        self._remux.restart()
        patient_until = time.monotonic() + _PATIENCE_S
        units, number = self.stream.since_key()
        if self.pace is not Pace.FULL:
            units = units[:1]
        while True:
            for unit in units:
                if not self._orders.empty():
                    return False
                self._wait_for_room(unit, until=patient_until)
                self._write(unit)
            if self.stream.attach(self, number):
                return True
            units, number = self.stream.since(number)

    def _turn_of_look_back(self, look_back: LookBack) -> None:
        """Show the next picture when it is due, or carry out the next order."""
        now = time.monotonic()
        with self._looking:
            look_back.extend(*self.stream.since(look_back.end))
            unit = look_back.go_on(now)
        if unit is not None:
            self._show(Shown([], unit), rate=look_back.rate)
        wait_s = look_back.wait_s(time.monotonic())
        try:
            self._obey(
                self._orders.get(
                    timeout=_LOOK_BACK_TURN_S if wait_s is None else min(wait_s, _LOOK_BACK_TURN_S)
                )
            )
        except queue.Empty:
            return

    def _obey(self, order: Order | None) -> None:
        now = time.monotonic()
        match order:
            case SetPace(pace=pace, still_every_s=every_s) if self._has_player:
                self.pace, self._still_every_s = pace, every_s
            case Replay() | ReplayRate() | ReplayStep() if self._has_player:
                with self._looking:
                    shown = self._move(order, now)
                if shown is not None:
                    self._show(shown)
            case ReplayEnd():
                self._look_back = None

    def _move(self, order: Replay | ReplayRate | ReplayStep, now: float) -> Shown | None:
        """What is to be shown by an order to the look back, if it changes at once."""
        look_back = self._look_back
        match order:
            case Replay(back_s=back_s, rate=rate):
                if look_back is None:
                    units, end = self._streams.kept(self.stream)
                    if not units:
                        return None
                    most = max(sum(len(unit.data) for unit in units), self.stream.look_back_bytes)
                    look_back = self._look_back = LookBack(units=units, end=end, max_bytes=most)
                shown = look_back.seek(now - back_s, now)
                look_back.set_rate(rate, now)
                return shown
            case ReplayRate(rate=rate) if look_back is not None:
                look_back.set_rate(rate, now)
            case ReplayStep(pictures=pictures) if look_back is not None:
                return look_back.step(pictures, now)
        return None

    def _show(self, shown: Shown, *, rate: float = 1.0) -> None:
        assert self._remux is not None
        try:
            for unit in shown.lead:
                self._wait_for_room(unit, until=time.monotonic() + _PATIENCE_S)
                self._remux.lead(unit, time.monotonic())
            self._wait_for_room(shown.unit, until=time.monotonic() + _PATIENCE_S)
            self._remux.show(shown.unit, time.monotonic(), rate=rate, led_by=len(shown.lead))
            self._handed_at = time.monotonic()
            self._handed = shown.unit
        except PlayerGone:
            self._player_gone = True

    def _wait_for_room(self, unit: Unit, *, until: float) -> None:
        """The player may still be being made while a backlog comes at once: let it wait."""
        assert self._remux is not None
        while not self._closed and not self._remux.has_room(unit) and time.monotonic() < until:
            time.sleep(_LOOK_AGAIN_S)

    def _wanted(self, unit: Unit) -> bool:
        """Whether a reduced pace takes this picture."""
        if self.pace is Pace.OFF or not unit.key:
            return False
        since_s = float("inf") if self._handed_at is None else unit.at - self._handed_at
        return self.pace is Pace.KEYFRAMES or since_s >= self._still_every_s

    def _write(self, unit: Unit) -> None:
        if self._remux is None or self._player_gone:
            return
        now = time.monotonic()
        try:
            if self._remux.write(unit, now):
                self._handed_at = now
                self._handed = unit
        except PlayerGone:
            self._player_gone = True
            self._orders.put(None)
