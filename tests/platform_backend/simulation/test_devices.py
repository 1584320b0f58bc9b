"""Cameras that fail and come back."""

from __future__ import annotations

from pathlib import Path

from backend_client.protocol.entities import Device
from platform_backend.districts.generate import District
from platform_backend.simulation.habits import Habits
from tests.platform_backend.simulation.town import MORNING, simulated


async def test_devices_go_offline_and_return(tmp_path: Path, district: District) -> None:
    habits = Habits(per_day=0.0, walkers=0, offline_at_start=10, offline_per_day=2000.0)
    async with simulated(tmp_path, district=district, habits=habits) as town:
        await town.clock.run_until(MORNING + 1.0)
        assert len(town.hub.offline()) == 10
        await town.clock.run_until(MORNING + 3600.0)
        told = [(one.id, one.data.online) for one in town.published if isinstance(one.data, Device)]
        offline = town.hub.offline()
    last = dict(told)
    failed = {id_ for id_, online in told if not online}
    assert len(failed) > 50
    assert sum(last.values()) > 30, "most have come back by now"
    assert offline == {id_ for id_, online in last.items() if not online}
    on_wall = {tile.camera for tile in district.walls["wall-1"].tiles}
    assert not failed & on_wall
