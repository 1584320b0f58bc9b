from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.wall.zooming import LEAST, WHOLE, Part, panned, zoomed


def test_what_is_under_the_mouse_stays_there() -> None:
    part = zoomed(WHOLE, 2.0, x=0.25, y=0.75)
    assert (part.left, part.top, part.size) == (0.125, 0.375, 0.5)
    # A quarter of the way across half the picture from an eighth on: a quarter of the picture.
    assert part.left + 0.25 * part.size == 0.25


def test_there_is_an_end_to_going_closer_and_away() -> None:
    assert zoomed(WHOLE, 1_000.0).size == LEAST
    assert zoomed(zoomed(WHOLE, 1.25), 1 / 1.25) == WHOLE
    assert zoomed(WHOLE, 0.1) == WHOLE
    assert WHOLE.is_whole


def test_a_close_picture_is_drawn_along_as_far_as_it_goes() -> None:
    part = Part(0.25, 0.25, 0.5)
    drawn = panned(part, x=0.1, y=-0.1)
    assert (drawn.left, drawn.top) == pytest.approx((0.2, 0.3))
    assert panned(part, x=9.0, y=-9.0) == Part(0.0, 0.5, 0.5)
    assert panned(WHOLE, x=0.5, y=0.5) == WHOLE


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(0, 1), st.floats(0, 1)), max_size=30))
def test_the_part_is_always_inside_the_picture(steps: list[tuple[float, float, float]]) -> None:
    part = WHOLE
    for factor, x, y in steps:
        part = panned(zoomed(part, factor, x=x, y=y), x=x - 0.5, y=y - 0.5)
        assert 0 <= part.left <= 1 - part.size + 1e-9
        assert 0 <= part.top <= 1 - part.size + 1e-9
        assert LEAST <= part.size <= 1
