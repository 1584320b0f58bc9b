from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts import editing
from layouts.faults import Fault, LayoutUnusable
from layouts.layout import MOST_CELLS, Layout, LayoutTile, Place, checked, covered
from layouts.shapes import usual
from tests.layouts.changes import CHANGES, Change
from tests.layouts.strategies import layouts


def _refused(fault: Fault) -> pytest.RaisesExc[LayoutUnusable]:
    return pytest.RaisesExc(LayoutUnusable, check=lambda why: why.fault is fault)


def test_a_tile_is_split_where_its_cells_suffice_and_the_others_stay() -> None:
    layout = editing.split(usual("1+5"), 1, columns=2, rows=2)
    assert (layout.columns, layout.rows) == (3, 3)
    assert [layout.by_number[n].place for n in (1, 7, 8, 9)] == [
        Place(0, 0),
        Place(1, 0),
        Place(0, 1),
        Place(1, 1),
    ]


def test_otherwise_the_grid_gets_finer() -> None:
    layout = editing.split(usual("1+5"), 6, columns=2, rows=1)
    assert (layout.columns, layout.rows) == (6, 3)
    assert layout.by_number[1].place == Place(0, 0, 4, 2)
    assert layout.by_number[7].place == Place(5, 2)


def test_what_was_split_finer_before_does_not_stand_in_the_way() -> None:
    layout = usual("1")
    for parts in (2, 3, 5, 7, 4, 6, 64):
        layout = editing.split(layout, 1, columns=parts, rows=1)
        layout = editing.merge(layout, range(1, parts + 1))
        assert len(layout.tiles) == 1


def test_a_split_that_needs_too_fine_a_grid_is_refused() -> None:
    layout = editing.split(usual("1"), 1, columns=7, rows=1)
    layout = editing.split(layout, 1, columns=9, rows=1)
    with _refused(Fault.TOO_FINE):
        editing.split(layout, 2, columns=2, rows=1)


@given(layout=layouts(), data=st.data(), columns=st.integers(1, 4), rows=st.integers(1, 4))
def test_splitting_and_merging_gives_the_same_back(
    layout: Layout, data: st.DataObject, columns: int, rows: int
) -> None:
    if not layout.tiles:
        return
    number = data.draw(st.sampled_from(sorted(layout.by_number)))
    split = editing.split(layout, number, columns=columns, rows=rows)
    new = set(split.by_number) - set(layout.by_number)
    assert len(new) == columns * rows - 1
    again = editing.merge(split, {number, *new})
    assert editing.simplest(again) == editing.simplest(layout)


def test_only_what_makes_a_rectangle_is_merged() -> None:
    layout = usual("9")
    assert editing.merge(layout, {1, 2, 4, 5}).by_number[1].place == Place(0, 0, 2, 2)
    with pytest.raises(LayoutUnusable, match="tile 4 stands in between"):
        editing.merge(layout, {1, 2, 5})
    with _refused(Fault.NO_ROOM):
        editing.merge(layout, ())


def test_a_merged_tile_keeps_what_it_is_told_and_takes_the_empty_cells() -> None:
    layout = editing.reserve(editing.remove(usual("4"), {2}), {4}, alarm=True)
    assert editing.merge(layout, {1, 3, 4}, keep=4).tiles == (LayoutTile(4, Place(0, 0, 2, 2), alarm=True),)


def test_a_tile_is_moved_where_it_is_free_and_nowhere_else() -> None:
    layout = editing.remove(usual("4"), {4})
    assert editing.move(layout, 1, column=1, row=1).by_number[1].place == Place(1, 1)
    with _refused(Fault.OVERLAP):
        editing.move(layout, 1, column=1, row=0)
    with _refused(Fault.OUTSIDE):
        editing.move(layout, 1, column=2, row=0)


def test_two_tiles_change_places() -> None:
    layout = editing.swap(usual("1+5"), 1, 6)
    assert (layout.by_number[6].place, layout.by_number[1].place) == (Place(0, 0, 2, 2), Place(2, 2))
    assert editing.swap(layout, 1, 1) == layout


def test_a_number_is_given_and_the_one_who_had_it_gets_the_other() -> None:
    layout = usual("4")
    assert editing.renumber(layout, 1, 3) == editing.swap(layout, 1, 3)
    assert editing.renumber(layout, 1, 100).by_number[100].place == Place(0, 0)
    assert editing.renumber(layout, 2, 2) == layout
    with _refused(Fault.NUMBER):
        editing.renumber(layout, 1, 1000)


def test_tiles_are_numbered_as_one_reads() -> None:
    layout = editing.swap(usual("4"), 1, 4)
    numbers = editing.in_reading_order(layout)
    assert numbers == {4: 1, 2: 2, 3: 3, 1: 4}
    assert editing.renumbered(layout, numbers) == usual("4")


def test_what_was_removed_is_a_free_place_and_can_be_added_again() -> None:
    layout = editing.remove(usual("1+5"), {2, 3, 6})
    assert editing.free_places(layout) == (Place(2, 0, 1, 3),)
    added = editing.add(layout, Place(2, 0, 1, 3))
    assert added.by_number[2].place == Place(2, 0, 1, 3)
    assert editing.free_places(added) == ()


@pytest.mark.parametrize("change", [lambda at: editing.remove(at, {9}), lambda at: editing.swap(at, 1, 9)])
def test_a_tile_that_is_not_there_is_named(change: Change) -> None:
    with pytest.raises(LayoutUnusable, match=r"There is no tile 9\."):
        change(usual("4"))


def test_a_grid_gets_finer_and_coarser_as_long_as_the_edges_fall_on_it() -> None:
    finer = editing.regrid(usual("1+5"), columns=12, rows=6)
    assert finer.by_number[1].place == Place(0, 0, 8, 4)
    assert editing.regrid(finer, columns=3, rows=3) == usual("1+5") == editing.simplest(finer)
    with _refused(Fault.NOT_DIVISIBLE):
        editing.regrid(usual("1+5"), columns=4, rows=3)
    with _refused(Fault.GRID):
        editing.regrid(usual("4"), columns=MOST_CELLS + 1, rows=2)


def test_a_rectangle_grows_until_it_cuts_no_tile() -> None:
    # 1 1 2
    # 1 1 3
    # 4 5 6
    assert editing.rectangle(usual("1+5"), 2, 3) == {2, 3}
    assert editing.rectangle(usual("1+5"), 3, 5) == {1, 2, 3, 4, 5, 6}
    assert editing.rectangle(usual("1+5"), 4, 4) == {4}


@given(layout=layouts(), data=st.data())
def test_a_rectangle_can_always_be_merged(layout: Layout, data: st.DataObject) -> None:
    if layout.tiles:
        numbers = st.sampled_from(sorted(layout.by_number))
        one, other = data.draw(numbers), data.draw(numbers)
        merged = editing.merge(layout, editing.rectangle(layout, one, other), keep=one)
        assert one in merged.by_number


@given(layout=layouts())
def test_free_places_are_what_no_tile_covers(layout: Layout) -> None:
    free = [cell for place in editing.free_places(layout) for cell in covered(place)]
    taken = [cell for tile in layout.tiles for cell in covered(tile.place)]
    assert sorted(free + taken) == sorted(covered(Place(0, 0, layout.columns, layout.rows)))


@given(layout=layouts(most=4), changes=st.lists(CHANGES, max_size=8))
def test_whatever_is_done_the_layout_stays_valid(layout: Layout, changes: list[Change]) -> None:
    for change in changes:
        before = layout
        try:
            layout = change(layout)
        except LayoutUnusable:
            assert layout is before
        assert checked(columns=layout.columns, rows=layout.rows, tiles=layout.tiles) == layout
