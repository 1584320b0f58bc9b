from __future__ import annotations

from layouts.grid import Cell
from layouts.layout import Layout, LayoutTile, Place, cells

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
