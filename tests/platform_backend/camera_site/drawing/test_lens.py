"""The lens projects points and finds them again."""

from __future__ import annotations

import numpy as np
import pytest

from platform_backend.camera_site.drawing.lens import Lens, View

_VIEW = View(lens=Lens(x=2, y=-5, height=8, yaw=12, pitch=14), width=640, height=360)


def test_a_ray_meets_the_ground_where_the_point_was() -> None:
    column, row, depth = _VIEW.project(np.array([[6.0, 20.0, 0.0]]))[0]
    x, y, z = _VIEW.rays(int(column), int(row), int(column) + 1, int(row) + 1)
    reach = -8 / float(z[0, 0])
    assert 2 + reach * float(x[0, 0]) == pytest.approx(6.0, abs=0.1)
    assert -5 + reach * float(y[0, 0]) == pytest.approx(20.0, abs=0.3)
    assert depth == pytest.approx(_VIEW.depth(6.0, 20.0))


def test_the_horizon_lies_above_all_ground() -> None:
    far = _VIEW.project(np.array([[2.0, 500.0, 0.0]]))[0]
    assert 0 < _VIEW.horizon() < far[1]


def test_what_is_behind_or_aside_is_not_seen() -> None:
    assert _VIEW.sees(6.0, 20.0, 1.0)
    assert not _VIEW.sees(2.0, -40.0, 1.0)
    assert not _VIEW.sees(90.0, 10.0, 1.0)
