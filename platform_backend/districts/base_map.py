"""The synthetic base map of a district as GeoJSON: land, water, parks, roads and street borders."""

from __future__ import annotations

import math
from collections import defaultdict
from random import Random
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString, mapping
from shapely.geometry import Point as Spot
from shapely.ops import unary_union

from platform_backend.districts.generate import District
from platform_backend.districts.geometry import Plane, soften, wander
from platform_backend.districts.roads import Road

#: One grid in so many is a park or square.
_PARK_EVERY = 16
_PARK_INSET_M = 26.0
_APPROACH_M = 6000.0
_APPROACH_GAP_M = 700.0


def base_map(district: District) -> dict[str, Any]:
    """A FeatureCollection in WGS-84, in drawing order.

    `properties.kind` is land, water, park, road or border; roads also have `rank` (main, secondary, lane).
    Water, parks and the district's own roads have a `name`. Borders are those of the streets.
    """
    plane = district.tiling.plane
    features = [_feature(plane, district.tiling.outline, kind="land")]
    features += _waters(district)
    features += _parks(district)
    features += _approaches(district)
    features += _roads(district)
    features += _borders(district)
    return {"type": "FeatureCollection", "features": features}


def _feature(plane: Plane, shape: Any, **properties: str) -> dict[str, Any]:
    def moved(points: Any) -> list[tuple[float, float]]:
        return [plane.to_degrees((float(x), float(y))) for x, y in points]

    return {
        "type": "Feature",
        "properties": properties,
        "geometry": mapping(shapely.transform(shape, moved)),
    }


def _water_shapes(district: District) -> list[tuple[str, Any]]:
    plane = district.tiling.plane
    shapes = []
    for water in district.spec.waters:
        line = soften([plane.to_metres(point) for point in water.line], closed=False)
        shapes.append((water.name, LineString(line).buffer(water.width / 2).simplify(1.0)))
    return shapes


def _waters(district: District) -> list[dict[str, Any]]:
    plane = district.tiling.plane
    return [_feature(plane, shape, kind="water", name=name) for name, shape in _water_shapes(district)]


def _parks(district: District) -> list[dict[str, Any]]:
    rng = Random(f"{district.spec.name}:{district.seed}:parks")
    water = unary_union([shape for _, shape in _water_shapes(district)])
    cells = rng.sample(district.tiling.cells, len(district.tiling.cells) // _PARK_EVERY)
    features = []
    for number, cell in enumerate(cells, start=1):
        green = cell.area.buffer(-_PARK_INSET_M * 2.5).buffer(_PARK_INSET_M * 1.5).difference(water)
        if green.geom_type == "Polygon" and not green.is_empty:
            features.append(
                _feature(district.tiling.plane, green.simplify(3.0), kind="park", name=f"示范公园{number}")
            )
    return features


def _roads(district: District) -> list[dict[str, Any]]:
    lines: dict[Road, list[Any]] = defaultdict(list)
    for stretch in district.net.stretches:
        lines[stretch.road].append(LineString(stretch.line))
    ranks = ("lane", "secondary", "main")
    ordered = sorted(lines, key=lambda road: (ranks.index(road.rank), road.name))
    return [
        _feature(
            district.tiling.plane,
            shapely.line_merge(MultiLineString(lines[road])),
            kind="road",
            rank=road.rank,
            name=road.name,
        )
        for road in ordered
    ]


def _approaches(district: District) -> list[dict[str, Any]]:
    """Main roads going on into the country, so that the district does not lie in an empty plain."""
    rng = Random(f"{district.spec.name}:{district.seed}:approaches")
    net, outline = district.net, district.tiling.outline
    heart = outline.centroid
    features = []
    last: tuple[float, float] | None = None
    for junction, (x, y) in enumerate(net.junctions):
        ranks = [net.stretches[index].road for index in net.at[junction]]
        on_edge = outline.exterior.distance(Spot(x, y)) < 1.0
        if not on_edge or len({road for road in ranks if road.rank == "main"}) < 2:
            continue
        if last is not None and math.dist(last, (x, y)) < _APPROACH_GAP_M:
            continue
        last = (x, y)
        away = math.dist((heart.x, heart.y), (x, y))
        end = (x + (x - heart.x) / away * _APPROACH_M, y + (y - heart.y) / away * _APPROACH_M)
        line = LineString(wander((x, y), end, rng=rng, amplitude=0.08))
        features.append(_feature(district.tiling.plane, line, kind="road", rank="secondary"))
    return features


def _borders(district: District) -> list[dict[str, Any]]:
    streets: dict[int, list[Any]] = defaultdict(list)
    for cell in district.tiling.cells:
        streets[cell.street].append(cell.area)
    rings = unary_union([unary_union(areas).exterior for areas in streets.values()])
    return [_feature(district.tiling.plane, shapely.line_merge(rings), kind="border")]
