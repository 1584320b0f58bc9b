"""What waits to be sent to one console, bounded, and the one writer that sends it.

Frames keep their order. States wait apart, as keys: a slow console gets only the latest of each.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator

Key = tuple[str, str]

#: Characters of frames a console may be behind before it is closed as too slow.
BACKLOG_LIMIT = 8_000_000
#: Bounds of one write: a socket that takes everything at once never makes the writer wait, so it yields
#: by itself after each, and a console that reads slowly has little in its buffers that cannot be conflated.
_WRITE_FRAMES = 32
_WRITE_CHARACTERS = 64_000


class Outgoing:
    """Queue of one connection; `on_overflow` is called once when the backlog passes `limit` characters."""

    def __init__(self, *, on_overflow: Callable[[], None], limit: int = BACKLOG_LIMIT) -> None:
        self.sent = 0
        self._frames: deque[str | Iterator[str]] = deque()
        self._states: dict[tuple[str, Key], None] = {}
        self._backlog = 0
        self._limit = limit
        self._overflowed = False
        self._on_overflow = on_overflow
        self._wake = asyncio.Event()

    @property
    def backlog(self) -> int:
        """Characters of frames that wait (states and pages of snapshots, made when sent, do not count)."""
        return self._backlog

    def push(self, frame: str) -> None:
        """Send one frame after everything pushed before."""
        if self._overflowed:
            return
        self._frames.append(frame)
        self._backlog += len(frame)
        self._wake.set()
        if self._backlog > self._limit:
            self._overflowed = True
            self._on_overflow()

    def push_stream(self, frames: Iterator[str]) -> None:
        """Send frames that are made one by one as the console takes them."""
        self._frames.append(frames)
        self._wake.set()

    def push_state(self, topic: str, key: Key) -> None:
        """Send the latest of an entity when every frame has been sent."""
        self._states[topic, key] = None
        self._wake.set()

    def forget_states(self, topic: str) -> None:
        """Drop what waits of a state topic: a snapshot follows, or nobody listens any more."""
        self._states = {waiting: None for waiting in self._states if waiting[0] != topic}

    async def run(
        self, *, send: Callable[[list[str]], Awaitable[None]], state_frame: Callable[[str, Key], str | None]
    ) -> None:
        """Send until cancelled. `state_frame` encodes an entity's latest, or answers None to skip it."""
        while True:
            self._wake.clear()
            ready = self._ready(state_frame)
            while frames := _some(ready):
                await send(frames)
                self.sent += len(frames)
                await asyncio.sleep(0)
            await self._wake.wait()

    def _ready(self, state_frame: Callable[[str, Key], str | None]) -> Iterator[str]:
        while self._frames or self._states:
            if self._frames:
                item = self._frames.popleft()
                if isinstance(item, str):
                    self._backlog -= len(item)
                    yield item
                else:
                    yield from item
            else:
                topic, key = next(iter(self._states))
                del self._states[topic, key]
                if (frame := state_frame(topic, key)) is not None:
                    yield frame


def _some(frames: Iterator[str]) -> list[str]:
    some: list[str] = []
    room = _WRITE_CHARACTERS
    while room > 0 and len(some) < _WRITE_FRAMES and (frame := next(frames, None)) is not None:
        some.append(frame)
        room -= len(frame)
    return some
