from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_client.protocol.coordinates import (
    Datum,
    bd09_to_gcj02,
    from_wgs84,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    to_wgs84,
    wgs84_to_gcj02,
)
from backend_client.protocol.entities import Position

SHIFTED = (Datum.GCJ_02, Datum.BD_09)
#: The six old districts of Hangzhou, Jianggan among them.
HANGZHOU = st.tuples(st.floats(120.05, 120.40), st.floats(30.16, 30.40))
#: Mainland China, with room for the shift at the edges of the box.
CHINA = st.tuples(st.floats(73.0, 136.0), st.floats(4.0, 54.0))
WORLD = st.tuples(st.floats(-180.0, 180.0), st.floats(-90.0, 90.0))


def metres(one: Position, other: Position) -> float:
    """Distance of two near positions on a sphere; good to half a percent."""
    east = math.radians(other[0] - one[0]) * math.cos(math.radians(one[1]))
    return math.hypot(east, math.radians(other[1] - one[1])) * 6_371_000


def test_the_values_that_the_public_implementations_give() -> None:
    # The examples of github.com/wandergis/coordtransform.
    assert wgs84_to_gcj02((116.404, 39.915)) == pytest.approx(
        (116.41024449916938, 39.91640428150164), abs=1e-9
    )
    assert gcj02_to_bd09((116.404, 39.915)) == pytest.approx(
        (116.41036949371029, 39.92133699351022), abs=1e-9
    )
    # Its inverse is only near.
    assert metres(bd09_to_gcj02((116.404, 39.915)), (116.39762729119315, 39.90865673957631)) < 1.0


@given(HANGZHOU)
def test_in_hangzhou_the_offset_is_half_a_kilometre_and_the_inverse_exact(position: Position) -> None:
    shifted = wgs84_to_gcj02(position)
    assert 495.0 < metres(position, shifted) < 528.0
    assert metres(position, gcj02_to_wgs84(shifted)) < 1e-3


@given(CHINA, st.sampled_from(SHIFTED))
def test_there_and_back_is_less_than_a_millimetre(position: Position, datum: Datum) -> None:
    assert metres(position, to_wgs84(from_wgs84(position, datum), datum)) < 1e-3


@given(CHINA)
def test_bd09_alone_comes_back_and_gcj02_stays_near(position: Position) -> None:
    back = bd09_to_gcj02(gcj02_to_bd09(position))
    assert metres(position, back) < 1e-3
    assert metres(position, wgs84_to_gcj02(position)) < 750.0


@given(WORLD, st.sampled_from((Datum.WGS_84, Datum.CGCS2000)))
def test_cgcs2000_is_wgs84_for_mapping(position: Position, datum: Datum) -> None:
    assert from_wgs84(position, datum) == position
    assert to_wgs84(position, datum) == position


@pytest.mark.parametrize("position", [(2.35, 48.86), (-74.0, 40.7), (100.0, -10.0), (140.0, 36.0)])
def test_outside_of_china_nothing_is_shifted(position: Position) -> None:
    assert wgs84_to_gcj02(position) == position
    assert gcj02_to_wgs84(position) == position


@given(HANGZHOU, st.sampled_from(SHIFTED))
def test_neighbours_stay_neighbours(position: Position, datum: Datum) -> None:
    beside = (position[0] + 1e-4, position[1])
    apart = metres(from_wgs84(position, datum), from_wgs84(beside, datum))
    assert apart == pytest.approx(metres(position, beside), rel=0.03)


def test_the_datums_are_named_as_people_write_them() -> None:
    assert list(Datum) == ["WGS-84", "CGCS2000", "GCJ-02", "BD-09"]
