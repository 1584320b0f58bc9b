"""Clocks."""

from __future__ import annotations

import time

import pytest

from platform_backend.simulation.clock import FastClock, RealClock


async def test_a_real_clock_is_the_machines() -> None:
    clock = RealClock()
    before = time.monotonic()
    await clock.sleep(0.01)
    await clock.sleep(-1.0)
    assert time.monotonic() - before >= 0.009
    assert clock.now() == pytest.approx(time.time(), abs=5.0)
    assert clock.rate == 1.0


async def test_a_fast_clock_runs_at_its_rate() -> None:
    clock = FastClock(rate=1000.0, start=500.0)
    assert clock.now() >= 500.0
    before = time.monotonic()
    await clock.sleep(20.0)
    assert clock.now() >= 519.9
    assert 0.019 <= time.monotonic() - before < 10.0


def test_a_clock_must_go_forward() -> None:
    with pytest.raises(ValueError, match="positive"):
        FastClock(rate=0.0, start=0.0)
