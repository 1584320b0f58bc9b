"""The district's roads: the borders between its areas, and the net that units and cameras stand on."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from platform_backend.districts.geometry import Point
from platform_backend.districts.naming import MODEL, Names
from platform_backend.districts.spec import DistrictSpec
from platform_backend.districts.tiling import Cell, Tiling

#: Which cut made a road: streets i and j, or a street and the path of its cut; the outline has none.
_Cut = tuple[str, int, str]
_OUTLINE: _Cut = ("outline", 0, "")


@dataclass(frozen=True, slots=True)
class Road:
    """A named road. `rank` is main, secondary or lane."""

    name: str
    rank: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a road between two junctions: `line` runs in metres from junction `start` to `end`."""

    road: Road
    start: int
    end: int
    line: tuple[Point, ...]
    length: float


@dataclass(frozen=True, slots=True)
class RoadNet:
    """Junctions (metres) and the stretches between them; `at[j]` are those that meet in junction j."""

    junctions: tuple[Point, ...]
    stretches: tuple[Stretch, ...]
    at: Mapping[int, tuple[int, ...]]

    def nearest(self, point: Point) -> int:
        """The junction nearest to `point`."""
        return min(range(len(self.junctions)), key=lambda j: math.dist(self.junctions[j], point))

    def way(self, start: int, end: int) -> tuple[Point, ...]:
        """The points of a shortest way along the roads from junction `start` to `end`, both included."""
        goal = self.junctions[end]
        came: dict[int, tuple[int, int]] = {}
        best = {start: 0.0}
        queue = [(math.dist(self.junctions[start], goal), start)]
        while queue:
            _, here = heapq.heappop(queue)
            if here == end:
                break
            for index in self.at[here]:
                stretch = self.stretches[index]
                there = stretch.end if stretch.start == here else stretch.start
                cost = best[here] + stretch.length
                if cost < best.get(there, math.inf):
                    best[there] = cost
                    came[there] = (here, index)
                    heapq.heappush(queue, (cost + math.dist(self.junctions[there], goal), there))
        back: list[Point] = [goal]
        here = end
        while here != start and here in came:
            before, index = came[here]
            back += list(self.line_from(index, here))[1:]
            here = before
        return tuple(reversed(back))

    def line_from(self, stretch: int, junction: int) -> tuple[Point, ...]:
        """The line of `stretch`, beginning at `junction`, which must be one of its ends."""
        part = self.stretches[stretch]
        return part.line if part.start == junction else part.line[::-1]


def build_roads(tiling: Tiling, spec: DistrictSpec, *, names: Names) -> RoadNet:
    """Make a road of every border: of streets and of the first cuts in a street the main ones."""
    pieces = _pieces(tiling)
    links: dict[Point, list[Point]] = defaultdict(list)
    for a, b in pieces:
        links[a].append(b)
        links[b].append(a)

    def cut_of(a: Point, b: Point) -> _Cut:
        return pieces[(a, b) if (a, b) in pieces else (b, a)]

    def is_junction(point: Point) -> bool:
        ends = links[point]
        return len(ends) != 2 or cut_of(ends[0], point) != cut_of(point, ends[1])

    junctions = sorted(point for point in links if is_junction(point))
    number = {point: index for index, point in enumerate(junctions)}
    roads: dict[_Cut, Road] = {}
    stretches: list[Stretch] = []
    at: dict[int, list[int]] = defaultdict(list)
    for origin in junctions:
        for first in sorted(links[origin]):
            line = [origin, first]
            while line[-1] not in number:
                a, b = links[line[-1]]
                line.append(b if a == line[-2] else a)
            if (line[-1], line[-2]) < (line[0], line[1]):
                continue  # every stretch is found from both its ends; once is enough
            cut = cut_of(origin, first)
            if cut not in roads:
                roads[cut] = _road(cut, spec, names)
            length = sum(math.dist(a, b) for a, b in pairwise(line))
            start, end = number[line[0]], number[line[-1]]
            for junction in {start, end}:
                at[junction].append(len(stretches))
            stretches.append(Stretch(roads[cut], start, end, tuple(line), length))
    return RoadNet(tuple(junctions), tuple(stretches), {j: tuple(at[j]) for j in range(len(junctions))})


def _pieces(tiling: Tiling) -> dict[tuple[Point, Point], _Cut]:
    """Every straight piece of every border once, with the cut it comes from."""
    owners: dict[tuple[Point, Point], list[Cell]] = defaultdict(list)
    for cell in tiling.cells:
        for a, b in pairwise(cell.area.exterior.coords):
            owners[(a, b) if a < b else (b, a)].append(cell)
    return {piece: _cut(cells) for piece, cells in sorted(owners.items(), key=lambda item: item[0])}


def _cut(cells: list[Cell]) -> _Cut:
    if len(cells) == 1:
        return _OUTLINE
    first, second = sorted(cells, key=lambda cell: cell.street)
    if first.street != second.street:
        return ("border", first.street, str(second.street))
    shared = 0
    while first.path[shared] == second.path[shared]:
        shared += 1
    return ("cut", first.street, first.path[:shared])


def _road(cut: _Cut, spec: DistrictSpec, names: Names) -> Road:
    kind, street, path = cut
    if kind == "outline":
        return Road(f"{MODEL}{spec.title.removesuffix('区')}环路", "main")
    if kind == "border":
        return Road(names.road("main"), "main")
    if not path:
        return Road(f"{MODEL}{spec.streets[street].stem}路", "main")
    rank = "lane" if "/" in path else "main" if len(path) == 1 else "secondary"
    return Road(names.road(rank), rank)
