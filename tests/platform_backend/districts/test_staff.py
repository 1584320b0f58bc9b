"""Units, departments and seats."""

from __future__ import annotations

from collections import Counter

from backend_client.protocol.entities import UnitStatus
from platform_backend.districts.generate import District


def test_staff_by_kind_and_their_short_codes(district: District) -> None:
    kinds = Counter(unit.kind for unit in district.units.values())
    assert kinds == {staff.kind: staff.count for staff in district.spec.staff}
    codes = [(unit.org, unit.code) for unit in district.units.values()]
    assert len(set(codes)) == len(codes)
    assert ("org-" + district.spec.streets[0].code, "z3") in codes
    assert all(unit.name.startswith("示范") for unit in district.units.values())


def test_positions_are_known_of_those_on_duty_only(district: District) -> None:
    for unit in district.units.values():
        assert (unit.position is None) == (unit.status is UnitStatus.OFF)
        assert (unit.position_at is None) == (unit.status is UnitStatus.OFF)
    off = sum(unit.status is UnitStatus.OFF for unit in district.units.values())
    assert 0.2 < off / len(district.units) < 0.7


def test_departments_and_seats(district: District) -> None:
    assert len(district.departments) == len(district.spec.departments)
    home = f"org-{district.spec.code}"
    assert {department.org for department in district.departments.values()} == {home}
    assert {seat.org for seat in district.seats.values()} == {home}
    # Each type of incident finds its department.
    names = [department.name for department in district.departments.values()]
    for kind in district.types.values():
        assert any(name.startswith(kind.department) for name in names), kind.department
