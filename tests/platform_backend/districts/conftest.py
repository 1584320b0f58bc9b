"""The two districts, generated once for all tests."""

from __future__ import annotations

import pytest

from platform_backend.districts.generate import District, generate
from platform_backend.districts.spec import load_spec

#: Saturday, 31 January 2026, 16:00 in China.
NOW = 1769846400.0


@pytest.fixture(scope="session")
def jianggan() -> District:
    return generate(load_spec("jianggan"), seed=1, now=NOW)


@pytest.fixture(scope="session")
def gulou() -> District:
    return generate(load_spec("gulou"), seed=1, now=NOW)


@pytest.fixture(scope="session", params=["jianggan", "gulou"])
def district(request: pytest.FixtureRequest) -> District:
    made = request.getfixturevalue(request.param)
    assert isinstance(made, District)
    return made
