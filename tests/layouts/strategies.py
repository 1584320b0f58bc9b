"""Layouts as hypothesis draws them."""

from __future__ import annotations

from hypothesis import strategies as st

from layouts.layout import Layout, LayoutTile, Place, checked


@st.composite
def layouts(draw: st.DrawFn, *, most: int = 6) -> Layout:
    """A valid layout with gaps, unequal tiles and numbers in any order."""
    columns, rows = draw(st.integers(1, most)), draw(st.integers(1, most))
    places: list[Place] = []
    for _ in range(draw(st.integers(0, 12))):
        column, row = draw(st.integers(0, columns - 1)), draw(st.integers(0, rows - 1))
        place = Place(column, row, draw(st.integers(1, columns - column)), draw(st.integers(1, rows - row)))
        if not any(place.overlaps(other) for other in places):
            places.append(place)
    numbers = draw(st.lists(st.integers(1, 99), min_size=len(places), max_size=len(places), unique=True))
    tiles = [LayoutTile(*pair, draw(st.booleans())) for pair in zip(numbers, places, strict=True)]
    return checked(columns=columns, rows=rows, tiles=tiles)
