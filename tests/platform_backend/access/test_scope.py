from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import Column, Connection, MetaData, Table, Text, create_engine, insert, select

from backend_client.protocol.entities import (
    AssigneeKind,
    Counter,
    Department,
    Grid,
    Incident,
    IncidentState,
    Org,
    Task,
    TaskState,
    Unit,
    UnitStatus,
)
from backend_client.protocol.messages import Scope
from platform_backend.access.scope import NOWHERE, codes_of, sees, within

ORGS = {"org-1": "330104001"}


@pytest.mark.parametrize(
    ("division", "codes", "seen"),
    [
        (None, "330104001", True),
        ("", "330104001", True),
        ("330104", "330104001", True),
        ("330104001", "330104001", True),
        ("330104001", "330104001002003", True),
        ("330104001", "330104002", False),
        ("330104001", "330104", False),
        ("330104001", "320302 330104001", True),
        ("330104001", "", True),
    ],
)
def test_sees(division: str | None, codes: str, seen: bool) -> None:
    assert sees(Scope(division=division), codes) is seen


def test_codes_of() -> None:
    ring = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
    grid = Grid(code="330104001002003", name="一", org="org-1", street="org-1", polygon=ring)
    assert codes_of(grid, ORGS) == "330104001 330104001002003"
    unit = Unit(code="A1", name="一", org="org-1", kind="grid", status=UnitStatus.OFF)
    assert codes_of(unit, ORGS) == "330104001"
    assert codes_of(Org(kind="street", code="330104001", name="一"), ORGS) == ""
    assert codes_of(Department(code="d", name="一", org="org-1"), ORGS) == ""
    assert codes_of(Counter(value=1.0), ORGS) == ""


def task(kind: AssigneeKind, assignee: str, state: TaskState = TaskState.OFFERED) -> Task:
    at = "2026-01-01T00:00:00.000Z"
    return Task(id="t", kind=kind, assignee=assignee, name="一", lead=True, state=state, offered_at=at)


def incident(*tasks: Task, owner: str = "org-1") -> Incident:
    return Incident(
        serial_no="1",
        type_code="0101",
        type_name="积水",
        severity=2,
        title="积水",
        source="热线",
        state=IncidentState.HANDLING,
        owner_org=owner,
        reported_at="2026-01-01T00:00:00.000Z",
        tasks=tasks,
    )


def test_an_incident_belongs_to_those_with_a_task_too() -> None:
    orgs = {**ORGS, "org-2": "330104002"}
    shared = incident(task(AssigneeKind.DEPARTMENT, "dept-09"), task(AssigneeKind.ORG, "org-2"))
    assert codes_of(shared, orgs) == "330104001 330104002 @dept-09"
    for state in (TaskState.RETURNED, TaskState.RECALLED):
        assert codes_of(incident(task(AssigneeKind.DEPARTMENT, "dept-09", state)), orgs) == "330104001"
    done = incident(task(AssigneeKind.DEPARTMENT, "dept-09", TaskState.DONE))
    assert codes_of(done, orgs) == "330104001 @dept-09"


def test_what_belongs_nowhere_is_for_those_who_see_everything() -> None:
    codes = codes_of(incident(owner="org-9"), ORGS)
    assert codes == NOWHERE
    assert sees(Scope(), codes)
    assert not sees(Scope(division="33"), codes)


@pytest.mark.parametrize(
    ("scope", "codes", "seen"),
    [
        (Scope(departments=("dept-09",)), "330104001 @dept-09", True),
        (Scope(departments=("dept-09",)), "330104001 @dept-099", False),
        (Scope(departments=("dept-0",)), "@dept-09", False),
        (Scope(departments=("dept-09",)), "330104001", False),
        (Scope(departments=("dept-09",)), "", True),
        (Scope(division="3302", departments=("dept-09",)), "330104001 @dept-09", True),
        (Scope(division="330104", departments=("dept-01",)), "330104001 @dept-09", True),
        (Scope(division="3302", departments=("dept-01",)), "330104001 @dept-09", False),
    ],
)
def test_departments_see_what_is_theirs(scope: Scope, codes: str, seen: bool) -> None:
    assert sees(scope, codes) is seen


TABLE = Table("t", MetaData(), Column("codes", Text, nullable=False))


@pytest.fixture(scope="module")
def database() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        TABLE.create(connection)
        yield connection
    engine.dispose()


# Few letters, so that codes begin like each other; those that mean something to LIKE among them.
WORD = st.text("aA1@%_\\-é", min_size=1, max_size=4)
CODES = st.lists(WORD, max_size=3).map(" ".join)
SCOPES = st.builds(
    Scope,
    division=st.none() | WORD | st.just(""),
    departments=st.lists(WORD, max_size=2).map(tuple),
)


@given(scope=SCOPES, many=st.lists(CODES | WORD.map(lambda word: f"a1 @{word}"), min_size=1, max_size=8))
def test_the_database_agrees(database: Connection, scope: Scope, many: list[str]) -> None:
    database.execute(TABLE.delete())
    database.execute(insert(TABLE), [{"codes": codes} for codes in many])
    found = database.scalars(select(TABLE.c.codes).where(within(TABLE.c.codes, scope))).all()
    assert found == [codes for codes in many if sees(scope, codes)]


def test_who_reported_it_up_and_who_was_told_of_it_read_along() -> None:
    orgs = {**ORGS, "org-2": "330104002", "org-3": "330104003"}
    told = replace(incident(), reported_by=("org-2",), copies=("org-3", "dept-09"))
    assert codes_of(told, orgs) == "330104001 330104002 330104003 @dept-09"


def test_a_unit_s_task_is_its_org_s_too() -> None:
    orgs = {**ORGS, "org-2": "330104002"}
    lent = replace(task(AssigneeKind.UNIT, "unit-1"), org="org-2")
    assert codes_of(incident(lent), orgs) == "330104001 330104002"
