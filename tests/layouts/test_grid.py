from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.grid import Cell, grid_cells, grid_shape


@pytest.mark.parametrize(
    ("tiles", "shape"), [(1, (1, 1)), (4, (2, 2)), (9, (3, 3)), (16, (4, 4)), (25, (5, 5)), (64, (8, 8))]
)
def test_usual_walls_on_a_usual_monitor_are_square(tiles: int, shape: tuple[int, int]) -> None:
    assert grid_shape(tiles=tiles, width=1920, height=1080, strip=22) == shape


def test_a_narrow_column_stacks_its_tiles_and_a_wide_strip_rows_them() -> None:
    assert grid_shape(tiles=4, width=300, height=900) == (1, 4)
    assert grid_shape(tiles=4, width=1600, height=240) == (4, 1)


def test_no_tiles_need_no_place() -> None:
    assert grid_shape(tiles=0, width=100, height=100) == (0, 0)
    assert grid_cells(tiles=0, width=100, height=100) == ()


def test_four_tiles_with_a_gap() -> None:
    assert grid_cells(tiles=4, width=102, height=62, gap=2) == (
        Cell(0, 0, 50, 30),
        Cell(52, 0, 50, 30),
        Cell(0, 32, 50, 30),
        Cell(52, 32, 50, 30),
    )


@given(
    tiles=st.integers(1, 80),
    width=st.integers(200, 4000),
    height=st.integers(200, 2400),
    gap=st.integers(0, 6),
    strip=st.integers(0, 30),
)
def test_cells_fill_the_area_without_overlap(
    tiles: int, width: int, height: int, gap: int, strip: int
) -> None:
    cells = grid_cells(tiles=tiles, width=width, height=height, gap=gap, strip=strip)
    columns, rows = grid_shape(tiles=tiles, width=width, height=height, strip=strip)
    assert len(cells) == tiles
    assert columns * rows >= tiles
    first_row = cells[:columns]
    for left, right in pairwise(first_row):
        assert right.x == left.x + left.width + gap
    if len(first_row) == columns and width > gap * (columns - 1) + columns:
        assert first_row[-1].x + first_row[-1].width == width
    assert len({(cell.x, cell.y) for cell in cells}) == tiles
    assert max(c.width for c in cells) - min(c.width for c in cells) <= 1
    assert max(c.height for c in cells) - min(c.height for c in cells) <= 1
