from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.video.source_clock import RECORDING_S, Moment, SourceClock

TICKS = 90_000.0
FRAME = 3_600  # 40 ms


def test_a_source_s_steps_are_kept_from_zero_on_in_our_own_ticks() -> None:
    clock = SourceClock(ticks_per_s=1_000)
    places = [clock.place(5_000 + 40 * n, 7 + 0.04 * n) for n in range(3)]
    assert places == [Moment(0, 0.0), Moment(FRAME, 0.0), Moment(2 * FRAME, 0.0)]
    assert clock.ticks(80) == 2 * FRAME


def test_a_packet_whose_time_does_not_grow_is_left_out() -> None:
    clock = SourceClock(ticks_per_s=TICKS)
    assert clock.place(FRAME, 0.0) == Moment(0, 0.0)
    assert clock.place(FRAME, 0.04) is None
    assert clock.place(0, 0.04) is None
    assert clock.place(2 * FRAME, 0.04) == Moment(FRAME, 0.0)


def test_a_new_clock_of_the_source_is_one_usual_step() -> None:
    clock = SourceClock(ticks_per_s=TICKS)
    clock.place(900_000_000, 0.0)
    assert clock.place(0, 0.04) == Moment(FRAME, 0.0)
    assert clock.place(FRAME, 0.08) == Moment(2 * FRAME, 0.0)
    # What stands at 2 frames is the source's second frame.
    assert clock.began_s == pytest.approx(-FRAME / TICKS)


def test_an_encoder_that_begins_anew_goes_on_and_a_picture_out_of_its_order_is_left_out() -> None:
    clock = SourceClock(ticks_per_s=TICKS)
    places = [clock.place(n * FRAME, n * 0.04) for n in (*range(100), 80, 100, 0, 1)]
    assert places[100] is None
    assert [place.dts // FRAME for place in places[101:] if place is not None] == [100, 101, 102]


def test_a_paced_source_is_held_back_until_due() -> None:
    clock = SourceClock(ticks_per_s=TICKS, paced=True)
    clock.place(0, 0.0)
    place = clock.place(25 * FRAME, 0.1)
    assert place is not None
    assert place.dts == 25 * FRAME
    assert round(place.wait_s, 3) == 0.9


def test_a_paced_source_that_was_late_does_not_hurry_afterwards() -> None:
    clock = SourceClock(ticks_per_s=TICKS, paced=True)
    clock.place(0, 0.0)
    clock.place(FRAME, 5.0)
    place = clock.place(26 * FRAME, 5.0)
    assert place is not None
    assert round(place.wait_s, 3) == 1.0


def test_a_recording_sent_at_once_is_paced_in_the_end() -> None:
    clock = SourceClock(ticks_per_s=TICKS)
    places = [clock.place(n * FRAME, 0.0) for n in range(int(RECORDING_S * 25) + 30)]
    assert clock.paced
    waits = [place.wait_s for place in places if place is not None]
    assert max(waits[: int(RECORDING_S * 25)]) == 0
    assert 0.5 < waits[-1] < 2


@given(
    st.lists(st.tuples(st.integers(-200_000, 2_000_000), st.floats(0, 1)), min_size=2, max_size=200),
    st.booleans(),
)
def test_times_always_grow_and_waits_are_never_negative(steps: list[tuple[int, float]], paced: bool) -> None:
    clock = SourceClock(ticks_per_s=TICKS, paced=paced)
    dts, now, last = 0, 0.0, -1
    for step, pause in steps:
        dts, now = dts + step, now + pause
        place = clock.place(dts, now)
        if place is not None:
            assert place.dts > last
            assert place.wait_s >= 0
            last = place.dts


def test_a_recording_can_be_shown_faster_and_keeps_its_own_time() -> None:
    clock = SourceClock(ticks_per_s=TICKS, paced=True, rate=4.0)
    begin = 1_000 * int(TICKS)
    assert clock.place(begin, 0.0) == Moment(0, 0.0)
    moment = clock.place(begin + FRAME, 0.0)
    assert moment is not None
    assert moment.dts == FRAME // 4
    assert moment.wait_s == pytest.approx(FRAME / 4 / TICKS)
    assert clock.source_s(FRAME // 4) == pytest.approx(1_000 + FRAME / TICKS)
    # A gap is one by the source's time, however fast it is shown.
    after = clock.place(begin + 11 * int(TICKS), 0.0)
    assert after is not None
    assert after.dts < TICKS
    assert clock.source_s(after.dts) == pytest.approx(1_011)
