"""The district files: their figures, and their streets held against the public list."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from platform_backend.districts.spec import load_spec, names

_STREETS = Path(__file__).parents[4] / "shared" / "data" / "streets.csv"


def test_names_are_the_districts_and_no_other_data_file() -> None:
    assert names() == ("gulou", "jianggan")


def test_an_unknown_district_is_refused_with_the_names() -> None:
    with pytest.raises(ValueError, match="'nowhere': choose one of gulou, jianggan"):
        load_spec("nowhere")


@pytest.mark.parametrize(
    ("name", "streets", "communities", "grids", "staff", "cameras", "past", "departments"),
    [
        ("jianggan", 8, 144, 540, 1600, 3790, 44_000, 14),
        ("gulou", 7, 69, 376, 376 + 85, 1000, 2285, 23),
    ],
)
def test_the_figures_are_the_published_ones(
    name: str,
    streets: int,
    communities: int,
    grids: int,
    staff: int,
    cameras: int,
    past: int,
    departments: int,
) -> None:
    spec = load_spec(name)
    assert len(spec.streets) == streets
    assert spec.communities == communities
    assert spec.grids == grids
    assert sum(kind.count for kind in spec.staff) == staff
    assert spec.cameras == cameras
    assert spec.past_incidents == past
    assert len(spec.departments) == departments


@pytest.mark.parametrize("name", names())
def test_streets_are_those_of_the_public_list(name: str) -> None:
    if not _STREETS.exists():
        pytest.skip("the list of street codes (../shared/data/streets.csv) is not on this machine")
    spec = load_spec(name)
    with _STREETS.open(encoding="utf-8", newline="") as file:
        listed = {row["code"]: row["name"] for row in csv.DictReader(file) if row["area_code"] == spec.code}
    kept = {code: street for code, street in listed.items() if code not in spec.left_out}
    assert {street.code: street.name for street in spec.streets} == kept
    assert set(spec.left_out) <= set(listed)


def test_a_street_has_a_short_name() -> None:
    assert load_spec("jianggan").streets[0].stem == "凯旋"
