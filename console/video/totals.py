"""Sums over all tiles that also hold what closed and reopened streams have shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from console.video.messages import TileReport


@dataclass(frozen=True, slots=True)
class Totals:
    """Pictures shown, come too late and packets dropped since the start; `live` tiles at this moment."""

    live: int
    frames: int
    late: int
    dropped: int


class PastRuns:
    """The counts of streams that are over."""

    def __init__(self) -> None:
        self._frames = 0
        self._late = 0
        self._dropped = 0

    def add(self, last: TileReport | None) -> None:
        """A run is over; `last` is the last that was heard of it."""
        if last is not None:
            self._frames += last.displayed
            self._late += last.late
            self._dropped += last.dropped

    def with_running(self, running: Iterable[TileReport], *, live: int) -> Totals:
        """The sums with the latest reports of the runs that go on."""
        reports = list(running)
        return Totals(
            live=live,
            frames=self._frames + sum(report.displayed for report in reports),
            late=self._late + sum(report.late for report in reports),
            dropped=self._dropped + sum(report.dropped for report in reports),
        )
