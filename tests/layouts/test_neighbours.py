from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.editing import merge
from layouts.layout import Layout
from layouts.neighbours import rectangle, towards
from layouts.shapes import usual
from tests.layouts.strategies import layouts

# 1 1 2
# 1 1 3
# 4 5 6
_ONE_AND_FIVE = usual("1+5")


@pytest.mark.parametrize(
    ("number", "dx", "dy", "target"),
    [(1, 1, 0, 2), (3, -1, 0, 1), (1, 0, 1, 4), (5, 0, -1, 1), (6, 0, -1, 3), (2, 1, 0, 2), (4, -1, 0, 4)],
)
def test_arrows_lead_to_what_lies_beside(number: int, dx: int, dy: int, target: int) -> None:
    assert towards(_ONE_AND_FIVE, number, dx=dx, dy=dy) == target


def test_a_rectangle_grows_until_it_cuts_no_tile() -> None:
    assert rectangle(_ONE_AND_FIVE, 2, 3) == {2, 3}
    assert rectangle(_ONE_AND_FIVE, 3, 5) == {1, 2, 3, 4, 5, 6}
    assert rectangle(_ONE_AND_FIVE, 4, 4) == {4}


@given(layout=layouts(), data=st.data())
def test_a_rectangle_can_always_be_merged(layout: Layout, data: st.DataObject) -> None:
    if layout.tiles:
        numbers = st.sampled_from(sorted(layout.by_number))
        one, other = data.draw(numbers), data.draw(numbers)
        merged = merge(layout, rectangle(layout, one, other), keep=one)
        assert one in merged.by_number


@given(layout=layouts(), data=st.data())
def test_every_tile_can_be_reached_and_none_leads_outside(layout: Layout, data: st.DataObject) -> None:
    if not layout.tiles:
        return
    reached = {layout.tiles[0].number}
    ahead = list(reached)
    while ahead:
        number = ahead.pop()
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            target = towards(layout, number, dx=dx, dy=dy)
            if target not in reached:
                reached.add(target)
                ahead.append(target)
    assert reached == set(layout.by_number)
