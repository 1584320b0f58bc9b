"""Which stream makes its decoder crash or hang: found by parting those under suspicion. Pure; the time is an
argument (any monotonic clock, seconds).

When a worker dies of itself, the streams that had begun shortly before are suspects, and so is whoever was
there at several such deaths. They are parted in two halves, each in a worker of its own; the others are left
in peace. Whoever dies again is parted again: of 16 streams that began together, the guilty one is alone after
four more deaths, and each time half of those left are out of it. Who is alone when its worker dies, and not
for the first time, is guilty: it is opened again only after a long while, and alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

#: A stream that has begun so shortly before its worker's death may be the reason.
YOUNG_S: Final = 10.0
#: So is one that was there at so many deaths, however long it had played each time.
_OFTEN: Final = 2
#: After so long without another death nobody remembers.
FORGOTTEN_S: Final = 600.0
#: How long a guilty stream waits for its next try.
WAITS_S: Final = (60.0, 120.0, 300.0, 900.0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from a worker's death: groups of addresses that get a worker each, and, for those that
    are guilty, when they may be tried again. Whoever is in neither stays where it is.
    """

    apart: tuple[frozenset[str], ...] = ()
    guilty: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Record:
    """`until` is 0 before the first conviction."""

    deaths: int = 0
    died_at: float = 0.0
    convictions: int = 0
    until: float = 0.0

    def is_forgotten(self, now: float) -> bool:
        return now - max(self.died_at, self.until) >= FORGOTTEN_S


class Quarantine:
    """Remembers the addresses that were there when workers died."""

    def __init__(self) -> None:
        self._records: dict[str, _Record] = {}

    def died(self, begun: Mapping[str, float], *, now: float, may_part: bool = True) -> Verdict:
        """A worker died of itself. `begun` are the addresses it played and when each began.

        Unless there `may_part` be more workers, suspects that cannot be told apart are all guilty.
        """
        self._forget(now)
        records = self._records
        suspects = [
            url
            for url, at in sorted(begun.items(), key=lambda item: (-item[1], item[0]))
            if now - at < YOUNG_S or (url in records and records[url].deaths >= _OFTEN)
        ]
        for url in begun:
            record = records.setdefault(url, _Record())
            record.deaths, record.died_at = record.deaths + 1, now
        again = all(records[url].deaths >= _OFTEN for url in suspects)
        if suspects and again and (len(begun) == 1 or not may_part):
            return Verdict(guilty={url: self._convict(url, now) for url in suspects})
        if not suspects or not may_part:
            return Verdict()
        half = (len(suspects) + 1) // 2
        groups = (frozenset(suspects[:half]), frozenset(suspects[half:]))
        return Verdict(apart=tuple(group for group in groups if group))

    def waits_until(self, url: str, now: float) -> float | None:
        """When a guilty address may be tried again, or might have been; None for one that is not guilty."""
        record = self._records.get(url)
        if record is None or not record.convictions or record.is_forgotten(now):
            return None
        return record.until

    def _convict(self, url: str, now: float) -> float:
        record = self._records[url]
        record.until = now + WAITS_S[min(record.convictions, len(WAITS_S) - 1)]
        record.convictions += 1
        return record.until

    def _forget(self, now: float) -> None:
        for url in [url for url, record in self._records.items() if record.is_forgotten(now)]:
            del self._records[url]
