from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect

from layouts.edges import Edge
from layouts.editing import remove
from layouts.layout import Place
from layouts.shapes import usual
from widgets.wall.layout_places import GAP, LayoutPlaces

_ROOM = QRect(0, 0, 340, 400)


def _four() -> LayoutPlaces:
    return LayoutPlaces(layout=usual("4"), room=_ROOM, aspect=16 / 9)


def test_it_is_as_large_as_it_fits_at_its_proportions() -> None:
    area = _four().area
    assert (area.width(), area.height()) == (320, 180)
    assert abs(area.center().y() - _ROOM.center().y()) <= 1
    tall = LayoutPlaces(layout=usual("4"), room=_ROOM, aspect=1 / 2).area
    assert (tall.width(), tall.height()) == (190, 380)


def test_tiles_and_empty_cells_are_found() -> None:
    places = LayoutPlaces(layout=remove(usual("4"), {4}), room=_ROOM, aspect=16 / 9)
    assert places.tile_at(places.rects[2].center()) == 2
    assert places.tile_at(QPoint(0, 0)) == 0
    ((place, rect),) = places.free()
    assert place == Place(1, 1)
    assert places.free_at(rect.center()) == place
    assert places.free_at(places.rects[1].center()) is None


@pytest.mark.parametrize(
    ("number", "edge", "dx", "dy"),
    [(1, Edge.RIGHT, 1, 0), (1, Edge.BOTTOM, 0, 1), (2, Edge.LEFT, -1, 0), (3, Edge.TOP, 0, -1)],
)
def test_an_edge_is_grasped_from_both_sides(number: int, edge: Edge, dx: int, dy: int) -> None:
    places = _four()
    rect = places.rects[number]
    centre = rect.center()
    inside = QPoint(
        {1: rect.right(), -1: rect.left(), 0: centre.x()}[dx],
        {1: rect.bottom(), -1: rect.top(), 0: centre.y()}[dy],
    )
    assert places.edge_at(inside) is not None
    assert places.edge_at(inside + QPoint(dx, dy) * (GAP // 2)) is not None
    assert places.edge_at(centre) is None


def test_the_rim_is_no_edge() -> None:
    places = _four()
    rect = places.rects[1]
    assert places.edge_at(QPoint(rect.left(), rect.center().y())) is None
    assert places.edge_at(QPoint(rect.center().x(), rect.top())) is None
