from __future__ import annotations

from msgspec.structs import replace

from platform_backend.commands.alarms import AlarmCreate
from tests.platform_backend.conftest import Running

ALARM = AlarmCreate(priority=2, kind="水位超限", title="水位超限", source="水位监测")


async def test_an_alarm_lies_in_the_grid_of_its_position(running: Running) -> None:
    platform = running.platform
    position = next(unit.position for unit in platform.picture.units().values() if unit.position)
    done = await platform.execute("传感器", "alarm.create", None, replace(ALARM, position=position))
    assert done.data is not None
    alarm = platform.picture.alarms()[done.data["id"]]
    assert alarm.grid_code in platform.site.grid_orgs
    assert alarm.org == platform.site.grid_orgs[alarm.grid_code or ""]


async def test_one_without_a_position_belongs_to_the_district(running: Running) -> None:
    done = await running.platform.execute("传感器", "alarm.create", None, ALARM)
    assert done.data is not None
    alarm = running.platform.picture.alarms()[done.data["id"]]
    assert (alarm.org, alarm.grid_code) == (running.platform.site.district_org, None)


async def test_an_unknown_alarm_cannot_be_acknowledged(running: Running) -> None:
    async with running.console() as one:
        assert (await one.command("alarm.acknowledge", "none"))["error"]["code"] == "not_found"
