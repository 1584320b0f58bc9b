from __future__ import annotations

from tests.platform_backend.conftest import Running
from tests.platform_backend.consoles import Frame

NEW: Frame = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}


async def test_a_unit_with_two_tasks_is_free_after_the_second(running: Running) -> None:
    units = running.platform.picture.units
    unit = next(i for i, u in units().items() if u.status == "available" and u.load == 0)
    async with running.console() as one:
        ids = []
        for _ in range(2):
            ids.append((await one.command("incident.create", **NEW))["data"]["id"])
            await one.command("incident.accept", ids[-1])
            await one.command("incident.assign", ids[-1], assignees=[{"kind": "unit", "id": unit}])
        assert (units()[unit].load, units()[unit].status) == (2, "assigned")
        await one.command("incident.finish", ids[0], text="好了", on_call="示范队长")
        assert (units()[unit].load, units()[unit].status) == (1, "assigned")
        await one.command("incident.finish", ids[1], text="好了", on_call="示范队长")
        assert (units()[unit].load, units()[unit].status) == (0, "available")


async def test_a_unit_off_duty_stays_off(running: Running) -> None:
    units = running.platform.picture.units
    unit = next(i for i, u in units().items() if u.status == "available" and u.load == 0)
    async with running.console() as one:
        id_ = (await one.command("incident.create", **NEW))["data"]["id"]
        await one.command("incident.accept", id_)
        await one.command("incident.assign", id_, assignees=[{"kind": "unit", "id": unit}])
        await one.command("unit.set_status", unit, status="off")
        await one.command("incident.finish", id_, text="好了", on_call="示范队长")
    assert (units()[unit].load, units()[unit].status) == (0, "off")


async def test_unknown_units_and_statuses_are_refused(running: Running) -> None:
    unit = next(iter(running.platform.picture.units()))
    async with running.console() as one:
        assert (await one.command("unit.set_status", unit, status="asleep"))["error"]["code"] == "bad_request"
        assert (await one.command("unit.set_status", "u-0", status="off"))["error"]["code"] == "not_found"
