from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.faults import LayoutUnusable
from layouts.grid import Cell
from layouts.layout import Layout, cells
from layouts.shapes import usual
from layouts.spans import WHOLE, Part, area, part, parts, placed
from tests.layouts.strategies import layouts


def test_one_window_shows_the_whole_wall() -> None:
    layout = usual("1+5")
    assert placed(layout, part=WHOLE, width=1920, height=1080, gap=2) == cells(
        layout, width=1920, height=1080, gap=2
    )


def test_two_monitors_side_by_side_share_a_large_tile() -> None:
    layout = usual("1+5")  # on 3840 x 1080: a tile of 2560 x 720 and five of 1280 x 360
    left, right = (part(columns=2, rows=1, number=number) for number in (1, 2))
    assert placed(layout, part=left, width=1920, height=1080) == {
        1: Cell(0, 0, 2560, 720),
        4: Cell(0, 720, 1280, 360),
        5: Cell(1280, 720, 1280, 360),
    }
    assert placed(layout, part=right, width=1920, height=1080) == {
        1: Cell(-1920, 0, 2560, 720),
        2: Cell(640, 0, 1280, 360),
        3: Cell(640, 360, 1280, 360),
        5: Cell(-640, 720, 1280, 360),
        6: Cell(640, 720, 1280, 360),
    }


def test_parts_are_counted_row_by_row() -> None:
    assert part(columns=2, rows=2, number=3) == Part(0.0, 0.5, 0.5, 0.5)


@pytest.mark.parametrize(("columns", "rows", "number"), [(2, 1, 3), (2, 1, 0), (0, 1, 1)])
def test_there_are_no_other_parts(columns: int, rows: int, number: int) -> None:
    with pytest.raises(LayoutUnusable, match="no part"):
        part(columns=columns, rows=rows, number=number)


def test_monitors_of_different_size_with_a_gap_make_one_area() -> None:
    monitors = {"left": Cell(0, 0, 1920, 1080), "right": Cell(1980, 0, 2100, 1200)}
    assert area(monitors.values()) == Cell(0, 0, 4080, 1200)
    shares = parts(monitors)
    assert shares["left"] == Part(0.0, 0.0, 1920 / 4080, 0.9)
    assert shares["right"] == Part(1980 / 4080, 0.0, 2100 / 4080, 1.0)
    # On the left monitor the wall's lowest tenth is not to be seen, and behind the gap nothing is.
    seen = placed(usual("4"), part=shares["left"], width=1920, height=1080)
    assert seen[1] == Cell(0, 0, 2040, 600)
    assert seen[3] == Cell(0, 600, 2040, 600)
    assert set(seen) == {1, 3}


def test_no_monitors_are_no_area() -> None:
    assert area([]) == Cell(0, 0, 0, 0)
    assert parts({}) == {}
    assert placed(usual("4"), part=WHOLE, width=0, height=0) == {}


@given(layout=layouts(), across=st.integers(1, 4), down=st.integers(1, 3), gap=st.integers(0, 4))
def test_equal_nodes_show_every_tile_where_it_is_on_the_whole_wall(
    layout: Layout, across: int, down: int, gap: int
) -> None:
    width, height = 960, 540
    whole = cells(layout, width=width * across, height=height * down, gap=gap)
    for number in range(1, across * down + 1):
        row, column = divmod(number - 1, across)
        own = part(columns=across, rows=down, number=number)
        for tile, cell in placed(layout, part=own, width=width, height=height, gap=gap).items():
            there = whole[tile]
            assert (cell.x + column * width, cell.y + row * height) == (there.x, there.y)
            assert (cell.width, cell.height) == (there.width, there.height)
