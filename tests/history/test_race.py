from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.history import figures_of
from tests.faults.plan import FAULTS
from tests.history.race import Terms, run_race


@pytest.mark.timeout(300)
async def test_fifty_consoles_race_while_everything_breaks_and_the_history_is_sound(tmp_path: Path) -> None:
    terms = Terms(seconds=60.0, clients=50, incidents=20, kills=3, seed=20261122)
    figures = figures_of(await run_race(terms, tmp_path))
    assert figures["wrong"] == {}
    assert figures["linearizable"]
    assert (figures["lost"], figures["twice"]) == (0, 0)
    assert figures["pictures_equal"] == 50
    assert (figures["kills"], figures["console_kills"]) == (3, 1)
    assert set(figures["faults"]) == set(FAULTS)
    # The race was one: much was asked, much of it at the same time as others did.
    assert figures["acknowledged"] > 500
    assert figures["with_expect_ver"] > 200
    assert figures["refused"]["version_conflict"] > 20
    assert figures["refused"]["illegal_transition"] > 20
    assert figures["reads"] > 50


@pytest.mark.timeout(300)
async def test_a_platform_that_forgets_results_is_found_out(tmp_path: Path) -> None:
    """The race is worth something: what it must find, it finds."""
    for seed in range(4):
        terms = Terms(
            seconds=8.0,
            clients=20,
            incidents=5,
            kills=1,
            seed=seed,
            pause_s=0.05,
            module="tests.history.forgetful_platform",
        )
        folder = tmp_path / str(seed)
        folder.mkdir()
        figures = figures_of(await run_race(terms, folder))
        if figures["twice"]:
            assert not figures["linearizable"]
            return
    pytest.fail("nothing took effect twice")
