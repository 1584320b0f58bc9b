from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.video.timeline import FIXED_S, PER_MEGAPIXEL_S, SQUEEZED_STEP_S, Timeline
from console.video.unit import TICKS_PER_S, StreamInfo, Unit

SMALL = StreamInfo("h264", 640, 360)
LARGE = StreamInfo("h264", 1920, 1080)
FRAME_S = 0.04
NEEDED_S = FIXED_S + PER_MEGAPIXEL_S * 0.2304


def unit(due: float, at: float) -> Unit:
    return Unit(b"", round(due * TICKS_PER_S), 0, at, True)


def test_a_live_stream_keeps_its_steps() -> None:
    timeline = Timeline(SMALL)
    shown = [timeline.place(unit(n * FRAME_S, 7 + n * FRAME_S), 7 + n * FRAME_S) for n in range(500)]
    assert all(abs(b - a - FRAME_S) < 0.001 for a, b in pairwise(shown))
    assert abs(shown[-1] - (7 + 499 * FRAME_S + NEEDED_S)) < 0.001
    assert abs(timeline.held_s - NEEDED_S) < 0.001


def test_a_backlog_is_squeezed_to_steps_of_one_millisecond() -> None:
    timeline = Timeline(SMALL)
    # From the ring: these came in their own time, but are written at once.
    shown = [timeline.place(unit(n * FRAME_S, 5 + n * FRAME_S), 7.0 + n * 0.0001) for n in range(50)]
    assert shown[0] >= 7 + NEEDED_S
    assert all(abs(b - a - SQUEEZED_STEP_S) < 1e-6 for a, b in pairwise(shown))
    # The picture that came last is not held back further.
    later = timeline.place(unit(50 * FRAME_S, 7.02), 7.02)
    assert later - 7.02 < 0.06


def test_after_a_pause_of_the_source_its_pictures_are_shown_at_once() -> None:
    timeline = Timeline(SMALL)
    timeline.place(unit(0, 7), 7)
    assert timeline.place(unit(FRAME_S, 9), 9) - 9 < NEEDED_S + 1e-6


def test_large_pictures_are_given_time_to_be_decoded() -> None:
    timeline = Timeline(LARGE)
    assert timeline.place(unit(0, 7), 7) - 7 > 0.03


def test_a_replayed_picture_is_shown_when_those_before_it_are_decoded() -> None:
    timeline = Timeline(LARGE)
    burst = [timeline.show(7.0 + n * 0.001) for n in range(25)]
    assert burst[-1] - 7 > 25 * PER_MEGAPIXEL_S
    alone = timeline.show(20.0)
    assert alone - 20 < 0.03


def test_back_from_a_replay_time_does_not_go_back() -> None:
    timeline = Timeline(LARGE)
    burst = [timeline.show(7.0) for n in range(25)]
    timeline.restart()
    assert timeline.place(unit(0, 7.01), 7.01) > burst[-1]


@given(st.lists(st.tuples(st.integers(1, 2_000_000), st.floats(0, 1)), min_size=2, max_size=200))
def test_moments_always_grow_and_are_never_too_early(steps: list[tuple[int, float]]) -> None:
    timeline = Timeline(SMALL)
    dts, now, last = 0, 7.0, 0.0
    for step, pause in steps:
        dts, now = dts + step, now + pause
        moment = timeline.place(Unit(b"", dts, 0, now, True), now)
        assert moment > last
        assert moment >= now + FIXED_S
        last = moment
