"""Looking back: which picture of a kept stream is due, at which speed. Pure; the time is an argument.

A look back holds what it needs itself, so that the ring may go on: everything from the ring at its start, and
what is read meanwhile, within the same bound as a ring.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from console.video.ring import KEPT_S
from console.video.unit import TICKS_PER_S, Unit

#: Slower than this is standing still.
_LEAST_RATE: Final = 0.05
_MOST_RATE: Final = 4.0


@dataclass(frozen=True, slots=True)
class Shown:
    """Pictures to be shown at once: all but the last only lead to it, from the key frame before it on."""

    lead: list[Unit]
    unit: Unit


def joined(before: list[Unit], after: list[Unit]) -> list[Unit]:
    """What two streams of the same subject hold, by the time of its arrival: `after`, and in front of it what
    the former one had before that began, as long as it would be kept in one ring. Decoding times go on over
    the seam as time did.
    """
    if not before or not after:
        return after or before
    oldest = after[-1].at - KEPT_S
    former = [unit for unit in before if oldest <= unit.at < after[0].at]
    first = next((index for index, unit in enumerate(former) if unit.key), len(former))
    former = former[first:]
    if not former:
        return after
    between = round((after[0].at - former[-1].at) * TICKS_PER_S)
    shift = after[0].dts - max(1, between) - former[-1].dts
    return [*(replace(unit, dts=unit.dts + shift) for unit in former), *after]


class LookBack:
    """One tile's look back. `now` is `time.monotonic`, as in the units."""

    def __init__(self, *, units: list[Unit], end: int, max_bytes: int) -> None:
        """`units` as the ring has them; `end` is the number after the last. Raises ValueError for none."""
        if not units:
            raise ValueError("nothing to look back at")
        self._units = list(units)
        self._end = end
        self._max_bytes = max_bytes
        self._size = sum(len(unit.data) for unit in units)
        self._at = 0  # index of the picture shown
        self._rate = 1.0
        self._due: float | None = None

    @property
    def end(self) -> int:
        """Number of the first unit that it does not have."""
        return self._end

    @property
    def first(self) -> int:
        """Number of the oldest unit it has."""
        return self._end - len(self._units)

    @property
    def rate(self) -> float:
        """Speed; 0 while it stands still."""
        return self._rate

    @property
    def unit(self) -> Unit:
        """The picture shown."""
        return self._units[self._at]

    @property
    def to_shown(self) -> list[Unit]:
        """From the key frame before the picture shown up to it."""
        return self._units[self._key_before(self._at) : self._at + 1]

    @property
    def oldest_at(self) -> float:
        """When the oldest picture arrived that it can go back to."""
        return self._units[0].at

    def held_beyond(self, first_in_ring: int) -> int:
        """Bytes that only the replay still holds, when the ring begins with that number."""
        return sum(len(unit.data) for unit in self._units[: max(0, first_in_ring - self.first)])

    def extend(self, units: list[Unit], end: int) -> None:
        """Take what was read meanwhile; old groups that lie behind the picture shown go when it is too much.

        When it is too much all the same, or something is missing between, the new is left where it is.
        """
        if not units or end - len(units) != self._end:
            return
        size = sum(len(unit.data) for unit in units)
        while (
            self._size + size > self._max_bytes
            and (key := self._key_after(0)) is not None
            and key <= self._at
        ):
            self._size -= sum(len(unit.data) for unit in self._units[:key])
            del self._units[:key]
            self._at -= key
        if self._size + size <= self._max_bytes:
            self._units += units
            self._size += size
            self._end = end

    def seek(self, at: float, now: float) -> Shown:
        """Show the picture that arrived at `at`, or the nearest one that is held."""
        index = len(self._units) - 1
        while index > 0 and self._units[index].at > at:
            index -= 1
        return self._show(index, now)

    def set_rate(self, rate: float, now: float) -> None:
        """Go on at `rate`, from the picture shown."""
        self._rate = 0.0 if rate < _LEAST_RATE else min(rate, _MOST_RATE)
        self._plan(now)

    def step(self, pictures: int, now: float) -> Shown | None:
        """Stand still, so many pictures further on or back; None at the end of what is held."""
        self._rate = 0.0
        index = min(max(0, self._at + pictures), len(self._units) - 1)
        if index == self._at:
            self._plan(now)
            return None
        if index == self._at + 1:
            self._at = index
            self._plan(now)
            return Shown([], self.unit)
        return self._show(index, now)

    def wait_s(self, now: float) -> float | None:
        """Seconds until the next picture; None while none will come by itself."""
        return None if self._due is None else max(0.0, self._due - now)

    def go_on(self, now: float) -> Unit | None:
        """The next picture when it is due."""
        if self._due is None:
            self._plan(now)
        if self._due is None or now < self._due:
            return None
        due = self._due
        self._at += 1
        # From the moment it was due, so that small delays do not add up; a long one is not caught up with.
        self._plan(due if now - due < 1.0 else now)
        return self.unit

    def _show(self, index: int, now: float) -> Shown:
        self._at = index
        self._plan(now)
        return Shown(self._units[self._key_before(index) : index], self._units[index])

    def _plan(self, now: float) -> None:
        """When the next picture is due, if there is one and the replay moves."""
        if not self._rate or self._at + 1 >= len(self._units):
            self._due = None
            return
        step_s = (self._units[self._at + 1].dts - self.unit.dts) / TICKS_PER_S
        self._due = now + step_s / self._rate

    def _key_before(self, index: int) -> int:
        while index > 0 and not self._units[index].key:
            index -= 1
        return index

    def _key_after(self, index: int) -> int:
        return next((n for n in range(index + 1, len(self._units)) if self._units[n].key), 0)
