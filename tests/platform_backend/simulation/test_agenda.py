"""The agenda."""

from __future__ import annotations

import asyncio
import math

from platform_backend.simulation.agenda import Act, Agenda
from tests.platform_backend.simulation.manual_clock import ManualClock


async def test_acts_are_done_in_order_of_time_and_then_of_writing() -> None:
    clock = ManualClock(start=0.0)
    agenda = Agenda(clock=clock)
    done: list[tuple[str, float]] = []

    def act(name: str) -> Act:
        async def note() -> None:
            done.append((name, clock.now()))
            if name == "early":
                # Late already when it is put down: done at once, before what comes later.
                agenda.at(0.0, act("overdue"))

        return note

    agenda.at(20.0, act("late"))
    agenda.after(10.0, act("early"))
    agenda.at(20.0, act("late too"))
    agenda.at(math.inf, act("never"))

    async def rest() -> None:
        await clock.sleep(1000.0)

    agenda.at(20.0, rest)
    task = asyncio.get_running_loop().create_task(agenda.run())
    await clock.run_until(100.0)
    task.cancel()
    assert done == [("early", 10.0), ("overdue", 10.0), ("late", 20.0), ("late too", 20.0)]


async def test_an_empty_agenda_is_over() -> None:
    await Agenda(clock=ManualClock(start=0.0)).run()
