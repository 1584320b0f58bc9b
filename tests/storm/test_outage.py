from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.storm import CURRENT_WITHIN_S, figures_of, small
from tests.storm.outage import attempts_bound, most_in_a_second, run_outage


@pytest.mark.timeout(300)
async def test_five_hundred_consoles_come_back_without_a_storm(tmp_path: Path) -> None:
    outcome = await run_outage(consoles=500, outage_s=5.0, spec=small(), folder=tmp_path)
    figures = figures_of(outcome)
    assert figures["wrong"] == [], figures
    assert figures["current_max_s"] <= CURRENT_WITHIN_S
    assert figures["attempts_peak_per_s"] <= figures["attempts_bound_per_s"]
    # The attempts were really counted: each console made one and more while there was nobody.
    assert figures["attempts"] > 1000
    assert (figures["new_sessions"], figures["new_sign_ins"], figures["hashes"]) == (0, 0, 2)


def test_the_bound_follows_from_the_backoff() -> None:
    # 1.9 attempts a console in the first second, and what chance and a busy machine add.
    assert 1.9 * 500 < attempts_bound(500) < 2.7 * 500
    assert 19_000 < attempts_bound(10_000) < 25_000


def test_the_busiest_second() -> None:
    assert most_in_a_second([]) == 0
    assert most_in_a_second([0.0, 0.5, 0.9, 1.2, 1.3, 1.4, 5.0]) == 5
