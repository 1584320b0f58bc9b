"""Units on duty, departments and seats of the command room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random

from backend_client.protocol.entities import Department, Seat, Unit, UnitStatus
from backend_client.protocol.times import format_time
from platform_backend.districts.areas import Areas, org_id
from platform_backend.districts.naming import MODEL
from platform_backend.districts.places import Place
from platform_backend.districts.spec import DistrictSpec
from platform_backend.districts.types import skills_of

_SEATS = ("受理席1", "受理席2", "派遣席1", "派遣席2", "视频巡查席", "督办席", "值班长席", "会商席")


def build_units(
    areas: Areas, places: Sequence[Place], spec: DistrictSpec, *, now: float, rng: Random
) -> dict[str, Unit]:
    """All staff as units; a kind with as many members as there are grids has one in each, others are spread.

    A short code is the letter of the kind and a number counted within the street. Positions are known only of
    those on duty, and are up to two minutes old.
    """
    by_grid: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_grid[place.grid].append(place)
    grids = [grid for grid in areas.grids if by_grid[grid]]
    units: dict[str, Unit] = {}
    for staff in spec.staff:
        numbers: dict[str, int] = defaultdict(int)
        for index in range(staff.count):
            home = grids[index] if staff.count == len(grids) else rng.choice(grids)
            street = areas.grids[home].street
            numbers[street] += 1
            number = len(units) + 1
            on_duty = rng.random() < staff.on_duty
            units[f"unit-{number:05d}"] = Unit(
                code=f"{staff.letter}{numbers[street]}",
                name=f"{MODEL}{'员' if staff.letter in 'zwq' else '组'}{number:04d}",
                org=street,
                kind=staff.kind,
                status=UnitStatus.AVAILABLE if on_duty else UnitStatus.OFF,
                position=rng.choice(by_grid[home]).position if on_duty else None,
                position_at=format_time(now - rng.uniform(1.0, 120.0)) if on_duty else None,
                grid_code=home,
                skills=_some(skills_of(staff.letter), Random(number)),
            )
    return units


def _some(skills: Sequence[str], rng: Random) -> tuple[str, ...]:
    """About half of the skills: not everybody has learned everything."""
    return tuple(skill for skill in skills if rng.random() < 0.5)


def owners_of(units: Mapping[str, Unit], spec: DistrictSpec) -> dict[str, str]:
    """Grid id -> id of the unit of the spec's first kind whose own grid it is."""
    first = spec.staff[0].kind
    return {unit.grid_code: id_ for id_, unit in units.items() if unit.kind == first and unit.grid_code}


def build_departments(spec: DistrictSpec) -> dict[str, Department]:
    """The district's departments by id."""
    return {
        f"dept-{department.code}": Department(
            code=department.code, name=department.name, org=org_id(spec.code)
        )
        for department in spec.departments
    }


def build_seats(spec: DistrictSpec) -> dict[str, Seat]:
    """The places in the district's command room."""
    return {
        f"seat-{number}": Seat(name=name, org=org_id(spec.code))
        for number, name in enumerate(_SEATS, start=1)
    }
