"""What speaks for and against a unit, what that weighs, and what is short."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from backend_client.protocol.entities import UnitStatus
from widgets.dispatch.weighing import AGAINST, FAR_M, Facts, Point, Shortage, points, shortages, weight

GOOD = Facts(
    status=UnitStatus.AVAILABLE,
    load=0,
    distance=300.0,
    position_age=20.0,
    own_grid=False,
    kind_rank=0,
    any_kind=False,
    wanted_skills=1,
    missing_skills=0,
    has_task=False,
)


def test_all_that_speaks_for_a_unit_is_told() -> None:
    told = points(replace(GOOD, own_grid=True))
    assert told == (Point.OWN_GRID, Point.RIGHT_KIND, Point.SKILLED, Point.FREE, Point.NEAR)
    assert not AGAINST.intersection(told)


@pytest.mark.parametrize(
    ("worse", "point"),
    [
        ({"status": UnitStatus.OFF}, Point.OFF_DUTY),
        ({"load": 2}, Point.BUSY),
        ({"status": UnitStatus.ON_SCENE}, Point.BUSY),
        ({"position_age": 301.0}, Point.OLD_POSITION),
        ({"distance": None, "position_age": None}, Point.NO_POSITION),
        ({"distance": FAR_M + 1}, Point.FAR),
        ({"kind_rank": None}, Point.OTHER_KIND),
        ({"missing_skills": 1}, Point.NOT_SKILLED),
    ],
)
def test_whatever_speaks_against_a_unit_is_told_and_weighs(worse: dict[str, Any], point: Point) -> None:
    facts = replace(GOOD, **worse)
    assert point in points(facts)
    assert point in AGAINST
    assert weight(facts) > weight(GOOD)


def test_a_stale_position_is_never_called_near_and_weighs_more_the_older_it_is() -> None:
    old = replace(GOOD, position_age=1200.0)
    assert Point.NEAR not in points(old)
    assert weight(GOOD) < weight(old) < weight(replace(GOOD, position_age=2400.0))
    ancient, older = (replace(GOOD, position_age=age) for age in (1e6, 2e6))
    assert weight(ancient) == weight(older)


def test_a_type_that_names_no_kind_prefers_none() -> None:
    assert weight(replace(GOOD, any_kind=True, kind_rank=None)) == weight(GOOD)
    assert Point.OTHER_KIND not in points(replace(GOOD, any_kind=True, kind_rank=None))


def test_what_is_short() -> None:
    assert shortages([GOOD]) == ()
    assert shortages([]) == (Shortage.NO_FREE_UNIT_NEAR,)
    owner_off = replace(GOOD, own_grid=True, status=UnitStatus.OFF)
    assert shortages([GOOD, owner_off]) == (Shortage.GRID_OWNER_OFF,)
    assert shortages([GOOD, replace(GOOD, own_grid=True, load=1)]) == (Shortage.GRID_OWNER_BUSY,)
    assert shortages([replace(GOOD, position_age=900.0)]) == (Shortage.POSITIONS_OLD,)
    assert shortages([replace(GOOD, kind_rank=None)]) == (Shortage.NO_RIGHT_KIND_FREE,)
    assert shortages([replace(GOOD, missing_skills=1)]) == (Shortage.NO_SKILL_FREE,)
    assert Shortage.NO_FREE_UNIT_NEAR in shortages([replace(GOOD, distance=FAR_M + 1)])
