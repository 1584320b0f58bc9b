from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.edges import FINE, Edge, edge_line, furthest, resize, snapping
from layouts.editing import free_places, regrid, remove, simplest
from layouts.faults import LayoutUnusable
from layouts.layout import Layout, LayoutTile, Place, checked
from layouts.shapes import USUAL, usual
from tests.layouts.strategies import layouts


def _places(layout: Layout) -> list[Place]:
    return [tile.place for tile in layout.tiles]


def test_neighbours_along_an_edge_give_way() -> None:
    layout = regrid(usual("1+5"), columns=6, rows=6)
    moved = resize(layout, 1, edge=Edge.RIGHT, by=1)
    assert _places(moved) == [
        Place(0, 0, 5, 4),
        Place(5, 0, 1, 2),
        Place(5, 2, 1, 2),
        Place(0, 4, 2, 2),
        Place(2, 4, 2, 2),
        Place(4, 4, 2, 2),
    ]


def test_a_neighbour_that_reaches_further_takes_its_own_neighbours_along() -> None:
    layout = regrid(usual("1+5"), columns=6, rows=6)
    assert _places(resize(layout, 3, edge=Edge.LEFT, by=-2)) == [
        Place(0, 0, 2, 4),
        Place(2, 0, 4, 2),
        Place(2, 2, 4, 2),
        Place(0, 4, 2, 2),
        Place(2, 4, 2, 2),
        Place(4, 4, 2, 2),
    ]


def test_top_and_bottom_move_like_left_and_right() -> None:
    layout = regrid(usual("4"), columns=4, rows=4)
    assert (
        _places(resize(layout, 3, edge=Edge.TOP, by=-1))
        == _places(resize(layout, 1, edge=Edge.BOTTOM, by=-1))
        == [Place(0, 0, 2, 1), Place(2, 0, 2, 2), Place(0, 1, 2, 3), Place(2, 2, 2, 2)]
    )


def test_an_edge_goes_as_far_as_its_neighbours_can_give_way() -> None:
    layout = regrid(usual("4"), columns=8, rows=2)
    with pytest.raises(LayoutUnusable, match="no room"):
        resize(layout, 1, edge=Edge.RIGHT, by=4)
    assert furthest(layout, 1, edge=Edge.RIGHT, by=9) == resize(layout, 1, edge=Edge.RIGHT, by=3)
    assert furthest(layout, 1, edge=Edge.LEFT, by=-2) == layout


def test_into_empty_cells_a_tile_grows_alone() -> None:
    layout = remove(usual("9"), {2, 3})
    assert resize(layout, 1, edge=Edge.RIGHT, by=2).by_number[1].place == Place(0, 0, 3, 1)


@given(
    name=st.sampled_from(["4", "9", "1+5", "1+7", "1+12", "2+8"]),
    data=st.data(),
    edge=st.sampled_from(Edge),
    by=st.integers(-5, 5),
)
def test_a_wall_without_gaps_gets_none_but_at_its_rim(
    name: str, data: st.DataObject, edge: Edge, by: int
) -> None:
    plain = USUAL[name]
    layout = regrid(plain, columns=plain.columns * 3, rows=plain.rows * 3)
    number = data.draw(st.sampled_from(sorted(layout.by_number)))
    at = layout.by_number[number].place
    rim = {
        Edge.LEFT: at.column == 0,
        Edge.TOP: at.row == 0,
        Edge.RIGHT: at.right == layout.columns,
        Edge.BOTTOM: at.bottom == layout.rows,
    }[edge]
    moved = furthest(layout, number, edge=edge, by=by)
    assert bool(free_places(moved)) == (rim and moved != layout)
    assert len(moved.tiles) == len(layout.tiles)


def test_a_tile_that_is_not_there_has_no_edge() -> None:
    with pytest.raises(LayoutUnusable, match="no tile 9"):
        resize(usual("4"), 9, edge=Edge.TOP, by=1)


@given(layout=layouts(), data=st.data(), edge=st.sampled_from(Edge), by=st.integers(-70, 70))
def test_the_furthest_is_the_last_step_that_is_possible(
    layout: Layout, data: st.DataObject, edge: Edge, by: int
) -> None:
    if not layout.tiles:
        return
    number = data.draw(st.sampled_from(sorted(layout.by_number)))
    found, step = layout, 1 if by > 0 else -1
    for distance in range(step, by + step, step):
        try:
            found = resize(layout, number, edge=edge, by=distance)
        except LayoutUnusable:
            break
    assert furthest(layout, number, edge=edge, by=by) == found


@given(layout=layouts(most=64))
def test_a_fine_grid_is_fine_and_looks_the_same(layout: Layout) -> None:
    finer = snapping(layout).layout
    assert simplest(finer) == simplest(layout)
    assert min(finer.columns, finer.rows) >= 24


@pytest.mark.parametrize(
    ("columns", "grid", "across"),
    [(2, 24, 24), (4, 8, 8), (3, 8, 24), (4, 1, 4), (8, 12, 24), (5, 24, 25), (63, 64, 63)],
)
def test_a_grid_to_snap_to_is_found_where_there_can_be_one(columns: int, grid: int, across: int) -> None:
    layout = checked(columns=columns, rows=1, tiles=[LayoutTile(n + 1, Place(n, 0)) for n in range(columns)])
    steps = snapping(layout, columns=grid, rows=FINE)
    assert steps.layout.columns == across
    assert steps.across == (across // grid if across % grid == 0 else 1)
    assert (steps.layout.rows, steps.down) == (24, 1)


@pytest.mark.parametrize(("line", "right", "left"), [(0, 3, -3), (3, 3, -3), (4, 2, -1), (5, 1, -2)])
def test_an_edge_goes_to_the_next_step_and_to_the_nearest(line: int, right: int, left: int) -> None:
    steps = snapping(usual("9"), columns=8)
    assert (steps.layout.columns, steps.across) == (24, 3)
    assert steps.next(line, 1, across=True) == right
    assert steps.next(line, -1, across=True) == left
    assert line + steps.by(line, 7.4, across=True) == 6
    assert line + steps.by(line, 7.6, across=False) == 8


def test_each_edge_stands_at_a_line() -> None:
    place = Place(2, 3, 4, 5)
    lines = [edge_line(place, edge) for edge in (Edge.LEFT, Edge.RIGHT, Edge.TOP, Edge.BOTTOM)]
    assert lines == [2, 6, 3, 8]
