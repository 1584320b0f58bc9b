"""Which grid a position lies in."""

from __future__ import annotations

from collections.abc import Mapping

import shapely
from shapely.geometry import Point, Polygon

from backend_client.protocol.entities import Grid, Position


class GridIndex:
    """Finds grids by position, in microseconds."""

    def __init__(self, grids: Mapping[str, Grid]) -> None:
        self._ids = tuple(grids)
        self._areas = [Polygon(grid.polygon) for grid in grids.values()]
        self._tree = shapely.STRtree(self._areas)
        whole = shapely.unary_union(self._areas)
        #: West, south, east and north of all grids together, and their middle.
        west, south, east, north = map(float, whole.bounds)
        self.bounds = (west, south, east, north)
        self.middle: Position = (float(whole.centroid.x), float(whole.centroid.y))
        #: The part of the bounding box that the grids fill.
        self.filling = float(whole.area / whole.envelope.area)

    def grid_at(self, position: Position) -> str | None:
        """The id of the grid that `position` lies in or on the border of; None outside the district."""
        found = self._tree.query(Point(position), predicate="intersects")
        return self._ids[int(min(found))] if len(found) else None

    def nearest_inside(self, position: Position) -> tuple[Position, str]:
        """`position` itself or, when it lies outside, the nearest place inside; and that place's grid id."""
        grid = self.grid_at(position)
        if grid is not None:
            return position, grid
        index = int(self._tree.nearest(Point(position)))
        area = self._areas[index]
        edge = area.exterior.interpolate(area.exterior.project(Point(position)))
        heart = area.representative_point()
        # A point on the outline may be rounded to the outside: step a thousandth of the way to the middle.
        inside = (edge.x + (heart.x - edge.x) * 1e-3, edge.y + (heart.y - edge.y) * 1e-3)
        return (round(inside[0], 7), round(inside[1], 7)), self._ids[index]
