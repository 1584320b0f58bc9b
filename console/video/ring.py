"""The last pictures of a stream, encoded, so that a tile can begin at once and look back. Pure; no lock.

Cut at key frames: what is held always begins with one, and goes in whole groups.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import islice
from typing import Final

from console.video.unit import Unit

#: So much is kept, when it fits.
KEPT_S: Final = 60.0
#: Of one stream before anything is known of it, and of all streams of a worker until the console has told
#: how much of the machine's memory they may have; in bytes.
STREAM_BYTES: Final = 24_000_000
WORKER_BYTES: Final = 192_000_000
#: A stream's rate is known after so long; before that it is taken for one of 4 Mbit/s.
_MEASURED_S: Final = 2.0
_UNKNOWN_RATE: Final = 500_000.0


def shares(rates: Sequence[float], *, most_bytes: int) -> list[int]:
    """How many bytes each stream may keep of `most_bytes`: where a minute of all does not fit, all keep
    equally many seconds. `rates` are in bytes a second, 0 while unknown.
    """
    known = [rate or _UNKNOWN_RATE for rate in rates]
    whole = sum(known)
    return [int(most_bytes * rate / whole) for rate in known]


class PacketRing:
    """Holds units in order. Their numbers count all that ever came, from 0."""

    def __init__(self, *, max_bytes: int = STREAM_BYTES, kept_s: float = KEPT_S) -> None:
        self.max_bytes = max_bytes
        self._kept_s = kept_s
        self._units: deque[Unit] = deque()
        self._keys: deque[int] = deque()
        self._first = 0
        self._size = 0

    @property
    def first(self) -> int:
        """Number of the oldest unit held."""
        return self._first

    @property
    def end(self) -> int:
        """Number that the next unit will have."""
        return self._first + len(self._units)

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._size

    @property
    def newest(self) -> Unit | None:
        """The latest unit."""
        return self._units[-1] if self._units else None

    @property
    def held_s(self) -> float:
        """Seconds between the arrival of the oldest and of the newest unit held."""
        return self._units[-1].at - self._units[0].at if self._units else 0.0

    @property
    def rate(self) -> float:
        """Bytes a second of what is held; 0 while that is too little to tell."""
        held_s = self.held_s
        return self._size / held_s if held_s >= _MEASURED_S else 0.0

    def add(self, unit: Unit) -> None:
        """Take the next unit; the oldest go. Nothing is held before the first key frame."""
        if unit.key:
            self._keys.append(self.end)
        elif not self._units:
            self._first += 1
            return
        self._units.append(unit)
        self._size += len(unit.data)
        keys = self._keys
        while len(keys) > 1 and (
            self._size > self.max_bytes or unit.at - self._units[keys[1] - self._first].at > self._kept_s
        ):
            self._drop(keys[1] - keys[0])
            keys.popleft()
        if self._size > self.max_bytes:
            # One endless group of pictures: nothing of it can be kept without its key frame.
            self._drop(len(self._units))
            keys.clear()

    def since(self, number: int) -> list[Unit]:
        """All units from `number` on; from the last key frame on when some of them are gone."""
        if number < self._first:
            return self.since_key()
        return list(islice(self._units, number - self._first, None))

    def since_key(self) -> list[Unit]:
        """The last key frame and all after it."""
        return self.since(self._keys[-1]) if self._keys else []

    def all(self) -> list[Unit]:
        """Everything held."""
        return list(self._units)

    def _drop(self, count: int) -> None:
        for _ in range(count):
            self._size -= len(self._units.popleft().data)
        self._first += count
