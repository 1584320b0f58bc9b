"""One connection for each camera and stream, however many tiles of this worker show it.

Everything that is read goes into the stream's ring and from the same thread to the tiles that follow it. A
tile that comes later takes what it lacks from the ring and follows from there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import Final, Protocol

from console.video.gauge import Gauge
from console.video.messages import Source, Trouble
from console.video.reader import Reading, StreamTrouble, Tally
from console.video.replay import joined
from console.video.ring import KEPT_S, STREAM_BYTES, WORKER_BYTES, PacketRing, shares
from console.video.unit import StreamInfo, Unit

#: Streams no longer read of which a worker keeps what they held.
_MOST_PAST: Final = 8


class Follower(Protocol):
    """A tile that follows a stream. Both are called on the reading thread: all other tiles wait for it."""

    def take(self, unit: Unit) -> None:
        """Take the next unit."""

    def over(self) -> None:
        """The stream has ended; `SharedStream.check` says how."""


class SharedStream:
    """A source that is being read. Any thread may use it; `attach` and `detach` wait for a unit under way."""

    def __init__(self, source: Source) -> None:
        self.gauge = Gauge()
        self.subject = source.subject
        self._reading = Reading(source)
        self._ring = PacketRing()
        self._changed = threading.Condition()  # what was found, and how it ended
        self._keeping = threading.Lock()  # held while the ring is used
        self._handing_on = threading.Lock()  # held while followers take a unit
        self._followers: tuple[Follower, ...] = ()
        self._info: StreamInfo | None = None
        self._trouble: StreamTrouble | None = None

    def source_s(self, dts: int) -> float:
        """The source's own time of a unit, in seconds; 0 while unknown."""
        clock = self._reading.clock
        return 0.0 if clock is None else clock.source_s(dts)

    @property
    def tally(self) -> Tally:
        """What was read so far."""
        return self._reading.tally

    def start(self, ended: Callable[[SharedStream], Iterable[Follower]]) -> None:
        """Connect and read on a thread of its own; `ended` is called there when it is over, and names
        who is to hear of it.
        """

        def run() -> None:
            try:
                self._reading.read(self._opened, self._take)
                trouble = StreamTrouble(Trouble.ENDED, "closed")
            except StreamTrouble as error:
                trouble = error
            with self._changed:
                self._trouble = trouble
                self._changed.notify_all()
            for user in ended(self):
                user.over()

        threading.Thread(target=run, name="read", daemon=True).start()

    def cancel(self) -> None:
        """Nobody follows any more: the connection goes at its next packet or time-out."""
        self._reading.cancel()

    def wake(self) -> None:
        """Let everybody who waits for the connection look again whether he still wants it."""
        with self._changed:
            self._changed.notify_all()

    def info(self, *, given_up: Callable[[], bool]) -> StreamInfo | None:
        """Wait for the connection; None when `given_up`. Raises StreamTrouble."""
        with self._changed:
            self._changed.wait_for(lambda: self._info or self._trouble or given_up())
            if self._info is None and self._trouble is not None and not given_up():
                raise self._trouble
            return self._info

    def check(self) -> None:
        """Raise StreamTrouble when the stream is over."""
        if self._trouble is not None:
            raise self._trouble

    def since_key(self) -> tuple[list[Unit], int]:
        """What the ring has from the last key frame on, and the number of the next unit."""
        with self._keeping:
            return self._ring.since_key(), self._ring.end

    def since(self, number: int) -> tuple[list[Unit], int]:
        """What the ring has from the unit `number` on, and the number of the next unit."""
        with self._keeping:
            return self._ring.since(number), self._ring.end

    def kept(self) -> tuple[list[Unit], int]:
        """All that the ring has, and the number of the next unit."""
        with self._keeping:
            return self._ring.all(), self._ring.end

    def attach(self, follower: Follower, number: int) -> bool:
        """Let it follow from the unit `number` on; False when there are later ones already."""
        with self._handing_on:
            if self._ring.end != number:
                return False
            self._followers = (*self._followers, follower)
            return True

    def detach(self, follower: Follower) -> None:
        """It takes nothing more from now on. Harmless when it does not follow."""
        with self._handing_on:
            self._followers = tuple(each for each in self._followers if each is not follower)

    @property
    def newest_at(self) -> float | None:
        """When the latest unit arrived (`time.monotonic`)."""
        newest = self._ring.newest
        return None if newest is None else newest.at

    @property
    def oldest_at(self) -> float | None:
        """When the oldest unit that is held arrived (`time.monotonic`)."""
        newest = self.newest_at
        return None if newest is None else newest - self.held_s

    @property
    def age_s(self) -> float:
        """Seconds since the latest unit arrived; infinite before the first."""
        newest_at = self.newest_at
        return float("inf") if newest_at is None else time.monotonic() - newest_at

    def shows_as(self, other: SharedStream) -> bool:
        """Whether it is another stream of the same subject that one player can play."""
        mine, its = self._info, other._info
        same = bool(self.subject) and self.subject == other.subject and self is not other
        return same and mine is not None and its is not None and mine.codec == its.codec

    @property
    def ring_bytes(self) -> int:
        """What the ring holds."""
        return self._ring.size

    @property
    def first_kept(self) -> int:
        """Number of the oldest unit in the ring."""
        return self._ring.first

    @property
    def held_s(self) -> float:
        """Seconds that the ring holds."""
        with self._keeping:
            return self._ring.held_s

    @property
    def rate(self) -> float:
        """Bytes a second; 0 while unknown."""
        with self._keeping:
            return self._ring.rate

    @property
    def look_back_bytes(self) -> int:
        """How much a look back may hold, beyond what it begins with."""
        return min(STREAM_BYTES, self._ring.max_bytes)

    def limit(self, ring_bytes: int) -> None:
        """From the next unit on the ring may hold so much."""
        self._ring.max_bytes = ring_bytes

    def _opened(self, info: StreamInfo) -> None:
        with self._changed:
            self._info = info
            self._changed.notify_all()

    def _take(self, unit: Unit) -> None:
        self.gauge.add(unit)
        with self._handing_on:
            with self._keeping:
                self._ring.add(unit)
            for follower in self._followers:
                follower.take(unit)


class SharedStreams:
    """The streams of one worker by address.

    The latest that broke off or were left are remembered for as long as a ring keeps what it holds: whoever
    shows their subject next, a camera's other stream or the same one anew, can look back at them.
    Together they hold no more than `keep_at_most` says, those of before no more than half of it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._past: list[SharedStream] = []
        self._streams: dict[str, SharedStream] = {}
        self._users: dict[SharedStream, set[Follower]] = {}
        self._most_bytes = WORKER_BYTES

    def join(self, source: Source, user: Follower) -> SharedStream:
        """The stream of this address, connected to when nobody has it yet. Followed by one `leave`."""
        with self._lock:
            stream = self._streams.get(source.url)
            if stream is None:
                stream = self._streams[source.url] = SharedStream(source)
                self._users[stream] = set()
                stream.start(self._ended)
                self._share_out()
            self._users[stream].add(user)
            return stream

    def leave(self, stream: SharedStream, user: Follower) -> None:
        """One tile less; the last one closes the connection. Harmless when repeated."""
        with self._lock:
            users = self._users.get(stream, set())
            users.discard(user)
            if not users and stream in self._users:
                del self._users[stream]
                stream.cancel()
                self._remember(stream)
                self._forget(stream)

    def kept(self, stream: SharedStream) -> tuple[list[Unit], int]:
        """All that can be looked back at from a stream, in its own time, and the number of its next unit."""
        units, end = stream.kept()
        for past in sorted(self._remembered(stream), key=lambda each: each.newest_at or 0.0, reverse=True):
            units = joined(past.kept()[0], units)
        return units, end

    def kept_s(self, stream: SharedStream) -> float:
        """Seconds that can be looked back from a stream."""
        newest, oldest = stream.newest_at, stream.oldest_at
        if newest is None or oldest is None:
            return 0.0
        past = (each.oldest_at for each in self._remembered(stream))
        return min(KEPT_S, newest - min((at for at in past if at is not None), default=oldest))

    def past_bytes(self) -> int:
        """What is held of streams that are no longer read."""
        with self._lock:
            return self._past_bytes()

    def keep_at_most(self, most_bytes: int) -> None:
        """From now on all rings together may hold so much."""
        with self._lock:
            self._most_bytes = most_bytes
            self._share_out()

    def share_out(self) -> None:
        """Divide what may be kept among the streams as their rates are now. To be called again and again."""
        with self._lock:
            self._share_out()

    def running(self) -> list[SharedStream]:
        """The streams that are read or being connected to."""
        with self._lock:
            return list(self._streams.values())

    def _ended(self, stream: SharedStream) -> list[Follower]:
        """Who comes from now on is connected anew; who is here has to hear of it."""
        with self._lock:
            self._remember(stream)
            self._forget(stream)
            return list(self._users.get(stream, ()))

    def _remembered(self, stream: SharedStream) -> list[SharedStream]:
        with self._lock:
            return [each for each in self._past if each.shows_as(stream) and each.age_s < KEPT_S]

    def _remember(self, stream: SharedStream) -> None:
        if stream.subject and stream.ring_bytes and stream not in self._past:
            self._past = [*self._past, stream][-_MOST_PAST:]

    def _forget(self, stream: SharedStream) -> None:
        for url, each in list(self._streams.items()):
            if each is stream:
                del self._streams[url]
        self._share_out()

    def _past_bytes(self) -> int:
        self._past = [each for each in self._past if each.age_s < KEPT_S]
        return sum(each.ring_bytes for each in self._past)

    def _share_out(self) -> None:
        while (past := self._past_bytes()) > self._most_bytes // 2:
            del self._past[0]
        running = list(self._streams.values())
        most = shares([stream.rate for stream in running], most_bytes=self._most_bytes - past)
        for stream, ring_bytes in zip(running, most, strict=True):
            stream.limit(ring_bytes)
