"""Distances are good enough for a district."""

from __future__ import annotations

import pytest

from backend_client.protocol.distance import distance_m


def test_degrees_have_their_lengths() -> None:
    assert distance_m((120.0, 30.0), (120.0, 31.0)) == pytest.approx(110_900, rel=0.005)
    assert distance_m((120.0, 30.0), (121.0, 30.0)) == pytest.approx(96_400, rel=0.005)


def test_it_is_as_far_there_as_back() -> None:
    here, there = (120.21, 30.25), (120.26, 30.31)
    assert distance_m(here, there) == distance_m(there, here)
    assert distance_m(here, here) == 0.0
