"""One small district for all tests of the simulation."""

from __future__ import annotations

import pytest

from platform_backend.districts.generate import District
from tests.platform_backend.simulation.town import small_district


@pytest.fixture(scope="session")
def district() -> District:
    return small_district()
