from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.faults import Fault, LayoutUnusable
from layouts.grid import grid_cells
from layouts.layout import LayoutTile, Place, cells, checked
from layouts.shapes import USUAL, equal, name_of, usual


@pytest.mark.parametrize("name", USUAL)
def test_a_usual_layout_has_as_many_tiles_as_its_name_says_and_leaves_nothing_open(name: str) -> None:
    layout = usual(name)
    assert len(layout.tiles) == sum(int(part) for part in name.split()[0].split("+"))
    assert [tile.number for tile in layout.tiles] == list(range(1, len(layout.tiles) + 1))
    covered = sum(tile.place.columns * tile.place.rows for tile in layout.tiles)
    assert covered == layout.columns * layout.rows
    assert name_of(layout) == name


def test_the_large_tiles_come_first() -> None:
    assert usual("1+12").tiles[0].place == Place(1, 1, 2, 2)
    assert [tile.place.columns for tile in usual("2+8").tiles] == [2, 2, 1, 1, 1, 1, 1, 1, 1, 1]
    assert usual("1+7").tiles[0].place == Place(0, 0, 3, 3)


def test_a_free_layout_has_no_name_and_a_reserved_tile_changes_none() -> None:
    free = checked(columns=2, rows=1, tiles=[LayoutTile(1, Place(0, 0, 2, 1))])
    assert name_of(free) == ""
    reserved = checked(columns=1, rows=1, tiles=[LayoutTile(1, Place(0, 0), alarm=True)])
    assert name_of(reserved) == "1"


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(LayoutUnusable, match="no usual layout called “3\\+3”"):
        usual("3+3")


@given(tiles=st.integers(1, 64), strip=st.integers(0, 30))
def test_equal_tiles_stand_where_the_grid_puts_them(tiles: int, strip: int) -> None:
    layout = equal(tiles, strip=strip)
    placed = cells(layout, width=1920, height=1080, gap=2)
    assert tuple(placed.values()) == grid_cells(tiles=tiles, width=1920, height=1080, gap=2, strip=strip)


@pytest.mark.parametrize(("width", "height"), [(100_000, 100), (100, 100_000), (1920, 1080)])
def test_as_many_as_may_be_fit_any_area(width: int, height: int) -> None:
    assert len(equal(256, width=width, height=height).tiles) == 256


@pytest.mark.parametrize("tiles", [0, -1, 257])
def test_none_and_too_many_are_refused(tiles: int) -> None:
    with pytest.raises(LayoutUnusable) as told:
        equal(tiles)
    assert told.value.fault is Fault.TOO_MANY
