"""The simulation as a whole, acting in a district whose commands are really carried out."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from backend_client.protocol.entities import IncidentState, Unit
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.messages import Result
from platform_backend.districts.generate import District
from platform_backend.simulation.clock import FastClock
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.hands import Execute
from platform_backend.simulation.simulator import Simulator
from tests.platform_backend.simulation.town import MORNING, Done, open_town, simulated

_HOUR = 3600.0


def _acts(done: list[Done]) -> list[tuple[object, ...]]:
    # Ids are made by the platform at random; the serial number and the arguments but ids say the same.
    return [
        (act.at, act.actor, act.name, None if act.name == "alarm.acknowledge" else act.target, act.ok)
        + ((act.args,) if not act.name.startswith("task.") else ())
        for act in done
    ]


async def test_the_same_seed_and_clock_give_the_same_acts(tmp_path: Path, district: District) -> None:
    runs = []
    for number in range(2):
        async with simulated(tmp_path / str(number), district=district) as town:
            await town.clock.run_until(MORNING + 0.3 * _HOUR)
        runs.append(town)
    assert len(runs[0].done) > 12
    assert _acts(runs[0].done) == _acts(runs[1].done)
    states = [[(one.at, one.entity, one.id, one.data) for one in run.published] for run in runs]
    assert len(states[0]) > 1000
    assert states[0] == states[1]


async def test_another_seed_acts_otherwise(tmp_path: Path, district: District) -> None:
    runs = []
    for seed in (1, 2):
        async with simulated(tmp_path / str(seed), district=district, seed=seed) as town:
            await town.clock.run_until(MORNING + 0.1 * _HOUR)
        runs.append(_acts(town.done))
    assert runs[0] != runs[1]


async def test_hours_of_a_district_at_work(tmp_path: Path, district: District) -> None:
    habits = Habits(walkers=6, left_to_desk=0.5)
    async with simulated(tmp_path, district=district, habits=habits) as town:
        await town.clock.run_until(MORNING + 2 * _HOUR)
        refused = [done for done in town.done if not done.ok]
        assert refused == []
        arrived = len(town.sent("incident.create"))
        # 240 a day on average; the two hours after nine of a weekday bring about 28.
        assert 14 <= arrived <= 45
        for name in ("accept", "assign", "finish", "verify"):
            assert len(town.sent(f"incident.{name}")) >= 5, name
        assert len(town.sent("task.sign")) >= 5
        alarms = town.sent("alarm.create")
        assert 10 <= len(alarms) <= 40
        waiting = [
            incident
            for incident in town.incidents().values()
            if incident.state in (IncidentState.PENDING, IncidentState.TO_DISPATCH)
        ]
        assert len(waiting) >= 8, "the people at the desk have something to do"


async def test_a_person_who_is_faster_does_not_disturb_it(tmp_path: Path, district: District) -> None:
    """Whatever it wants to accept has just been accepted by somebody else: refusals, and life goes on."""

    def faster(execute: Execute) -> Execute:
        async def meddling(actor: str, name: str, target: str | None, args: msgspec.Struct) -> Result:
            if name == "incident.accept":
                await execute("示范员", name, target, Empty())
            return await execute(actor, name, target, args)

        return meddling

    habits = Habits(walkers=2, left_to_desk=0.0)
    async with simulated(tmp_path, district=district, habits=habits, meddle=faster) as town:
        await town.clock.run_until(MORNING + 0.4 * _HOUR)
        outcomes = Counter((done.name, done.ok) for done in town.done)
        assert outcomes["incident.accept", False] >= 2
        assert outcomes["incident.assign", True] >= 2


async def test_moving_units_are_told_of_every_two_seconds(tmp_path: Path, district: District) -> None:
    async with simulated(tmp_path, district=district, habits=Habits(walkers=40)) as town:
        await town.clock.run_until(MORNING + 120.0)
        town.published.clear()
        await town.clock.run_until(MORNING + 180.0)
        moves: dict[str, list[float]] = {}
        for one in town.published:
            if isinstance(one.data, Unit):
                moves.setdefault(one.id, []).append(one.at)
        assert len(moves) >= 40
        gaps = [b - a for times in moves.values() for a, b in pairwise(times)]
        assert min(gaps) == pytest.approx(2.0)


async def test_at_high_speed_it_leaves_the_loop_its_turns(tmp_path: Path, district: District) -> None:
    town = open_town(tmp_path, district=district)
    fast = Simulator(
        district=district,
        seed=3,
        clock=FastClock(rate=3600.0, start=MORNING),
        execute=town.execute,
        publish_state=town.publish_state,
        picture=town,
    )
    loop = asyncio.get_running_loop()
    kept: list[float] = []
    enough = asyncio.Event()

    # By this thread's own time: how long the loop waits for a processor is the machine's affair.
    def tick(since: float) -> None:
        kept.append(time.thread_time() - since)
        if len(kept) == 100:
            enough.set()
        else:
            loop.call_later(0.005, tick, time.thread_time())

    async with asyncio.TaskGroup() as group:
        task = group.create_task(fast.run(), name="fast simulation")
        loop.call_soon(tick, time.thread_time())
        async with asyncio.timeout(30.0):
            await enough.wait()
        task.cancel()
    town.store.close()
    assert sorted(kept)[90] < 0.1
    assert town.done
