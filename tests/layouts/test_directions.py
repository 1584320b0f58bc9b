"""Arrows lead to the tile that an eye would look for there."""

from __future__ import annotations

import pytest

from layouts.directions import beside
from layouts.layout import Layout, cells
from layouts.shapes import USUAL, usual

LEFT, RIGHT, UP, DOWN = (-1, 0), (1, 0), (0, -1), (0, 1)


def led(name: str, number: int, way: tuple[int, int]) -> int:
    placed = cells(usual(name), width=1920, height=1080, gap=2)
    return beside(placed, number, dx=way[0], dy=way[1])


def test_among_equal_tiles_an_arrow_is_one_step_and_stays_at_the_edge() -> None:
    assert [led("16", 6, way) for way in (LEFT, RIGHT, UP, DOWN)] == [5, 7, 2, 10]
    assert [led("16", 1, way) for way in (LEFT, UP)] == [1, 1]
    assert [led("16", 16, way) for way in (RIGHT, DOWN)] == [16, 16]


def test_a_large_tile_is_left_and_reached_on_each_side() -> None:
    # One large tile over 2 x 2 cells of nine, small ones to its right (2, 3) and below (4, 5, 6).
    assert led("1+5", 1, RIGHT) == 2
    assert led("1+5", 1, DOWN) == 4
    assert led("1+5", 3, LEFT) == 1
    assert led("1+5", 5, UP) == 1
    assert led("1+5", 6, UP) == 3


@pytest.mark.parametrize("layout", USUAL.values(), ids=USUAL.keys())
def test_every_tile_can_be_reached_from_the_first(layout: Layout) -> None:
    placed = cells(layout, width=1920, height=1080, gap=2)
    reached, waiting = {1}, [1]
    while waiting:
        number = waiting.pop()
        found = {beside(placed, number, dx=dx, dy=dy) for dx, dy in (LEFT, RIGHT, UP, DOWN)}
        waiting += found - reached
        reached |= found
    assert reached == set(placed)
