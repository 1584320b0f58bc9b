from __future__ import annotations

import pytest

from backend_client.protocol.ptz import BY_HAND, IN_CHARGE, Preset, preset_towards, rank_of

HERE = (117.2, 34.3)
LOOKS = (
    Preset(number=1, name="北", direction=0.0),
    Preset(number=2, name="东", direction=90.0),
    Preset(number=3, name="西北", direction=315.0),
    Preset(number=4, name="某处"),
)


@pytest.mark.parametrize(
    ("east", "north", "number"),
    [(0.0, 1.0, 1), (1.0, 0.1, 2), (-1.0, 1.0, 3), (-0.1, 1.0, 1), (-1.0, 0.3, 3), (0.0, -1.0, None)],
)
def test_the_preset_that_looks_at_a_place(east: float, north: float, number: int | None) -> None:
    place = (HERE[0] + east * 0.001 / 0.826, HERE[1] + north * 0.001)
    found = preset_towards(LOOKS, camera=HERE, place=place)
    assert (found.number if found else None) == number


def test_none_where_no_preset_says_where_it_looks() -> None:
    assert preset_towards((), camera=HERE, place=HERE) is None
    assert preset_towards(LOOKS[3:], camera=HERE, place=HERE) is None


def test_the_duty_leader_stands_above_the_others() -> None:
    assert rank_of(["dispatcher"]) == rank_of(["duty_officer"]) == BY_HAND
    assert rank_of(["dispatcher", "duty_leader"]) == IN_CHARGE
