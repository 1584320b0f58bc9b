"""People coming on duty and going off."""

from __future__ import annotations

from pathlib import Path

from backend_client.protocol.commands import SetStatus
from backend_client.protocol.entities import UnitStatus
from platform_backend.districts.generate import District
from platform_backend.simulation.habits import Delay, Habits
from tests.platform_backend.simulation.town import MORNING, simulated


async def test_as_many_come_as_go_and_nobody_leaves_his_work(tmp_path: Path, district: District) -> None:
    # Whoever has work is not done with it before the end.
    long = Delay(36_000.0, 0.1)
    habits = Habits(
        per_day=0.0, walkers=0, left_to_desk=1.0, on_scene=long, approve=long, shift_changes_per_day=2000.0
    )
    async with simulated(tmp_path, district=district, habits=habits) as town:
        busy = {id_ for id_, unit in town.units().items() if unit.load}
        await town.clock.run_until(MORNING + 1200.0)
        changes = [
            (done.target, done.args.status)
            for done in town.sent("unit.set_status")
            if isinstance(done.args, SetStatus) and done.args.status in (UnitStatus.OFF, UnitStatus.AVAILABLE)
        ]
    gone = sum(status is UnitStatus.OFF for _, status in changes)
    assert len(changes) > 10
    assert abs(2 * gone - len(changes)) <= 1
    assert not busy & {id_ for id_, _ in changes}
