"""Who is proposed for an incident, and who is found by typing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import AssigneeKind, TaskState, UnitStatus
from tests.widgets.district import HERE, District, ago, district, incident, task, unit
from widgets.dispatch.candidates import Candidate, Candidates, matching
from widgets.initials import Initials

INCIDENT = incident(1, position=HERE)


def proposed(made: District, **fields: object) -> list[Candidate]:
    candidates = Candidates(picture=made.picture, initials=Initials())
    return list(candidates.for_incident(replace(INCIDENT, **fields), now=made.now()))


def test_free_and_near_units_come_first_then_departments() -> None:
    made = district()
    made.put("unit", "off", unit(3, status=UnitStatus.OFF, position=HERE))
    made.put("unit", "busy", unit(4, status=UnitStatus.EN_ROUTE, position=HERE, load=2))
    made.put("unit", "far", unit(5, position=(HERE[0] + 0.02, HERE[1])))
    made.put("unit", "near", unit(6, position=(HERE[0] + 0.002, HERE[1])))
    assert [each.id for each in proposed(made)] == ["near", "far", "busy", "off", "d1"]


def test_the_units_own_grid_speaks_for_it_and_an_old_position_against() -> None:
    made = district()
    made.put("unit", "own", unit(3, position=(HERE[0] + 0.004, HERE[1]), grid_code="330104002001001"))
    made.put("unit", "stale", unit(4, position=HERE, position_at=ago(4000)))
    made.put("unit", "near", unit(5, position=(HERE[0] + 0.003, HERE[1])))
    made.put("unit", "unit-2", unit(2, position=(HERE[0] + 0.004, HERE[1])))
    first = proposed(made)
    assert [each.id for each in first[:4]] == ["unit-2", "own", "near", "stale"]
    assert [each.own_grid for each in first[:4]] == [True, True, False, False]
    assert first[3].stale


def test_who_has_the_task_already_comes_last_of_his_kind() -> None:
    made = district(units=3)
    everybody = proposed(made, tasks=(task(1), task(3, state=TaskState.RETURNED)))
    assert [each.id for each in everybody] == ["unit-2", "unit-3", "unit-1", "d1"]
    assert everybody[2].has_task


def test_without_a_position_there_is_no_distance() -> None:
    made = district(units=1)
    assert proposed(made, position=None)[0].distance is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("示范员0002", "unit-2"),
        ("w3", "unit-3"),
        ("sfy0001", "unit-1"),
        ("cg", "d1"),
        ("sfcgj", "d1"),
        ("城管", "d1"),
    ],
)
def test_typing_finds_by_name_code_and_initials(typed: str, found: str) -> None:
    assert found in [each.id for each in matching(proposed(district(units=3)), typed)]


def test_a_code_typed_in_full_comes_first() -> None:
    made = district(units=12)
    assert matching(proposed(made), "w1")[0].id == "unit-1"
    assert matching(proposed(made), "nobody") == []
    assert len(matching(proposed(made), "")) == 13


def test_a_department_is_one() -> None:
    last = proposed(district())[-1]
    assert (last.kind, last.name) == (AssigneeKind.DEPARTMENT, "示范城管局")
