"""The grids tile the district: no gap, no overlap, no sliver."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
import shapely
from shapely.geometry import Polygon

from platform_backend.districts.generate import District
from platform_backend.districts.geometry import compactness
from platform_backend.districts.spec import load_spec
from platform_backend.districts.tiling import tile


def test_grids_tile_the_area_without_gaps_or_overlaps(district: District) -> None:
    areas = [Polygon(grid.polygon) for grid in district.grids.values()]
    assert all(area.is_valid for area in areas)
    union = shapely.unary_union(areas)
    assert union.geom_type == "Polygon"
    assert len(union.interiors) == 0
    assert sum(area.area for area in areas) == pytest.approx(union.area, rel=1e-9)
    tree = shapely.STRtree(areas)
    pairs = tree.query(areas, predicate="intersects").T
    overlap = max(areas[a].intersection(areas[b]).area for a, b in pairs if a < b)
    assert overlap <= 1e-16


def test_neighbours_share_every_point_of_their_border(district: District) -> None:
    sides: dict[frozenset[tuple[float, float]], int] = {}
    for grid in district.grids.values():
        for side in pairwise([*grid.polygon, grid.polygon[0]]):
            sides[frozenset(side)] = sides.get(frozenset(side), 0) + 1
    outline = shapely.unary_union([Polygon(grid.polygon) for grid in district.grids.values()]).exterior
    assert set(sides.values()) == {1, 2}
    alone = sum(count == 1 for count in sides.values())
    assert alone == len(outline.coords) - 1


def test_grids_look_like_blocks_and_not_like_slivers(district: District) -> None:
    shapes = sorted(compactness(cell.area) for cell in district.tiling.cells)
    assert shapes[0] > 0.3
    assert shapes[len(shapes) // 2] > 0.65


def test_communities_and_streets_are_in_one_piece(district: District) -> None:
    for length in (9, 12):
        parts: dict[str, list[Polygon]] = {}
        for code, grid in district.grids.items():
            parts.setdefault(code[:length], []).append(Polygon(grid.polygon))
        assert {shapely.unary_union(areas).geom_type for areas in parts.values()} == {"Polygon"}


@pytest.mark.parametrize("seed", range(2, 6))
def test_other_seeds_tile_too(seed: int) -> None:
    spec = load_spec("gulou")
    tiling = tile(spec, rng=Random(seed))
    assert len(tiling.cells) == spec.grids
    whole = sum(cell.area.area for cell in tiling.cells)
    assert whole == pytest.approx(tiling.outline.area, rel=1e-5)
    assert min(compactness(cell.area) for cell in tiling.cells) > 0.25
