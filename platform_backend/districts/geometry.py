"""Plane geometry for drawing a district: a metric plane, soft outlines, swaying lines, cuts by share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

import shapely
from shapely.geometry import LineString, Polygon
from shapely.ops import split

from backend_client.protocol.distance import METRES_PER_DEGREE
from backend_client.protocol.entities import Position

#: Metres, east and north of the plane's origin.
Point = tuple[float, float]

_CUT_TRIES = 7
_GOOD_SHAPE = 0.55


@dataclass(frozen=True, slots=True)
class Plane:
    """A flat map around `origin`: good to a decimetre over the size of a district."""

    origin: Position

    @property
    def _east_scale(self) -> float:
        return METRES_PER_DEGREE * math.cos(math.radians(self.origin[1]))

    def to_metres(self, position: Position) -> Point:
        """Project WGS-84 degrees to metres."""
        return (
            (position[0] - self.origin[0]) * self._east_scale,
            (position[1] - self.origin[1]) * METRES_PER_DEGREE,
        )

    def to_degrees(self, point: Point) -> Position:
        """Project metres to WGS-84 degrees, rounded to 7 digits (about a centimetre)."""
        return (
            round(self.origin[0] + point[0] / self._east_scale, 7),
            round(self.origin[1] + point[1] / METRES_PER_DEGREE, 7),
        )


def soften(line: list[Point], *, closed: bool, rounds: int = 3) -> list[Point]:
    """Cut the corners of a line or closed ring (Chaikin): it then runs like a bank and not like a fence."""
    for _ in range(rounds):
        softer: list[Point] = [] if closed else [line[0]]
        for (ax, ay), (bx, by) in pairwise([*line, line[0]] if closed else line):
            softer.append((0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by))
            softer.append((0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by))
        line = softer if closed else [*softer, line[-1]]
    return line


def wander(start: Point, end: Point, *, rng: Random, amplitude: float, step: float = 120.0) -> list[Point]:
    """A line from `start` to `end` that sways like an old road: a few sine waves, zero at both ends.

    `amplitude` is the largest sway as a share of the length.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if length == 0.0:
        return [start, end]
    waves = [(k, rng.uniform(-1.0, 1.0) / k) for k in (1, 2, 3)]
    scale = amplitude * length / sum(abs(height) for _, height in waves)
    count = max(2, min(24, round(length / step)))
    line = []
    for i in range(count + 1):
        t = i / count
        sway = scale * sum(height * math.sin(math.pi * k * t) for k, height in waves)
        line.append((start[0] + dx * t - dy / length * sway, start[1] + dy * t + dx / length * sway))
    line[0], line[-1] = start, end
    return line


def compactness(polygon: Any) -> float:
    """1 for a circle, 0.79 for a square, towards 0 for a sliver."""
    return float(4.0 * math.pi * polygon.area / polygon.length**2)


def main_axis(polygon: Any) -> tuple[float, float]:
    """Direction (radians) of the long side of the tightest rectangle around `polygon`; long / short side."""
    corners = list(polygon.minimum_rotated_rectangle.exterior.coords)
    (ax, ay), (bx, by), (cx, cy) = corners[:3]
    first, second = math.hypot(bx - ax, by - ay), math.hypot(cx - bx, cy - by)
    if first >= second:
        return math.atan2(by - ay, bx - ax), first / max(second, 1e-9)
    return math.atan2(cy - by, cx - bx), second / max(first, 1e-9)


def cut(polygon: Any, share: float, *, rng: Random, amplitude: float) -> tuple[Any, Any]:
    """Cut `polygon` across into two polygons, the first with about `share` of the area.

    Several directions are tried until both parts look like city blocks and not like slivers. The two parts
    share the points of the cut exactly.
    """
    long_way, aspect = main_axis(polygon)
    best: tuple[float, Any, Any] | None = None
    for attempt in range(_CUT_TRIES):
        turned = math.pi / 2 if aspect < 1.25 and attempt % 2 else 0.0
        direction = long_way + turned + rng.gauss(0.0, 0.10 + 0.06 * attempt)
        # From the middle tries on the line is straight: a sway may be what spoils the shape.
        line = _cut_line(polygon, share, direction, rng=rng, amplitude=amplitude if attempt < 4 else 0.0)
        parts = list(split(polygon, line).geoms)
        if len(parts) != 2:
            continue
        first, second = sorted(parts, key=lambda part: _along(part.representative_point(), direction))
        score = min(compactness(first), compactness(second))
        if best is None or score > best[0]:
            best = (score, first, second)
        if score >= _GOOD_SHAPE:
            break
    if best is None:
        raise ValueError("no straight line cuts this polygon in two")
    return best[1], best[2]


def _along(point: Any, direction: float) -> float:
    return float(point.x * math.cos(direction) + point.y * math.sin(direction))


def _cut_line(polygon: Any, share: float, direction: float, *, rng: Random, amplitude: float) -> Any:
    """The line across `direction` that leaves `share` of the area behind it."""
    ux, uy = math.cos(direction), math.sin(direction)
    ring = shapely.get_coordinates(polygon.exterior)
    along = ring @ (ux, uy)
    across = ring @ (-uy, ux)
    low, high = float(along.min()), float(along.max())
    side_low, side_high = float(across.min()) - 1.0, float(across.max()) + 1.0

    def at(t: float, side: float) -> Point:
        return (t * ux - side * uy, t * uy + side * ux)

    wanted = share * polygon.area
    near, far = low, high
    for _ in range(11):
        middle = (near + far) / 2
        behind = Polygon(
            [
                at(low - 1.0, side_low),
                at(middle, side_low),
                at(middle, side_high),
                at(low - 1.0, side_high),
            ]
        )
        if polygon.intersection(behind).area < wanted:
            near = middle
        else:
            far = middle
    middle = (near + far) / 2
    # The sway is measured on the part inside the polygon, not on the overhang that is cut away.
    inside = polygon.intersection(LineString([at(middle, side_low), at(middle, side_high)]))
    sides = [float(x * -uy + y * ux) for x, y in shapely.get_coordinates(inside)] or [side_low, side_high]
    line = wander(at(middle, min(sides)), at(middle, max(sides)), rng=rng, amplitude=amplitude)
    return LineString([at(middle, side_low), *line, at(middle, side_high)])
