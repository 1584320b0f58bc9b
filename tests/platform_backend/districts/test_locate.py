"""Positions and their grids."""

from __future__ import annotations

from shapely.geometry import Polygon

from platform_backend.districts.generate import District
from platform_backend.districts.locate import GridIndex


def test_the_middle_of_a_grid_is_in_it(district: District) -> None:
    index = GridIndex(district.grids)
    for code, grid in district.grids.items():
        heart = Polygon(grid.polygon).representative_point()
        assert index.grid_at((heart.x, heart.y)) == code


def test_a_corner_belongs_to_one_of_its_grids(district: District) -> None:
    index = GridIndex(district.grids)
    code, grid = next(iter(district.grids.items()))
    found = index.grid_at(grid.polygon[0])
    assert found is not None
    assert grid.polygon[0] in district.grids[found].polygon
    assert found <= code


def test_outside_is_nowhere_but_has_a_nearest_place_inside(district: District) -> None:
    index = GridIndex(district.grids)
    far = (district.spec.outline[0][0] - 1.0, district.spec.outline[0][1] - 1.0)
    assert index.grid_at(far) is None
    position, grid = index.nearest_inside(far)
    assert index.grid_at(position) == grid
    inside = district.places[0].position
    assert index.nearest_inside(inside) == (inside, index.grid_at(inside))
