"""Street borders, communities in streets, grids in communities: a tiling without gaps or overlaps.

Streets are the cells around their centres with swaying borders; each street is cut in two again and again
until it has its communities, each community until it has its grids. The cuts leave points on a border that
the neighbour does not have; so at the end all border lines are noded together and the areas are built anew
from them: neighbours then share every point, and stay tight whatever projection or rounding comes after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

import shapely
from shapely.geometry import LineString, MultiPoint, Polygon
from shapely.geometry import Point as Spot
from shapely.ops import polygonize, unary_union

from platform_backend.districts.geometry import Plane, Point, compactness, cut, soften, wander
from platform_backend.districts.spec import DistrictSpec

_SNAP_M = 0.01
_OUTLINE_SWAY = 0.05
_OUTLINE_STEP_M = 420.0
_STREET_SWAY = 0.05
_COMMUNITY_SWAY = 0.028
_GRID_SWAY = 0.012


@dataclass(frozen=True, slots=True)
class Cell:
    """One grid's area in metres and its way down the cuts.

    `street` counts the streets of the spec, `community` the communities in the street and `grid` the grids in
    the community, all from 0. `path` names each cut passed; the cuts inside the community come after "/".
    """

    street: int
    community: int
    grid: int
    path: str
    area: Any


@dataclass(frozen=True, slots=True)
class Tiling:
    """All cells of a district, in order of street, community and grid."""

    plane: Plane
    outline: Any
    cells: tuple[Cell, ...]


def tile(spec: DistrictSpec, *, rng: Random) -> Tiling:
    """Cut the district of `spec` into its grids."""
    lon = sum(p[0] for p in spec.outline) / len(spec.outline)
    lat = sum(p[1] for p in spec.outline) / len(spec.outline)
    plane = Plane((lon, lat))
    outline = _outline([plane.to_metres(point) for point in spec.outline], rng)
    cells: list[Cell] = []
    for street, area in enumerate(_streets(spec, plane, outline, rng)):
        here = spec.streets[street]
        sizes = _shares(here.grids, here.communities, rng)
        for community, (path, part) in enumerate(_divide(area, sizes, "", rng, _COMMUNITY_SWAY)):
            grids = _divide(part, [1] * sizes[community], path + "/", rng, _GRID_SWAY)
            cells += [Cell(street, community, i, way, shape) for i, (way, shape) in enumerate(grids)]
    return Tiling(plane, outline, _noded(cells))


def _outline(corners: list[Point], rng: Random) -> Any:
    ring: list[Point] = []
    for start, end in pairwise([*corners, corners[0]]):
        ring += wander(start, end, rng=rng, amplitude=_OUTLINE_SWAY, step=_OUTLINE_STEP_M)[:-1]
    return Polygon(soften(ring, closed=True, rounds=2))


def _streets(spec: DistrictSpec, plane: Plane, outline: Any, rng: Random) -> list[Any]:
    centres = [plane.to_metres(street.centre) for street in spec.streets]
    diagram = shapely.voronoi_polygons(MultiPoint(centres), extend_to=outline.buffer(2000.0))
    borders = unary_union([cell.exterior for cell in diagram.geoms])
    swaying = []
    for line in shapely.get_parts(shapely.line_merge(borders)):
        points = [(float(x), float(y)) for x, y in line.coords]
        for start, end in pairwise(points):
            swaying.append(LineString(wander(start, end, rng=rng, amplitude=_STREET_SWAY)))
    faces = [
        face
        for face in polygonize(unary_union([outline.exterior, *swaying]))
        if outline.contains(face.representative_point())
    ]
    areas: list[Any] = [None] * len(centres)
    loose = []
    for face in faces:
        owner = next((i for i, centre in enumerate(centres) if face.contains(Spot(centre))), None)
        if owner is None or areas[owner] is not None:
            loose.append(face)
        else:
            areas[owner] = face
    if any(area is None for area in areas):
        raise ValueError(f"district {spec.name}: a street's centre lies outside the outline")
    # A border that leaves the outline at a flat angle can cut off a corner: it goes to the longest neighbour.
    for face in loose:
        owner = max(range(len(areas)), key=lambda i: face.intersection(areas[i]).length)
        areas[owner] = unary_union([areas[owner], face])
    return areas


def _shares(total: int, parts: int, rng: Random) -> list[int]:
    """`total` split into `parts` positive counts that differ by chance."""
    counts = [total // parts + (1 if i < total % parts else 0) for i in range(parts)]
    rng.shuffle(counts)
    for _ in range(parts // 2):
        giver, taker = rng.sample(range(parts), 2)
        if counts[giver] > 2 and counts[taker] < total // parts + 3:
            counts[giver] -= 1
            counts[taker] += 1
    return counts


def _divide(area: Any, sizes: list[int], path: str, rng: Random, sway: float) -> Iterator[tuple[str, Any]]:
    """Cut `area` into one part for each of `sizes`, as large as the size says; each with its path of cuts."""
    if len(sizes) == 1:
        yield path, area
        return
    middle = len(sizes) // 2
    if len(sizes) > 4:
        middle += rng.randint(-(len(sizes) // 8) - 1, len(sizes) // 8 + 1)
    share = sum(sizes[:middle]) / sum(sizes)
    share = min(0.9, max(0.1, share * rng.uniform(0.88, 1.12)))
    first, second = cut(area, share, rng=rng, amplitude=sway)
    yield from _divide(first, sizes[:middle], path + "0", rng, sway)
    yield from _divide(second, sizes[middle:], path + "1", rng, sway)


def _noded(cells: list[Cell]) -> tuple[Cell, ...]:
    lines = shapely.unary_union([cell.area.exterior for cell in cells], grid_size=_SNAP_M)
    faces = list(polygonize(lines))
    tree = shapely.STRtree([cell.area for cell in cells])
    owned: list[list[Any]] = [[] for _ in cells]
    for face in faces:
        for index in tree.query(face.representative_point(), predicate="intersects")[:1]:
            owned[int(index)].append(face)
    noded = []
    for cell, parts in zip(cells, owned, strict=True):
        area = parts[0] if len(parts) == 1 else unary_union(parts)
        if area.geom_type != "Polygon" or compactness(area) < 0.02:
            raise ValueError(f"grid {cell.street}/{cell.community}/{cell.grid} fell apart")
        noded.append(Cell(cell.street, cell.community, cell.grid, cell.path, area))
    return tuple(noded)
