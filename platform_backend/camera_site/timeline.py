"""One clock for all viewers: every 40 ms the next picture of his camera goes to each of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from platform_backend.camera_site.quality import FRAME_RATE
from platform_backend.camera_site.transport_stream import Loop, stamps

_INTERVAL_S = 1 / FRAME_RATE
_MOST_AT_ONCE = 3
"""Pictures sent in one go after a late wake-up; a longer stall stops the time-line instead of bursting."""
_PATIENCE_PICTURES = 20 * FRAME_RATE
"""A viewer who takes nothing for so long is let go."""


class Line(Protocol):
    """Where a viewer's bytes go: never blocks, tells how much it still holds."""

    def write(self, data: bytes) -> None:
        """Take the bytes."""

    def held(self) -> int:
        """Bytes taken but not passed on yet."""

    def abort(self) -> None:
        """Cut the connection now."""


@dataclass(slots=True, eq=False)
class Viewer:
    """Somebody who watches one stream of one camera; `shift` is the camera's place in its scene's loop.

    `find_own` gives loop and shift of the camera's own scene, which on a first start comes later.
    """

    camera: str
    loop: Loop
    shift: int
    line: Line
    find_own: Callable[[], tuple[Loop, int] | None] | None = None
    skipping: bool = False
    stuck: int = 0


@dataclass(slots=True)
class Figures:
    """What the time-line has done since the start; lateness in milliseconds."""

    pictures: int = 0
    sent_bytes: int = 0
    skipped: int = 0
    let_go: int = 0
    stalls: int = 0
    late_ms: float = 0.0
    worst_late_ms: float = 0.0


class Timeline:
    """Sends to all viewers on one timer. All viewers of a camera see the same picture at the same moment."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.viewers: set[Viewer] = set()
        self.figures = Figures()
        self._clock = clock
        self._sent = 0
        self._start = clock()
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Start sending on the running loop."""
        self._start = self._clock() - self._sent * _INTERVAL_S
        self._tick()

    def stop(self) -> None:
        """Stop the clock and let every viewer go."""
        if self._timer is not None:
            self._timer.cancel()
        for viewer in tuple(self.viewers):
            viewer.line.abort()
        self.viewers.clear()

    def join(self, viewer: Viewer) -> None:
        """Let a viewer in: at once everything since the last key frame, then picture by picture."""
        last = self._sent - 1
        at = (last + viewer.shift) % viewer.loop.length
        first = last - (at - viewer.loop.key_before[at])
        numbers = range(first, last + 1)
        data = b"".join(_bytes_of(viewer, number=number, marks=stamps(number)) for number in numbers)
        viewer.line.write(data)
        self.figures.pictures += len(numbers)
        self.figures.sent_bytes += len(data)
        self.viewers.add(viewer)

    def leave(self, viewer: Viewer) -> None:
        """Forget a viewer."""
        self.viewers.discard(viewer)

    def advance(self) -> float:
        """Send what is due by now; returns when the next picture is (in the clock's seconds)."""
        now = self._clock()
        figures = self.figures
        figures.late_ms = max(0.0, (now - self._start - self._sent * _INTERVAL_S) * 1000)
        figures.worst_late_ms = max(figures.worst_late_ms, figures.late_ms)
        due = int((now - self._start) / _INTERVAL_S + 1e-6) + 1 - self._sent
        if due > _MOST_AT_ONCE:
            self._start += (due - _MOST_AT_ONCE) * _INTERVAL_S
            figures.stalls += 1
            due = _MOST_AT_ONCE
        for _ in range(due):
            marks = stamps(self._sent)
            for viewer in tuple(self.viewers):
                self._send(viewer, marks)
            self._sent += 1
        return self._start + self._sent * _INTERVAL_S

    def _tick(self) -> None:
        wait = self.advance() - self._clock()
        self._timer = asyncio.get_running_loop().call_later(max(wait, 0.0), self._tick)

    def _send(self, viewer: Viewer, marks: tuple[bytes, bytes]) -> None:
        # A line that holds two groups of pictures is not being read: from there on, only a key frame
        # reached with an empty line lets it in again.
        held = viewer.line.held()
        if held > 2 * viewer.loop.largest_group:
            viewer.skipping = True
        if viewer.skipping:
            if held or not viewer.loop.pictures[(self._sent + viewer.shift) % viewer.loop.length].key:
                self._skip(viewer)
                return
            viewer.skipping, viewer.stuck = False, 0
        self._renew(viewer)
        data = _bytes_of(viewer, number=self._sent, marks=marks)
        viewer.line.write(data)
        self.figures.pictures += 1
        self.figures.sent_bytes += len(data)

    def _renew(self, viewer: Viewer) -> None:
        """Change over to the camera's own scene once it is ready, from one key frame to another."""
        at = (self._sent + viewer.shift) % viewer.loop.length
        if viewer.find_own is None or not viewer.loop.pictures[at].key:
            return
        found = viewer.find_own()
        if found is not None and found[0].pictures[(self._sent + found[1]) % found[0].length].key:
            viewer.loop, viewer.shift = found
            viewer.find_own = None

    def _skip(self, viewer: Viewer) -> None:
        self.figures.skipped += 1
        viewer.stuck += 1
        if viewer.stuck > _PATIENCE_PICTURES:
            self.figures.let_go += 1
            self.viewers.discard(viewer)
            viewer.line.abort()


def _bytes_of(viewer: Viewer, *, number: int, marks: tuple[bytes, bytes]) -> bytes:
    picture = viewer.loop.pictures[(number + viewer.shift) % viewer.loop.length]
    return b"".join((picture.head, marks[0], picture.middle, marks[1], picture.tail))
