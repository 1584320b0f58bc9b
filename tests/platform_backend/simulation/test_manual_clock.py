"""The simulation's time, moved by hand."""

from __future__ import annotations

import asyncio

import pytest

from tests.platform_backend.simulation.manual_clock import ManualClock


async def test_a_manual_clock_moves_by_hand() -> None:
    clock = ManualClock(start=100.0)
    woken: list[str] = []

    async def sleeper(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append(name)

    async with asyncio.TaskGroup() as group:
        late = group.create_task(sleeper("late", 10.0))
        early = group.create_task(sleeper("early", 5.0))
        await clock.sleep(0.0)
        clock.advance(5.0)
        await early
        assert woken == ["early"]
        clock.advance(5.0)
        await late
    assert woken == ["early", "late"]
    assert clock.now() == 110.0


async def test_running_until_a_moment_wakes_every_sleep_in_its_time() -> None:
    clock = ManualClock(start=0.0)
    seen: list[float] = []

    async def rounds() -> None:
        while True:
            await clock.sleep(3.0)
            seen.append(clock.now())

    async with asyncio.TaskGroup() as group:
        task = group.create_task(rounds())
        await clock.run_until(10.0)
        task.cancel()
    assert seen == [3.0, 6.0, 9.0]
    assert clock.now() == 10.0


async def test_a_cancelled_sleeper_is_passed_over() -> None:
    clock = ManualClock(start=0.0)
    task = asyncio.get_running_loop().create_task(clock.sleep(1.0))
    await clock.sleep(0.0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    clock.advance(2.0)
    assert clock.now() == 2.0
