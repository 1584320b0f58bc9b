"""New incidents."""

from __future__ import annotations

from pathlib import Path

from backend_client.protocol.entities import IncidentState
from platform_backend.districts.generate import District
from platform_backend.districts.matters import SOURCES
from platform_backend.simulation.habits import Habits
from tests.platform_backend.simulation.town import MORNING, simulated


async def test_incidents_arrive_whole_and_pending(tmp_path: Path, district: District) -> None:
    habits = Habits(per_day=2400.0, left_to_desk=1.0, desk_backlog=1000, walkers=0)
    async with simulated(tmp_path, district=district, habits=habits) as town:
        before = set(town.incidents())
        await town.clock.run_until(MORNING + 600.0)
        fresh = [incident for id_, incident in town.incidents().items() if id_ not in before]
    # 2,400 a day make about 20 in ten minutes of a weekday's morning.
    assert 10 <= len(fresh) <= 35
    for incident in fresh:
        assert incident.state is IncidentState.PENDING
        assert incident.type_name == district.types[incident.type_code].name
        assert incident.grid_code is not None
        assert incident.owner_org == district.grids[incident.grid_code].street
        assert incident.source in SOURCES
        assert incident.occurred_at is not None
        assert incident.occurred_at < incident.reported_at
        assert incident.place in incident.description


async def test_no_arrivals_when_none_are_asked_for(tmp_path: Path, district: District) -> None:
    async with simulated(tmp_path, district=district, habits=Habits(per_day=0.0, walkers=0)) as town:
        await town.clock.run_until(MORNING + 1800.0)
        assert town.sent("incident.create") == []
