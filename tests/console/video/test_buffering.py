from __future__ import annotations

import functools
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.video.buffering import (
    BUSY_FROM,
    BUSY_MOST_S,
    CEILING_S,
    MARGIN_S,
    MEMORY_S,
    START_S,
    STRAIN_KEPT_S,
    STRAIN_MOST_S,
    STRAIN_STEP_S,
    Buffering,
)
from console.video.unit import TICKS_PER_S

FLOOR_S = 0.015
FRAME_S = 0.04


class Stream:
    """A camera of 25 pictures a second behind a network; `late_s(number)` says how late a picture comes."""

    def __init__(self) -> None:
        self.buffering = Buffering(floor_s=FLOOR_S)
        self.number = 0
        self.shown: list[float] = []

    def run(self, seconds: float, late_s: Callable[[int], float] = lambda _number: 0.0) -> list[float]:
        """Lets time pass; gives how much too late for its moment each picture came (negative: in time)."""
        missed = []
        for _ in range(round(seconds / FRAME_S)):
            due = self.number * FRAME_S
            at = 100.0 + due + late_s(self.number)
            moment = self.buffering.moment(round(due * TICKS_PER_S), at)
            self.shown.append(moment)
            missed.append(at + FLOOR_S - moment)
            self.number += 1
        return missed

    def held(self, seconds: float) -> bool:
        """Whether so much is held back now."""
        return abs(self.buffering.held_s - seconds) < 1e-6


def in_time(missed: list[float]) -> bool:
    return max(missed) <= 1e-6


def test_on_a_quiet_network_it_sinks_to_what_the_player_needs() -> None:
    stream = Stream()
    stream.run(0.2)
    assert START_S - 0.01 < stream.buffering.held_s <= START_S
    assert in_time(stream.run(5))
    assert stream.held(FLOOR_S)


def test_late_pictures_raise_it_at_once_and_then_none_is_late() -> None:
    stream = Stream()
    stream.run(10)

    def jitter(number: int) -> float:
        return 0.15 if number % 7 == 0 else 0.0

    # The first of them is waited for, so even that is not lost: the picture stands still for a moment, once.
    assert in_time(stream.run(60, jitter))
    assert stream.held(FLOOR_S + 0.15 + MARGIN_S)
    steps = [b - a for a, b in pairwise(stream.shown[250:])]
    assert sum(step > 0.05 for step in steps) == 1


def test_it_comes_down_again_when_the_network_is_quiet() -> None:
    stream = Stream()
    stream.run(10)
    stream.run(10, lambda number: 0.3 * (number % 5 == 0))
    raised = stream.buffering.held_s
    stream.run(MEMORY_S - 6)
    assert stream.held(raised)
    assert in_time(stream.run(40))
    assert stream.held(FLOOR_S)
    # No picture is shown before the one that it follows, and none hurries visibly.
    steps = [b - a for a, b in pairwise(stream.shown[-1_000:])]
    assert min(steps) > 0.97 * FRAME_S


def test_a_break_raises_nothing() -> None:
    stream = Stream()
    stream.run(10)
    began = stream.number
    # Nothing for three seconds, then all of it at once.
    stream.run(4, lambda number: max(0.0, 3.0 - (number - began) * FRAME_S))
    stream.run(1)
    assert stream.held(FLOOR_S)


def test_a_network_that_became_slower_for_good_is_followed_without_a_jump() -> None:
    stream = Stream()
    stream.run(10)
    stream.run(2, lambda _number: 0.1)
    missed = stream.run(3 * MEMORY_S, lambda _number: 0.1)
    assert in_time(missed)
    assert stream.held(FLOOR_S)
    steps = [b - a for a, b in pairwise(stream.shown[300:])]
    assert min(steps) > 0.97 * FRAME_S
    assert max(steps) < 1.03 * FRAME_S


def constant(late: float, _number: int) -> float:
    return late


def drifting(drift: float, number: int) -> float:
    return 1.0 + number * FRAME_S * drift


def test_a_camera_s_clock_that_is_wrong_is_followed() -> None:
    for drift in (1e-4, -1e-4):
        stream = Stream()
        assert in_time(stream.run(600, functools.partial(drifting, drift)))
        assert stream.buffering.held_s < FLOOR_S + 0.012


def test_a_joining_backlog_is_no_jitter() -> None:
    stream = Stream()
    stream.run(2, lambda number: 2.0 - number * FRAME_S)
    stream.run(4)
    assert stream.held(FLOOR_S)


def test_a_busy_player_raises_it_too_and_is_forgotten_in_time() -> None:
    stream = Stream()
    stream.run(10)
    for _ in range(3):
        stream.buffering.strained(110.0)
    stream.run(1)
    assert stream.held(FLOOR_S + 3 * STRAIN_STEP_S)
    for _ in range(100):
        stream.buffering.strained(111.0)
    stream.run(1)
    assert stream.held(FLOOR_S + STRAIN_MOST_S)
    stream.run(8 * STRAIN_KEPT_S)
    assert stream.held(FLOOR_S)


def test_a_busy_machine_is_given_time_before_a_picture_is_late() -> None:
    stream = Stream()
    stream.run(10)
    for part, more_s in ((0.3, 0.0), (BUSY_FROM, 0.0), (0.7, BUSY_MOST_S / 2), (1.0, BUSY_MOST_S)):
        stream.buffering.busy(part)
        stream.run(1)
        assert stream.held(FLOOR_S + more_s)
    stream.buffering.busy(0.2)
    stream.run(5)
    assert stream.held(FLOOR_S)


def test_after_a_restart_the_network_s_past_is_forgotten_but_not_the_player_s() -> None:
    stream = Stream()
    stream.run(10)
    stream.run(5, lambda number: 0.5 * (number % 5 == 0))
    stream.buffering.strained(115.0)
    stream.buffering.restart()
    stream.run(6)
    assert stream.held(FLOOR_S + STRAIN_STEP_S)


@given(st.lists(st.floats(0, 5), min_size=1, max_size=300))
def test_it_never_holds_less_than_needed_nor_more_than_allowed(lateness: list[float]) -> None:
    stream = Stream()
    for late in lateness:
        stream.run(FRAME_S, functools.partial(constant, late))
        held = stream.buffering.held_s
        assert FLOOR_S - 1e-9 <= held <= FLOOR_S + 2 * CEILING_S + 1e-9
