"""Polygons and glows land where they are asked to."""

from __future__ import annotations

import numpy as np
import pytest

from platform_backend.camera_site.drawing.canvas import Canvas
from platform_backend.camera_site.drawing.colour import planes, to_yuv

_WHITE = (1.0, 1.0, 1.0)


@pytest.fixture
def canvas() -> Canvas:
    still = planes(np.full((36, 64, 3), 0.0, np.float32))
    occluder = np.full((36, 64), np.inf, np.float32)
    occluder[:, 40:] = 10.0
    return Canvas(background=still, occluder=occluder)


@pytest.mark.parametrize(
    "points", [[(4, 4), (24, 4), (24, 20), (4, 20)], [(4, 20), (24, 20), (24, 4), (4, 4)]]
)
def test_a_polygon_covers_its_area_in_either_winding(
    canvas: Canvas, points: list[tuple[float, float]]
) -> None:
    canvas.polygon(points, _WHITE, depth=5)
    canvas.paint()
    assert canvas.luma[12, 14] == pytest.approx(235, abs=0.5)
    assert canvas.luma[12, 30] == canvas.luma[30, 14] == pytest.approx(16, abs=0.5)
    assert (canvas.luma - 16).sum() / 219 == pytest.approx(20 * 16, rel=0.02)


def test_a_triangle_and_an_octagon_are_closed(canvas: Canvas) -> None:
    canvas.polygon([(2, 2), (30, 2), (2, 30)], _WHITE, depth=5)
    canvas.paint()
    assert (canvas.luma - 16).sum() / 219 == pytest.approx(28 * 28 / 2, rel=0.05)
    canvas.begin()
    canvas.disc(20, 18, 8, 8, _WHITE, depth=5)
    canvas.paint()
    assert (canvas.luma - 16).sum() / 219 == pytest.approx(np.pi * 64, rel=0.05)


def test_what_stands_in_front_hides(canvas: Canvas) -> None:
    canvas.polygon([(30, 4), (60, 4), (60, 20), (30, 20)], _WHITE, depth=15)
    canvas.paint()
    assert canvas.luma[12, 35] > 200
    assert canvas.luma[12, 50] < 20


def test_later_things_cover_earlier_ones_and_begin_wipes(canvas: Canvas) -> None:
    box = [(4.0, 4.0), (24.0, 4.0), (24.0, 20.0), (4.0, 20.0)]
    canvas.polygon(box, _WHITE, depth=5)
    canvas.polygon(box, (1.0, 0.0, 0.0), depth=4)
    canvas.paint()
    assert canvas.luma[12, 14] == pytest.approx(to_yuv((1.0, 0.0, 0.0))[0], abs=0.5)
    canvas.begin()
    assert canvas.luma.max() == pytest.approx(16, abs=0.5)


def test_things_beyond_the_edge_do_no_harm(canvas: Canvas) -> None:
    canvas.polygon([(-500, -500), (2000, -500), (2000, 2000), (-500, 2000)], _WHITE, depth=5)
    canvas.glow(-30, 90, 5, 5, _WHITE, depth=5)
    canvas.soft(900, 900, 5, 5, _WHITE, depth=5, alpha=0.5)
    canvas.polygon([(100, 100), (120, 100), (110, 120)], _WHITE, depth=5)
    canvas.paint()
    picture = canvas.picture()
    assert picture.shape == (54, 64)
    assert picture[:36, :40].min() > 230
