from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.addresses import TileAddress, parse


@given(wall=st.integers(1, 99), tile=st.integers(1, 999))
def test_what_is_printed_is_read_again(wall: int, tile: int) -> None:
    assert parse(str(TileAddress(wall, tile))) == TileAddress(wall, tile)


@pytest.mark.parametrize("text", ["2-13", " 2 - 13 ", "2.13", "２－１３", "2–13", "2—13", "２ー１３"])
def test_people_and_input_methods_write_it_in_many_ways(text: str) -> None:
    assert parse(text) == TileAddress(2, 13)


def test_a_tile_alone_is_one_of_the_wall_at_hand() -> None:
    assert parse("13", wall=3) == TileAddress(3, 13)


@pytest.mark.parametrize("text", ["", "-", "2-", "-3", "0-1", "1-0", "1-1000", "100-1", "2-3-4", "a-1"])
def test_anything_else_is_none(text: str) -> None:
    assert parse(text) is None


@given(text=st.text(max_size=12))
def test_whatever_is_typed_is_read_or_not(text: str) -> None:
    address = parse(text)
    assert address is None or str(address).count("-") == 1
