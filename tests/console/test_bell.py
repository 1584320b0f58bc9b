"""When an alarm sounds."""

from __future__ import annotations

from console.bell import Bell


def test_a_new_alarm_of_the_upper_priorities_sounds_once() -> None:
    bell = Bell()
    assert bell.ring({"a": 2}, current=True, now=0.0) == 2
    assert bell.ring({"a": 2}, current=True, now=100.0) == 0
    assert bell.ring({"a": 2, "b": 3, "c": 4}, current=True, now=200.0) == 0


def test_the_highest_priority_sounds_again_until_somebody_acknowledges_it() -> None:
    bell = Bell()
    rings = [second for second in range(40) if bell.ring({"a": 1}, current=True, now=float(second))]
    assert rings == [0, 15, 30]
    assert bell.ring({}, current=True, now=45.0) == 0


def test_what_came_during_a_break_is_one_tone_of_the_highest_among_them() -> None:
    bell = Bell()
    assert bell.ring({"a": 2}, current=True, now=0.0) == 2
    many = {"a": 2} | {f"m{number}": 2 for number in range(20)} | {"x": 1}
    assert bell.ring(many, current=False, now=50.0) == 0
    assert bell.ring(many, current=True, now=60.0) == 1
    assert [bell.ring(many, current=True, now=60.0 + second) for second in range(1, 15)] == [0] * 14


def test_alarms_close_together_share_a_tone() -> None:
    bell = Bell()
    assert bell.ring({"a": 2}, current=True, now=0.0) == 2
    assert bell.ring({"a": 2, "b": 1}, current=True, now=0.5) == 0
    assert bell.ring({"a": 2, "b": 1, "c": 2}, current=True, now=1.0) == 0
    assert bell.ring({"a": 2, "b": 1, "c": 2}, current=True, now=3.0) == 1


def test_an_alarm_that_is_raised_again_after_its_end_sounds_again() -> None:
    bell = Bell()
    bell.ring({"a": 2}, current=True, now=0.0)
    bell.ring({}, current=True, now=10.0)
    assert bell.ring({"a": 2}, current=True, now=20.0) == 2
