from __future__ import annotations

import pytest

from backend_client.protocol.entities import Counter, Department, Grid, Org, Unit, UnitStatus
from backend_client.protocol.messages import Scope
from platform_backend.scope import codes_of, sees

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
