"""Places people can say and find: crossings, stretches of road and gates, each with its grid."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from backend_client.protocol.entities import Position
from platform_backend.districts.areas import Areas
from platform_backend.districts.geometry import Point
from platform_backend.districts.locate import GridIndex
from platform_backend.districts.roads import RoadNet
from platform_backend.districts.tiling import Tiling

_CORNERS = {"东北": (1, 1), "东南": (1, -1), "西南": (-1, -1), "西北": (-1, 1)}
_RANKS = ("main", "secondary", "lane")
_CORNER_M = 14.0
_GATES_A_GRID = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A spot with a name. `kind` is crossing, road or gate; `spot` is the name without the corner.

    `grid` is the grid's id, `org` and `street` are the ids of its community and street.
    """

    name: str
    spot: str
    kind: str
    rank: str
    position: Position
    grid: str
    org: str
    street: str


class _Finder:
    """Turns points in metres into places; a point outside every grid gives none."""

    def __init__(self, tiling: Tiling, areas: Areas) -> None:
        self._plane = tiling.plane
        self._grids = areas.grids
        self._index = GridIndex(areas.grids)

    def place(self, spot: str, corner: str, kind: str, rank: str, point: Point) -> Place | None:
        """The place at `point`, or None when it lies outside the district."""
        position = self._plane.to_degrees(point)
        grid = self._index.grid_at(position)
        if grid is None:
            return None
        here = self._grids[grid]
        return Place(spot + corner, spot, kind, rank, position, grid, here.org, here.street)


def build_places(tiling: Tiling, areas: Areas, net: RoadNet, *, rng: Random) -> tuple[Place, ...]:
    """Every named place of the district, in a stable order."""
    finder = _Finder(tiling, areas)
    places = [*_crossings(net, finder), *_roadsides(net, finder, rng), *_gates(tiling, areas, finder, rng)]
    return tuple(place for place in places if place is not None)


def _crossings(net: RoadNet, finder: _Finder) -> list[Place | None]:
    found = []
    for junction, (x, y) in enumerate(net.junctions):
        roads = sorted(
            {net.stretches[i].road for i in net.at[junction]},
            key=lambda road: (_RANKS.index(road.rank), road.name),
        )
        if len(roads) < 2:
            continue
        spot = f"{roads[0].name}与{roads[1].name}口"
        for corner, (east, north) in _CORNERS.items():
            point = (x + east * _CORNER_M, y + north * _CORNER_M)
            found.append(finder.place(spot, f"{corner}角", "crossing", roads[0].rank, point))
    return found


def _roadsides(net: RoadNet, finder: _Finder, rng: Random) -> list[Place | None]:
    found = []
    numbers: dict[str, int] = {}
    for stretch in net.stretches:
        name = stretch.road.name
        numbers[name] = numbers.get(name, 0) + rng.randint(3, 14) * 2
        middle = len(stretch.line) // 2
        (ax, ay), (bx, by) = stretch.line[middle - 1], stretch.line[middle]
        length = max(math.dist((ax, ay), (bx, by)), 1e-6)
        side = rng.choice((-1.0, 1.0)) * 9.0
        point = ((ax + bx) / 2 - (by - ay) / length * side, (ay + by) / 2 + (bx - ax) / length * side)
        found.append(finder.place(f"{name}{numbers[name]}号", "", "road", stretch.road.rank, point))
    return found


def _gates(tiling: Tiling, areas: Areas, finder: _Finder, rng: Random) -> list[Place | None]:
    found = []
    gates: dict[str, int] = {}
    for cell, grid in zip(tiling.cells, areas.cell_grid, strict=True):
        community = areas.orgs[areas.grids[grid].org].name
        heart = cell.area.representative_point()
        for _ in range(_GATES_A_GRID):
            gates[community] = gates.get(community, 0) + 1
            edge = cell.area.exterior.interpolate(rng.random(), normalized=True)
            point = (edge.x + (heart.x - edge.x) * 0.12, edge.y + (heart.y - edge.y) * 0.12)
            found.append(finder.place(f"{community}{gates[community]}号门", "", "gate", "lane", point))
    return found
