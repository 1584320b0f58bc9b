from __future__ import annotations

import pytest

from benchmarks.alarm import figures_of
from benchmarks.alarm_room import Measured


def measured(row_ms: float, *, tiles: int = 16, moves: bool = True) -> Measured:
    return Measured(
        committed_ms=row_ms / 2,
        row_ms=row_ms,
        frame_ms=row_ms * 10,
        looks_per_s=300.0,
        wall_moving=tiles,
        alarm_moves=moves,
    )


def test_the_figures_name_the_slow_ones_and_what_stood_still() -> None:
    alarms = [measured(float(ms)) for ms in range(20, 39)]
    figures = figures_of([*alarms, measured(90.0, tiles=15, moves=False)])
    assert (figures["row_p50_ms"], figures["row_p95_ms"]) == (30.0, 90.0)
    assert (figures["frame_p50_ms"], figures["frame_p95_ms"]) == (300.0, 900.0)
    assert (figures["alarms"], figures["moved"], figures["wall_least"]) == (20, 19, 15)


def test_nothing_measured_is_no_figure() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        figures_of([])
