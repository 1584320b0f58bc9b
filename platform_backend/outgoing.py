"""What waits to be sent to one console, bounded, and how it is handed to the socket.

Frames keep their order. States wait apart, as keys: a slow console gets only the latest of each. There is no
task for it: what is pushed in one turn of the loop is written in the next, by a callback, because passing an
event to a hundred consoles must not cost a hundred switches of tasks.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol

from platform_backend.tally import Tally

Key = tuple[str, str]

#: Bytes of frames a console may be behind before it is closed as too slow.
BACKLOG_LIMIT = 12_000_000
#: Bounds of one write: a socket that takes everything at once never says stop, so the others get their turn
#: after each, and a console that reads slowly has little in its buffers that cannot be conflated.
_WRITE_FRAMES = 32
_WRITE_BYTES = 96_000


class Sink(Protocol):
    """Where frames go."""

    @property
    def writable(self) -> bool:
        """Whether the console takes what it is sent."""

    def write(self, data: bytes) -> None:
        """Send whole frames. Raises Disconnected."""

    def when_writable(self, wake: Callable[[], None]) -> None:
        """Call `wake` each time it becomes writable again."""


class Outgoing:
    """Queue of one connection, flowing from `start` to `close`.

    `state_frame` makes the frame of an entity's latest, or answers None to skip it. `on_overflow` is called
    once when the backlog passes `limit` bytes, `on_broken` when nothing can be sent any more.
    """

    def __init__(
        self,
        *,
        sink: Sink,
        state_frame: Callable[[str, Key], bytes | None],
        on_overflow: Callable[[], None],
        on_broken: Callable[[Exception], None],
        limit: int = BACKLOG_LIMIT,
        tally: Tally | None = None,
    ) -> None:
        self.sent = 0
        self._sink = sink
        self._state_frame = state_frame
        self._on_overflow = on_overflow
        self._on_broken = on_broken
        self._limit = limit
        self._tally = tally or Tally()
        self._frames: deque[bytes | Iterator[bytes]] = deque()
        self._states: dict[tuple[str, Key], None] = {}
        self._backlog = 0
        self._overflowed = False
        self._loop = asyncio.get_running_loop()
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
        self._backlog = 0

    def push(self, frame: bytes) -> None:
        """Send one frame after everything pushed before."""
        if self._overflowed or self._closed:
            return
        self._frames.append(frame)
        self._backlog += len(frame)
        if self._backlog > self._limit:
            self._overflowed = True
            self._on_overflow()
        elif not self._woken:
            self._woken = True
            self._loop.call_soon(self._flow)

    def push_stream(self, frames: Iterator[bytes]) -> None:
        """Send frames that are made one by one as the console takes them."""
        if not self._closed:
            self._frames.append(frames)
            self._wake()

    def push_state(self, topic: str, key: Key) -> None:
        """Send the latest of an entity when every frame has been sent."""
        if not self._closed:
            self._states[topic, key] = None
            self._wake()

    def forget_states(self, topic: str) -> None:
        """Drop what waits of a state topic: a snapshot follows, or nobody listens any more."""
        self._states = {waiting: None for waiting in self._states if waiting[0] != topic}

    def _wake(self) -> None:
        if not self._woken:
            self._woken = True
            self._loop.call_soon(self._flow)

    def _flow(self) -> None:
        if self._closed:
            return
        self._woken = False
        try:
            if self._sink.writable and (frames := self._some()):
                self._sink.write(frames[0] if len(frames) == 1 else b"".join(frames))
                self.sent += len(frames)
                self._tally.frames += len(frames)
                if self._frames or self._states:
                    self._wake()
        except Exception as error:
            self.close()
            self._on_broken(error)

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
