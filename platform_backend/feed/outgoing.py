"""What waits to be sent to one console, bounded, and how it is handed to the socket.

Frames keep their order. States wait apart, as keys: a slow console gets only the latest of each. There is no
task for it: what is pushed in one turn of the loop is written in the next, by one callback for all consoles,
because passing an event to a hundred of them must not cost a hundred switches of tasks.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol, cast

from platform_backend.log_types import Burst
from platform_backend.tally import Tally

Key = tuple[str, str]

#: Bytes of frames a console may be behind before it is closed as too slow.
BACKLOG_LIMIT = 12_000_000
#: Bounds of one write: a socket that takes everything at once never says stop, so the others get their turn
#: after each, and a console that reads slowly has little in its buffers that cannot be conflated.
_WRITE_FRAMES = 32
_WRITE_BYTES = 96_000
#: Snapshots and replays that may wait: far more than the topics of a console that reads what it asks for.
_MOST_STREAMS = 256


class Sink(Protocol):
    """Where frames go."""

    @property
    def writable(self) -> bool:
        """Whether the console takes what it is sent."""

    def write(self, data: bytes) -> None:
        """Send whole frames. Raises Disconnected."""

    def when_writable(self, wake: Callable[[], None]) -> None:
        """Call `wake` each time it becomes writable again."""


class Pump:
    """Lets the queues of one loop flow, each a bounded write a turn, so that nobody holds up the others."""

    def __init__(self) -> None:
        self._woken: list[Outgoing] = []

    def wake(self, outgoing: Outgoing) -> None:
        """Let `outgoing` flow in the next turn of the loop."""
        if not self._woken:
            asyncio.get_running_loop().call_soon(self._turn)
        self._woken.append(outgoing)

    def _turn(self) -> None:
        woken, self._woken = self._woken, []
        for outgoing in woken:
            outgoing.flow()


class Outgoing:
    """Queue of one connection, flowing from `start` to `close`.

    `state_frame` makes the frame of an entity's latest, or answers None to skip it. `on_overflow` is called
    once when the backlog passes `limit` bytes, `on_broken` when nothing can be sent any more.
    """

    def __init__(
        self,
        *,
        sink: Sink,
        pump: Pump,
        state_frame: Callable[[str, Key], bytes | None],
        on_overflow: Callable[[], None],
        on_broken: Callable[[Exception], None],
        limit: int = BACKLOG_LIMIT,
        tally: Tally | None = None,
    ) -> None:
        self._sink = sink
        self._pump = pump
        self._state_frame = state_frame
        self._on_overflow = on_overflow
        self._on_broken = on_broken
        self._limit = limit
        self._tally = tally or Tally()
        self._frames: deque[bytes | Iterator[bytes]] = deque()
        self._streams = 0
        self._states: dict[tuple[str, Key], None] = {}
        self._backlog = 0
        self._overflowed = False
        # Until `start`, and from `close` on, nothing is to be woken.
        self._woken = True
        self._closed = False

    @property
    def backlog(self) -> int:
        """Bytes of frames that wait (states and pages of snapshots, made when sent, do not count)."""
        return self._backlog

    def start(self) -> None:
        """Begin to send."""
        self._sink.when_writable(self._wake)
        self._woken = False
        self._wake()

    def close(self) -> None:
        """Send nothing more and let go of what waits."""
        self._closed = self._woken = True
        self._frames.clear()
        self._states.clear()
        self._backlog = self._streams = 0

    def push(self, frame: bytes) -> None:
        """Send one frame after everything pushed before."""
        if self._overflowed or self._closed:
            return
        self._frames.append(frame)
        self._backlog += len(frame)
        if not self._woken:
            self._woken = True
            self._pump.wake(self)
        if self._backlog > self._limit:
            self._overflowed = True
            self._on_overflow()

    def push_burst(self, frames: list[bytes], burst: Burst) -> None:
        """Send frames of a burst; at once and as bytes shared with others when nothing waits before them."""
        if not self._woken and not self._frames and not self._states and self._sink.writable:
            data = burst.joined(frames)
            if len(data) <= _WRITE_BYTES:
                try:
                    self._sink.write(data)
                except Exception as error:
                    self._break(error)
                else:
                    self._tally.frames += len(frames)
                return
        for frame in frames:
            self.push(frame)

    def push_stream(self, frames: Iterator[bytes]) -> None:
        """Send frames that are made one by one as the console takes them."""
        if self._overflowed or self._closed:
            return
        self._frames.append(frames)
        self._streams += 1
        self._wake()
        if self._streams > _MOST_STREAMS:
            # Each holds what is to be replayed, and none counts as backlog.
            self._overflowed = True
            self._on_overflow()

    def push_state(self, topic: str, key: Key) -> None:
        """Send the latest of an entity when every frame has been sent."""
        if not self._closed:
            self._states[topic, key] = None
            self._wake()

    def forget_states(self, topic: str) -> None:
        """Drop what waits of a state topic: a snapshot follows, or nobody listens any more."""
        self._states = {waiting: None for waiting in self._states if waiting[0] != topic}

    def flow(self) -> None:
        """Write what fits into one write; what is left is for the next turn. For the pump."""
        if self._closed:
            return
        self._woken = False
        if not self._sink.writable:
            return
        try:
            frames = self._frames
            if (
                frames
                and not self._streams
                and self._backlog <= _WRITE_BYTES
                and len(frames) <= _WRITE_FRAMES
            ):
                # Nearly always: all that waits are a few whole frames, most of them bytes that others share.
                some = cast("list[bytes]", list(frames))
                frames.clear()
                self._backlog = 0
            else:
                some = self._some()
            if some:
                self._sink.write(some[0] if len(some) == 1 else b"".join(some))
                self._tally.frames += len(some)
            if frames or self._states:
                self._wake()
        except Exception as error:
            self._break(error)

    def _break(self, error: Exception) -> None:
        self.close()
        self._on_broken(error)

    def _wake(self) -> None:
        if not self._woken:
            self._woken = True
            self._pump.wake(self)

    def _some(self) -> list[bytes]:
        """The next frames, as many as go into one write."""
        some: list[bytes] = []
        room = _WRITE_BYTES
        while room > 0 and len(some) < _WRITE_FRAMES:
            if self._frames:
                item = self._frames[0]
                if isinstance(item, bytes):
                    self._frames.popleft()
                    self._backlog -= len(item)
                    frame: bytes | None = item
                elif (frame := next(item, None)) is None:
                    self._frames.popleft()
                    self._streams -= 1
            elif self._states:
                topic, key = next(iter(self._states))
                del self._states[topic, key]
                frame = self._state_frame(topic, key)
            else:
                break
            if frame is not None:
                some.append(frame)
                room -= len(frame)
        return some
