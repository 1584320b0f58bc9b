"""The handsets of units that stand still."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

from backend_client.protocol.commands import SetStatus
from backend_client.protocol.entities import Unit, UnitStatus
from backend_client.protocol.times import parse_time
from platform_backend.districts.generate import District
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.handsets import Handsets
from tests.platform_backend.simulation.town import MORNING, Town, open_town


def _listen(town: Town, district: District, *, out_of_reach: float) -> asyncio.Task[None]:
    agenda = Agenda(clock=town.clock)
    Handsets(
        district=district,
        habits=Habits(out_of_reach=out_of_reach),
        clock=town.clock,
        agenda=agenda,
        picture=town,
        publish_state=town.publish_state,
        rng=Random(1),
    ).start()
    return asyncio.get_running_loop().create_task(agenda.run())


def _ages(town: Town) -> dict[str, float]:
    """The age of every position, in seconds."""
    now = town.clock.now()
    return {
        id_: now - parse_time(unit.position_at)
        for id_, unit in town.units().items()
        if unit.position_at is not None and unit.status is not UnitStatus.OFF
    }


async def test_who_stands_still_is_known_to_stand_there(tmp_path: Path, district: District) -> None:
    town = open_town(tmp_path, district=district)
    stands = {id_: unit.position for id_, unit in town.units().items() if unit.position is not None}
    arrived = next(id_ for id_, unit in town.units().items() if unit.status is UnitStatus.OFF)
    task = _listen(town, district, out_of_reach=0.0)
    await town.clock.run_until(MORNING + 300.0)
    assert max(_ages(town).values()) <= 121.0
    assert {id_: town.units()[id_].position for id_ in stands} == stands
    assert arrived not in _ages(town), "nobody is followed who is off duty"
    await town.execute("示范员", "unit.set_status", arrived, SetStatus(status=UnitStatus.AVAILABLE))
    await town.clock.run_until(MORNING + 430.0)
    task.cancel()
    assert _ages(town)[arrived] <= 121.0
    town.store.close()


async def test_some_cannot_be_reached_and_their_positions_grow_old(
    tmp_path: Path, district: District
) -> None:
    town = open_town(tmp_path, district=district)
    task = _listen(town, district, out_of_reach=0.2)
    await town.clock.run_until(MORNING + 600.0)
    task.cancel()
    ages = _ages(town)
    old = [age for age in ages.values() if age > 300.0]
    assert 0.1 < len(old) / len(ages) < 0.3
    assert all(isinstance(one.data, Unit) for one in town.published)
    town.store.close()
