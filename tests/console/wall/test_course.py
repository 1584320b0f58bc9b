"""A figure's course is a value a minute, and the change over them."""

from __future__ import annotations

from console.wall.course import MOST, STEP_S, Course


def course(*noted: tuple[float, float]) -> Course:
    made = Course()
    for minute, value in noted:
        made.note(value, minute * STEP_S)
    return made


def test_nothing_noted_is_no_course() -> None:
    made = course()
    assert (len(made.values), made.change, made.minutes) == (0, 0.0, 0)


def test_within_a_minute_the_last_value_counts() -> None:
    made = course((10.0, 3), (10.2, 7), (11.0, 5))
    assert list(made.values) == [7, 5]
    assert (made.change, made.minutes) == (-2, 1)


def test_minutes_without_news_keep_the_last_value() -> None:
    assert course((10, 3), (13, 8)).values == (3, 3, 3, 8)


def test_two_hours_are_kept_however_long_the_silence() -> None:
    made = course((0, 1), (5 * MOST, 9))
    assert len(made.values) == MOST
    assert (set(made.values[:-1]), made.values[-1]) == ({1}, 9)


def test_a_clock_that_was_set_back_changes_the_last_value_alone() -> None:
    made = course((10, 3), (8, 4), (11, 5))
    assert made.values == (4, 5)
