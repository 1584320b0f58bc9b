"""Projection, soft lines and cuts."""

from __future__ import annotations

from random import Random

import pytest
from shapely.geometry import Polygon, box

from platform_backend.districts.geometry import Plane, compactness, cut, main_axis, soften, wander


def test_projection_comes_back_to_the_centimetre() -> None:
    plane = Plane((120.25, 30.3))
    there = plane.to_metres((120.31, 30.27))
    assert plane.to_degrees(there) == pytest.approx((120.31, 30.27), abs=1e-7)
    assert there == pytest.approx((5767, -3340), abs=5)


def test_a_softened_ring_stays_within_and_an_open_line_keeps_its_ends() -> None:
    corners = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    ring = soften(corners, closed=True)
    assert Polygon(corners).covers(Polygon(ring))
    line = soften(corners, closed=False)
    assert line[0] == corners[0]
    assert line[-1] == corners[-1]


def test_a_wandering_line_keeps_its_ends_and_its_bounds() -> None:
    line = wander((0.0, 0.0), (1000.0, 0.0), rng=Random(3), amplitude=0.05)
    assert line[0] == (0.0, 0.0)
    assert line[-1] == (1000.0, 0.0)
    assert len(line) > 4
    assert 0.0 < max(abs(y) for _, y in line) <= 50.0


@pytest.mark.parametrize("share", [0.25, 0.5, 0.7])
def test_a_cut_gives_two_parts_of_the_asked_sizes(share: float) -> None:
    whole = box(0.0, 0.0, 900.0, 600.0)
    first, second = cut(whole, share, rng=Random(1), amplitude=0.02)
    assert first.area + second.area == pytest.approx(whole.area)
    assert first.intersection(second).area == pytest.approx(0.0)
    sizes = sorted((first.area / whole.area, second.area / whole.area))
    assert sizes == pytest.approx(sorted((share, 1.0 - share)), abs=0.05)


def test_shapes_are_measured() -> None:
    assert compactness(box(0, 0, 1, 1)) == pytest.approx(0.785, abs=1e-3)
    direction, aspect = main_axis(box(0, 0, 4, 1))
    assert aspect == pytest.approx(4.0)
    assert abs(direction % 3.141592653589793) == pytest.approx(0.0)
