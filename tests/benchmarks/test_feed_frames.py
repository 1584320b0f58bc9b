from __future__ import annotations

import pytest

from benchmarks.feed_frames import Frame, FrameLog, percentile

TICK = 1 / 60


def frame(due: float, painted: float) -> Frame:
    return Frame(due=due, begun=due, updated=due + 0.002, paint_begun=due + 0.003, painted=painted)


def test_each_tick_waits_for_the_end_of_its_paint() -> None:
    log = FrameLog()
    for number in range(60, 66):
        log.add(frame(number * TICK, number * TICK + 0.005))
    assert log.times_ms(1.0, 1.0 + 5.5 * TICK) == pytest.approx([5.0] * 5)


def test_a_tick_without_a_frame_of_its_own_waits_for_the_next() -> None:
    log = FrameLog()
    log.add(frame(60 * TICK, 60 * TICK + 0.030))
    log.add(frame(62 * TICK, 62 * TICK + 0.005))
    assert log.times_ms(1.0, 1.0 + 3 * TICK) == pytest.approx([30.0, 1000 * TICK + 5.0, 5.0])


def test_the_parts_of_a_frame_are_told_apart() -> None:
    log = FrameLog()
    log.add(frame(1.0, 1.010))
    assert log.parts_ms(0.5) == {"late": 0.0, "models": 2.0, "wait": 1.0, "paint": 7.0}


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([float(number) for number in range(1000)], 0.99) == 990.0
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)
