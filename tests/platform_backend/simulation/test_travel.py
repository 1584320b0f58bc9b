"""Units on the move."""

from __future__ import annotations

import asyncio
import math
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from shapely.geometry import LineString, Point
from shapely.ops import unary_union

from backend_client.protocol.commands import SetStatus
from backend_client.protocol.entities import Unit, UnitStatus
from platform_backend.districts.generate import District
from platform_backend.simulation.agenda import Agenda
from platform_backend.simulation.habits import Habits
from platform_backend.simulation.travel import Travel
from tests.platform_backend.simulation.town import MORNING, Town, open_town


def _travel(town: Town, district: District, *, walkers: int) -> tuple[Travel, Agenda]:
    agenda = Agenda(clock=town.clock)
    travel = Travel(
        district=district,
        habits=Habits(walkers=walkers),
        clock=town.clock,
        agenda=agenda,
        picture=town,
        publish_state=town.publish_state,
        rng=Random(1),
    )
    travel.start()
    return travel, agenda


def _free(town: Town) -> str:
    return next(id_ for id_, unit in town.units().items() if unit.status is UnitStatus.AVAILABLE)


async def test_a_unit_rides_along_the_roads_and_arrives(tmp_path: Path, district: District) -> None:
    town = open_town(tmp_path, district=district)
    travel, agenda = _travel(town, district, walkers=0)
    unit, goal = _free(town), district.places[4000].position
    await town.execute("示范员", "unit.set_status", unit, SetStatus(status=UnitStatus.EN_ROUTE))
    assert not travel.is_at(unit, goal)
    travel.send(unit, goal)
    assert travel.on_the_way(unit)
    task = asyncio.get_running_loop().create_task(agenda.run())
    await town.clock.run_until(MORNING + 3600.0)
    task.cancel()
    assert not travel.on_the_way(unit)
    assert travel.is_at(unit, goal)
    plane = district.tiling.plane
    told = [
        (one.at, plane.to_metres(one.data.position))
        for one in town.published
        if isinstance(one.data, Unit) and one.data.position
    ]
    assert math.dist(told[-1][1], plane.to_metres(goal)) < 1.0
    for (before, a), (after, b) in pairwise(told):
        assert after - before == pytest.approx(2.0)
        assert math.dist(a, b) <= 8.5 * 2.0 + 0.1
    roads = unary_union([LineString(stretch.line) for stretch in district.net.stretches])
    # All but the first and last steps, from and to the kerb, are on a road.
    assert all(roads.distance(Point(point)) < 0.5 for _, point in told[15:-15])
    town.store.close()


async def test_a_ride_that_is_called_off_ends(tmp_path: Path, district: District) -> None:
    town = open_town(tmp_path, district=district)
    travel, agenda = _travel(town, district, walkers=0)
    unit, goal = _free(town), district.places[4000].position
    travel.send(unit, goal)
    task = asyncio.get_running_loop().create_task(agenda.run())
    # The unit is not on its way for the platform: it was recalled before it set out.
    await town.clock.run_until(MORNING + 10.0)
    task.cancel()
    assert not travel.on_the_way(unit)
    assert town.published == []
    town.store.close()


async def test_patrols_walk_from_crossing_to_crossing_until_they_get_work(
    tmp_path: Path, district: District
) -> None:
    town = open_town(tmp_path, district=district)
    _, agenda = _travel(town, district, walkers=5)
    task = asyncio.get_running_loop().create_task(agenda.run())
    await town.clock.run_until(MORNING + 600.0)
    walkers = {one.id for one in town.published}
    assert len(walkers) == 5
    called = sorted(walkers)[0]
    await town.execute("示范员", "unit.set_status", called, SetStatus(status=UnitStatus.ASSIGNED))
    await town.clock.run_until(MORNING + 610.0)
    town.published.clear()
    await town.clock.run_until(MORNING + 660.0)
    task.cancel()
    walking = {one.id for one in town.published}
    assert called not in walking
    assert len(walking) == 5, "another one walks instead"
    town.store.close()
