"""How long people take."""

from __future__ import annotations

from random import Random
from statistics import median

import pytest

from platform_backend.simulation.habits import Delay


def test_half_of_all_cases_take_no_longer_than_the_median() -> None:
    rng = Random(1)
    drawn = [Delay(100.0).draw(rng) for _ in range(2000)]
    assert median(drawn) == pytest.approx(100.0, rel=0.1)
    assert min(drawn) > 0.0
    assert max(drawn) <= 800.0
