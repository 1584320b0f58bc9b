from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.video.timeline import AHEAD_S, BEHIND_S, JOIN_AHEAD_S, RECORDING_S, Placement, Timeline

TICKS = 90_000.0
FRAME = 3_600  # 40 ms


def outs(timeline: Timeline, packets: list[tuple[int, float]]) -> list[int]:
    places = [timeline.place(dts, now) for dts, now in packets]
    return [place.dts for place in places if place is not None]


def test_a_live_stream_keeps_its_steps() -> None:
    timeline = Timeline(ticks_per_s=TICKS)
    assert outs(timeline, [(1_000_000 + n * FRAME, 7 + n * 0.04) for n in range(100)]) == [
        n * FRAME for n in range(100)
    ]


def test_a_packet_whose_time_does_not_grow_is_left_out() -> None:
    timeline = Timeline(ticks_per_s=TICKS)
    assert timeline.place(FRAME, 0.0) == Placement(0, 0.0)
    assert timeline.place(FRAME, 0.04) is None
    assert timeline.place(0, 0.04) is None
    assert timeline.place(2 * FRAME, 0.04) == Placement(FRAME, 0.0)


def test_a_joining_backlog_is_squeezed_to_steps_of_one_millisecond() -> None:
    timeline = Timeline(ticks_per_s=TICKS)
    backlog = outs(timeline, [(n * FRAME, 0.001 * n) for n in range(50)])
    # Two seconds of pictures end less than a frame and a half ahead of the clock.
    assert backlog[-1] / TICKS < 0.05 + JOIN_AHEAD_S + 0.01
    assert min(b - a for a, b in pairwise(backlog)) == 90


def test_after_a_pause_of_the_source_its_times_continue_at_now() -> None:
    timeline = Timeline(ticks_per_s=TICKS)
    timeline.place(0, 0.0)
    place = timeline.place(FRAME, 2.0)
    assert place is not None
    assert place.dts == 2 * TICKS


def test_a_burst_after_a_network_pause_is_not_shown_late() -> None:
    timeline = Timeline(ticks_per_s=TICKS)
    outs(timeline, [(n * FRAME, n * 0.04) for n in range(50)])
    burst = outs(timeline, [(n * FRAME, 4.0) for n in range(50, 100)])
    assert abs(burst[-1] / TICKS - 4.0) <= AHEAD_S + 0.06


def test_a_new_clock_of_the_source_is_one_usual_step() -> None:
    timeline = Timeline(ticks_per_s=TICKS)
    timeline.place(900_000_000, 0.0)
    assert timeline.place(0, 0.04) == Placement(FRAME, 0.0)
    assert timeline.place(FRAME, 0.08) == Placement(2 * FRAME, 0.0)


def test_a_paced_source_is_held_back_until_due() -> None:
    timeline = Timeline(ticks_per_s=TICKS, paced=True)
    timeline.place(0, 0.0)
    place = timeline.place(25 * FRAME, 0.1)
    assert place is not None
    assert place.dts == 25 * FRAME
    assert round(place.wait_s, 3) == 0.9


def test_a_recording_sent_at_once_is_paced_in_the_end() -> None:
    timeline = Timeline(ticks_per_s=TICKS)
    outs(timeline, [(n * FRAME, 0.0) for n in range(int(RECORDING_S * 25) + 30)])
    assert timeline.paced


@given(
    st.lists(st.tuples(st.integers(-200_000, 2_000_000), st.floats(0, 1)), min_size=2, max_size=200),
    st.booleans(),
)
def test_written_times_always_grow_and_never_fall_behind(steps: list[tuple[int, float]], paced: bool) -> None:
    timeline = Timeline(ticks_per_s=TICKS, paced=paced)
    dts, now, last = 0, 0.0, -1
    for step, pause in steps:
        dts, now = dts + step, now + pause
        place = timeline.place(dts, now)
        if place is not None:
            assert place.dts > last
            assert place.wait_s >= 0
            last = place.dts
            first_now = steps[0][1]
            assert place.dts / TICKS >= now - first_now - BEHIND_S - 0.001
