from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.faults import LayoutUnusable
from layouts.grid import Cell
from layouts.layout import Layout, LayoutTile, Place, cells, checked
from tests.layouts.strategies import layouts

ONE_AND_FIVE = Layout(
    columns=3,
    rows=3,
    tiles=(
        LayoutTile(1, Place(0, 0, 2, 2)),
        LayoutTile(2, Place(2, 0)),
        LayoutTile(3, Place(2, 1)),
        LayoutTile(4, Place(0, 2)),
        LayoutTile(5, Place(1, 2)),
        LayoutTile(6, Place(2, 2), alarm=True),
    ),
)


def test_a_large_tile_covers_the_gaps_between_its_cells_too() -> None:
    placed = cells(ONE_AND_FIVE, width=302, height=182, gap=1)
    assert placed[1] == Cell(0, 0, 201, 121)
    assert placed[2] == Cell(202, 0, 100, 60)
    assert placed[6] == Cell(202, 122, 100, 60)


def test_what_is_reserved_for_alarms_is_known() -> None:
    assert ONE_AND_FIVE.alarm_tiles == (6,)
    assert ONE_AND_FIVE.by_number[4].place == Place(0, 2)


@given(layout=layouts(), width=st.integers(400, 2000), height=st.integers(400, 2000))
def test_tiles_never_overlap_and_stay_within(layout: Layout, width: int, height: int) -> None:
    placed = list(cells(layout, width=width, height=height, gap=2).values())
    for index, one in enumerate(placed):
        assert min(one.x, one.y) >= 0
        assert (one.x + one.width <= width, one.y + one.height <= height) == (True, True)
        for other in placed[index + 1 :]:
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y


def test_tiles_come_in_the_order_of_their_numbers() -> None:
    tiles = [LayoutTile(9, Place(0, 0)), LayoutTile(2, Place(1, 0))]
    assert [tile.number for tile in checked(columns=2, rows=1, tiles=tiles).tiles] == [2, 9]


def test_what_overlaps_is_named() -> None:
    with pytest.raises(LayoutUnusable, match=r"Tiles 1 and 4 overlap\."):
        checked(columns=2, rows=1, tiles=[LayoutTile(4, Place(1, 0)), LayoutTile(1, Place(0, 0, 2, 1))])
