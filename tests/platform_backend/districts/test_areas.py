"""Orgs and grids with their codes."""

from __future__ import annotations

import re

from platform_backend.districts.generate import District


def test_codes_nest_and_parents_exist(district: District) -> None:
    for org in district.orgs.values():
        assert (org.parent is None) == (org.kind == "district")
        if org.parent is not None:
            assert org.code.startswith(district.orgs[org.parent].code)
    for id_, grid in district.grids.items():
        assert id_ == grid.code
        assert re.fullmatch(r"\d{15}", grid.code)
        assert grid.code.startswith(district.orgs[grid.org].code)
        assert district.orgs[grid.org].parent == grid.street


def test_counts_are_those_of_the_file(district: District) -> None:
    kinds = [org.kind for org in district.orgs.values()]
    assert kinds.count("street") == len(district.spec.streets)
    assert kinds.count("community") == district.spec.communities
    assert len(district.grids) == district.spec.grids
    for street in district.spec.streets:
        assert sum(code.startswith(street.code) for code in district.grids) == street.grids


def test_generated_names_say_that_they_are(district: District) -> None:
    for org in district.orgs.values():
        assert org.kind != "community" or org.name.startswith("示范")
    assert all(grid.name.startswith("示范") for grid in district.grids.values())


def test_every_grid_has_its_owner(district: District) -> None:
    owners = [grid.owner for grid in district.grids.values()]
    assert len(set(owners)) == len(owners)
    for code, grid in district.grids.items():
        assert grid.owner is not None
        assert district.units[grid.owner].grid_code == code
