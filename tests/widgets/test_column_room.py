"""Columns give way in their order, and no more of them than must."""

from __future__ import annotations

import pytest

from widgets.column_room import without_room

WIDTHS = {0: 40, 1: 100, 2: 100, 3: 60}


@pytest.mark.parametrize(
    ("room", "hidden"), [(500, set()), (400, set()), (399, {2}), (300, {2}), (299, {2, 1}), (10, {2, 1})]
)
def test_columns_give_way_in_their_order(room: int, hidden: set[int]) -> None:
    assert without_room(WIDTHS, room=room, least=100, gives_way=(2, 9, 1)) == hidden
