from __future__ import annotations

from console.video.messages import TileReport
from console.video.totals import PastRuns, Totals


def report(displayed: int) -> TileReport:
    return TileReport(tile="1", run=1, packets=0, size=0, displayed=displayed, late=1, dropped=2)


def test_runs_that_are_over_stay_in_the_sums() -> None:
    past = PastRuns()
    past.add(report(100))
    past.add(None)
    assert past.with_running([report(5), report(7)], live=2) == Totals(live=2, frames=112, late=3, dropped=6)
