from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.steps import LEAST_DWELL_S, Position, position, resumed, started_for

_DWELLS = st.lists(st.floats(3.0, 60.0), min_size=1, max_size=9)
_TILES = st.integers(1, 4)


def _at(dwells: list[float], *, now: float, tiles: int = 1) -> Position:
    found = position(dwells, started_at=1000.0, now=now, tiles=tiles)
    assert found is not None
    return found


def test_steps_take_turns_each_for_its_own_dwell() -> None:
    dwells = [5.0, 10.0, 5.0]
    assert _at(dwells, now=1000.0) == Position((0,), (1,), 0, 3, 5.0)
    assert _at(dwells, now=1004.5) == Position((0,), (1,), 0, 3, 0.5)
    assert _at(dwells, now=1005.0) == Position((1,), (2,), 1, 3, 10.0)
    assert _at(dwells, now=1019.0) == Position((2,), (0,), 2, 3, 1.0)
    assert _at(dwells, now=1020.0) == Position((0,), (1,), 0, 3, 5.0)


def test_on_several_tiles_a_page_stands_as_long_as_its_longest_step_and_the_last_one_is_filled() -> None:
    dwells = [5.0, 10.0, 5.0]
    assert _at(dwells, now=1000.0, tiles=2) == Position((0, 1), (2, 0), 0, 2, 10.0)
    assert _at(dwells, now=1012.0, tiles=2) == Position((2, 0), (0, 1), 1, 2, 3.0)


def test_what_fits_on_the_tiles_stands_for_ever() -> None:
    assert _at([5.0, 5.0], now=1234.0, tiles=4) == Position((0, 1), (), 0, 1, None)


def test_no_steps_are_no_tour() -> None:
    assert position([], started_at=0.0, now=1.0) is None


def test_a_resting_tour_stays_where_it_is_and_goes_on_from_there() -> None:
    dwells = [5.0, 5.0]
    resting = position(dwells, started_at=1000.0, now=9000.0, paused_at=1007.0)
    assert resting == Position((1,), (0,), 1, 2, None)
    anew = resumed(started_at=1000.0, paused_at=1007.0, now=9000.0)
    again = position(dwells, started_at=anew, now=9000.0)
    assert again == Position((1,), (0,), 1, 2, 3.0)


def test_before_its_start_the_first_step_stands() -> None:
    assert _at([5.0, 5.0], now=900.0).steps == (0,)


def test_nothing_goes_by_faster_than_one_can_look() -> None:
    assert _at([0.0, 0.0], now=1000.0).left_s == LEAST_DWELL_S


@given(dwells=_DWELLS, tiles=_TILES, passed=st.floats(0.0, 10_000_000.0))
def test_the_following_page_is_what_comes_when_the_time_is_up(
    dwells: list[float], tiles: int, passed: float
) -> None:
    here = _at(dwells, now=1000.0 + passed, tiles=tiles)
    if here.left_s is None:
        assert here.pages == 1
        return
    assert here.left_s > 0.0
    after = _at(dwells, now=1000.0 + passed + here.left_s + 1e-3, tiles=tiles)
    assert after.steps == here.following
    assert len(here.steps) == min(tiles, len(dwells))


@given(dwells=_DWELLS, tiles=_TILES, page=st.integers(-20, 20))
def test_a_page_is_reached_by_hand(dwells: list[float], tiles: int, page: int) -> None:
    started = started_for(dwells, page=page, now=500.0, tiles=tiles)
    here = position(dwells, started_at=started, now=500.0 + 1e-6, tiles=tiles)
    assert here is not None
    assert here.page == page % here.pages


def test_without_steps_a_tour_begins_now() -> None:
    assert started_for([], page=2, now=7.0) == pytest.approx(7.0)
