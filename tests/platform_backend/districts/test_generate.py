"""A whole district: quick, repeatable, and one that a platform can hold."""

from __future__ import annotations

import time
from collections import deque

from platform_backend.districts.generate import District, generate
from platform_backend.districts.spec import load_spec
from tests.platform_backend.districts.conftest import NOW


def test_the_same_seed_gives_the_same_district(gulou: District) -> None:
    again = generate(load_spec("gulou"), seed=1, now=NOW)
    for part in (
        "orgs",
        "grids",
        "cameras",
        "units",
        "walls",
        "scenes",
        "tours",
        "open_incidents",
        "serials",
        "places",
    ):
        assert getattr(again, part) == getattr(gulou, part), part


def test_another_seed_gives_another_district(gulou: District) -> None:
    other = generate(load_spec("gulou"), seed=2, now=NOW)
    assert other.grids != gulou.grids
    assert next(iter(other.past)) != next(iter(gulou.past))


def test_the_default_district_is_made_in_seconds() -> None:
    start = time.process_time()
    made = generate(load_spec("jianggan"), seed=3, now=NOW)
    last = deque(made.past, maxlen=1)
    assert last[0][0] == "inc-044000"
    assert time.process_time() - start < 5.0
