from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.video.timeline import AHEAD_S, BEHIND_S, JOIN_AHEAD_S, Timeline
from console.video.unit import TICKS_PER_S

FRAME = 3_600  # 40 ms


def outs(timeline: Timeline, packets: list[tuple[int, float]]) -> list[int]:
    return [timeline.place(dts, now) for dts, now in packets]


def test_a_live_stream_keeps_its_steps() -> None:
    assert outs(Timeline(), [(1_000_000 + n * FRAME, 7 + n * 0.04) for n in range(100)]) == [
        n * FRAME for n in range(100)
    ]


def test_a_joining_backlog_is_squeezed_to_steps_of_one_millisecond() -> None:
    backlog = outs(Timeline(), [(n * FRAME, 0.001 * n) for n in range(50)])
    # Two seconds of pictures end less than a frame and a half ahead of the clock.
    assert backlog[-1] / TICKS_PER_S < 0.05 + JOIN_AHEAD_S + 0.01
    assert min(b - a for a, b in pairwise(backlog)) == 90


def test_after_a_pause_of_the_source_its_times_continue_at_now() -> None:
    assert outs(Timeline(), [(0, 0.0), (FRAME, 2.0)]) == [0, 2 * TICKS_PER_S]


def test_a_burst_after_a_network_pause_is_not_shown_late() -> None:
    timeline = Timeline()
    outs(timeline, [(n * FRAME, n * 0.04) for n in range(50)])
    burst = outs(timeline, [(n * FRAME, 4.0) for n in range(50, 100)])
    assert abs(burst[-1] / TICKS_PER_S - 4.0) <= AHEAD_S + 0.06


@given(st.lists(st.tuples(st.integers(1, 2_000_000), st.floats(0, 1)), min_size=2, max_size=200))
def test_written_times_always_grow_and_never_fall_behind(steps: list[tuple[int, float]]) -> None:
    timeline = Timeline()
    dts, now, last = 0, 0.0, -1
    for step, pause in steps:
        dts, now = dts + step, now + pause
        placed = timeline.place(dts, now)
        assert placed > last
        last = placed
        assert placed / TICKS_PER_S >= now - steps[0][1] - BEHIND_S - 0.001
