from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from console.video.replay import LookBack, joined
from console.video.ring import KEPT_S
from console.video.unit import Unit

FRAME = 3_600


def units(first: int, end: int, *, size: int = 100) -> list[Unit]:
    """25 pictures a second, numbered, a key frame every 10th."""
    return [Unit(bytes(size), FRAME * n, 0, 0.04 * n, n % 10 == 0) for n in range(first, end)]


def number(unit: Unit | None) -> int:
    assert unit is not None
    return unit.dts // FRAME


def look_back(pictures: int = 100, *, max_bytes: int = 1_000_000) -> LookBack:
    return LookBack(units=units(0, pictures), end=pictures, max_bytes=max_bytes)


def test_it_begins_where_it_is_told_led_by_the_key_frame_before() -> None:
    replay = look_back()
    shown = replay.seek(2.0, 4.0)
    assert number(shown.unit) == 50
    assert shown.lead == []
    shown = replay.seek(2.18, 4.0)
    assert number(shown.unit) == 54
    assert [number(each) for each in shown.lead] == [50, 51, 52, 53]
    assert replay.to_shown == [*shown.lead, shown.unit]


def test_it_goes_no_further_back_than_is_held() -> None:
    replay = look_back()
    assert number(replay.seek(-60.0, 4.0).unit) == 0
    assert replay.oldest_at == 0.0


@pytest.mark.parametrize(("rate", "step_s"), [(1.0, 0.04), (0.5, 0.08), (0.25, 0.16)])
def test_pictures_come_in_their_own_time_at_any_rate(rate: float, step_s: float) -> None:
    replay = look_back()
    replay.seek(2.0, 100.0)
    replay.set_rate(rate, 100.0)
    assert replay.wait_s(100.0) == pytest.approx(step_s)
    assert replay.go_on(100.0 + step_s - 0.001) is None
    assert number(replay.go_on(100.0 + step_s)) == 51
    # A little late: the next is due when it would have been.
    assert number(replay.go_on(100.0 + 2 * step_s + 0.01)) == 52
    assert replay.wait_s(100.0 + 2 * step_s + 0.01) == pytest.approx(step_s - 0.01)


def test_standing_still_waits_for_nothing() -> None:
    replay = look_back()
    replay.seek(2.0, 4.0)
    replay.set_rate(0.0, 4.0)
    assert replay.wait_s(5.0) is None
    assert replay.go_on(60.0) is None
    assert number(replay.unit) == 50


def test_a_step_further_is_one_picture_and_a_step_back_is_led_to() -> None:
    replay = look_back()
    replay.seek(2.0, 4.0)
    shown = replay.step(1, 4.0)
    assert shown is not None
    assert (number(shown.unit), shown.lead) == (51, [])
    shown = replay.step(-1, 4.0)
    assert shown is not None
    assert (number(shown.unit), shown.lead) == (50, [])
    shown = replay.step(-1, 4.0)
    assert shown is not None
    assert number(shown.unit) == 49
    assert [number(each) for each in shown.lead] == list(range(40, 49))
    assert replay.rate == 0.0
    replay.seek(-1.0, 4.0)
    assert replay.step(-1, 4.0) is None


def test_it_goes_on_into_what_was_read_meanwhile() -> None:
    replay = look_back(3)
    replay.seek(10.0, 4.0)
    assert replay.wait_s(4.0) is None
    replay.extend(units(3, 5), 5)
    assert replay.go_on(4.0) is None
    assert number(replay.go_on(4.04)) == 3
    assert replay.end == 5


def test_what_does_not_follow_is_left_out() -> None:
    replay = look_back(3)
    replay.extend(units(10, 12), 12)
    assert replay.end == 3


def test_its_memory_is_bounded_and_what_is_looked_at_stays() -> None:
    replay = look_back(100, max_bytes=10_000)
    replay.seek(2.0, 4.0)
    for end in range(101, 400):
        replay.extend(units(end - 1, end), end)
    assert number(replay.unit) == 50
    assert (replay.first, replay.end) == (50, 150)
    assert replay.held_beyond(60) == 1_000
    assert replay.held_beyond(0) == 0


def test_there_is_no_look_back_at_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        LookBack(units=[], end=0, max_bytes=1)


def moved(pictures: list[Unit], *, seconds: float, ticks: int) -> list[Unit]:
    """The same, so much later, in another stream's time."""
    return [replace(unit, at=unit.at + seconds, dts=unit.dts + ticks) for unit in pictures]


def test_two_streams_of_a_camera_are_joined_where_the_second_begins() -> None:
    former, later = units(0, 60), moved(units(0, 50), seconds=1.8, ticks=-999_000)
    whole = joined(former, later)
    assert whole[-50:] == later, "what is read goes on in its own time"
    assert [unit.at for unit in whole[:-50]] == [unit.at for unit in former[:45]]
    steps = {after.dts - before.dts for before, after in pairwise(whole)}
    assert steps == {FRAME}
    back = LookBack(units=whole, end=50, max_bytes=1_000_000)
    assert back.seek(0.5, 3.8).unit.at == pytest.approx(0.48)
    assert back.held_beyond(0) == 45 * 100


def test_what_a_ring_would_not_keep_is_not_joined() -> None:
    former = units(0, 60)
    assert joined(former, moved(former, seconds=120.0, ticks=0))[0].at == 120.0
    partly = joined(former, moved(former, seconds=KEPT_S - 1.0, ticks=0))
    assert partly[0].key
    assert partly[0].at == pytest.approx(1.6)
    assert joined([], former) == former
    assert joined(former, []) == former
