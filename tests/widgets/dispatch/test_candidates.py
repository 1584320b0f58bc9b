"""Who is proposed for an incident, and who is found by typing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from backend_client.protocol.entities import AssigneeKind, Department, TaskState, UnitStatus
from backend_client.protocol.incident_type import IncidentType
from tests.widgets.district import HERE, District, ago, district, incident, task, unit
from widgets.dispatch.candidates import Candidate, Candidates, matching
from widgets.dispatch.weighing import Point
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
    assert [Point.OWN_GRID in each.points for each in first[:4]] == [True, True, False, False]
    assert Point.OLD_POSITION in first[3].points


def test_who_has_the_task_already_comes_last_of_his_kind() -> None:
    made = district(units=3)
    everybody = proposed(made, tasks=(task(1), task(3, state=TaskState.RETURNED)))
    assert [each.id for each in everybody] == ["unit-2", "unit-3", "unit-1", "d1"]
    assert everybody[2].has_task


def test_without_a_position_there_is_no_distance() -> None:
    made = district(units=1)
    assert proposed(made, position=None)[0].distance is None


def test_the_type_of_incident_asks_for_kinds_skills_and_a_department() -> None:
    made = district()
    made.put("department", "d2", Department(code="swj", name="示范水务局", org="jianggan"))
    made.put(
        "incident_type",
        "type-0201",
        IncidentType(
            code="0201",
            name="占道经营",
            category="市容",
            version="1",
            severity=3,
            departments=("d2",),
            unit_kinds=("城管队员", "网格员"),
            skills=("疏导",),
        ),
    )
    near = (HERE[0] + 0.002, HERE[1])
    made.put("unit", "other", unit(3, kind="环卫班组", position=near))
    made.put("unit", "second", unit(4, kind="网格员", position=near, skills=("疏导",)))
    made.put("unit", "first", unit(5, kind="城管队员", position=near, skills=("疏导",)))
    made.put("unit", "unskilled", unit(6, kind="城管队员", position=near))
    everybody = proposed(made)
    assert [each.id for each in everybody] == ["first", "second", "unskilled", "other", "d2", "d1"]
    assert {Point.RIGHT_KIND, Point.SKILLED} <= set(everybody[0].points)
    assert Point.NOT_SKILLED in everybody[2].points
    assert Point.OTHER_KIND in everybody[3].points
    assert everybody[4].points == (Point.IN_CHARGE,)


def test_the_recommended_one_is_on_duty_and_has_no_task_in_it_yet() -> None:
    made = district()
    made.put("unit", "has", unit(3, position=HERE))
    made.put("unit", "off", unit(4, status=UnitStatus.OFF, position=HERE))
    candidates = Candidates(picture=made.picture, initials=Initials())
    busy = replace(INCIDENT, tasks=(replace(task(1), assignee="has"),))
    found = candidates.recommended(busy, now=made.now())
    assert found is not None
    assert found.id == "d1", "nobody else is on duty"
    free = candidates.recommended(INCIDENT, now=made.now())
    assert free is not None
    assert free.id == "has"


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
