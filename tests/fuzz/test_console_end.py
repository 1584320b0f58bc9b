from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator

import psutil
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from backend_client.picture import Picture
from tests.fuzz.ends import serve_console
from tests.fuzz.hostile import BULKY, HOSTILE, mutated
from tests.fuzz.seeds import WIRES, server_frames

EXAMPLES = 900
_MOST_GROWTH = 150_000_000


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as one:
        yield one


def memory() -> int:
    held: int = psutil.Process().memory_info().rss
    return held


def test_nothing_that_a_platform_sends_harms_a_console(runner: asyncio.Runner) -> None:
    before, frames_sent = memory(), 0

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        # What is drawn are seeds: smaller ones are no simpler.
        phases=[Phase.generate],
    )
    @given(st.sampled_from((0, 1)), st.integers(0, 2**32), st.integers(0, 4))
    def fuzz(number: int, seed: int, good: int) -> None:
        nonlocal frames_sent
        rng = random.Random(seed)
        wire = WIRES[number]
        frames = server_frames(wire)
        values = BULKY if rng.random() < 0.1 else HOSTILE
        spoilt = [mutated(wire, frame, rng, values) if rng.random() < 0.4 else frame for frame in frames]
        # A connection is over with the first bad frame: what comes later has to be reached, too.
        sent = frames[: 3 + good] + rng.sample(spoilt, len(spoilt))
        frames_sent += len(sent)
        assert isinstance(runner.run(serve_console(wire, sent)), Picture)

    fuzz()
    assert frames_sent >= 18_000
    assert memory() - before < _MOST_GROWTH
