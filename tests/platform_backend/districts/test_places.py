"""Named places and their grids."""

from __future__ import annotations

from platform_backend.districts.generate import District
from platform_backend.districts.locate import GridIndex


def test_places_lie_in_the_grid_they_name(district: District) -> None:
    index = GridIndex(district.grids)
    for place in district.places:
        assert index.grid_at(place.position) == place.grid
        assert district.grids[place.grid].org == place.org
        assert district.grids[place.grid].street == place.street


def test_there_are_crossings_roads_and_gates_everywhere(district: District) -> None:
    assert {place.kind for place in district.places} == {"crossing", "road", "gate"}
    assert {place.grid for place in district.places} == set(district.grids)
    assert len({place.name for place in district.places}) == len(district.places)
    assert all(place.name.startswith("示范") for place in district.places)
