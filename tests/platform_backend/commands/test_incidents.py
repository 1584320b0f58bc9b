from __future__ import annotations

import re
from typing import Any

import pytest

from backend_client.protocol.times import parse_time
from platform_backend.districts.types import dictionary_version
from tests.platform_backend.commands.hall import DISTRICT, Hall, person
from tests.platform_backend.conftest import Running, user
from tests.platform_backend.consoles import Frame, TestConsole

NEW: Frame = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}


async def create(one: TestConsole, **more: Any) -> str:
    result = await one.command("incident.create", **{**NEW, **more})
    assert result["ok"], result
    return str(result["data"]["id"])


async def last(one: TestConsole, id_: str, ver: int) -> Frame:
    return await one.next(lambda f: f["type"] == "event" and f["id"] == id_ and f["ver"] == ver)


async def test_the_whole_life_of_an_incident(running: Running) -> None:
    platform = running.platform
    unit_id = next(
        id_ for id_, unit in platform.picture.units().items() if unit.status == "available" and unit.load == 0
    )
    async with running.console() as one:
        await one.subscribe("incidents", "units")
        id_ = await create(one, place="文化路 1 号")
        created = (await last(one, id_, 1))["data"]
        assert created["state"] == "pending"
        assert (created["type_name"], created["type_version"]) == ("积水", dictionary_version())
        assert re.fullmatch(r"\d{6,9}-\d{4}-\d{6}", created["serial_no"])
        assert (await one.command("incident.accept", id_))["ver"] == 2
        assigned = await one.command(
            "incident.assign", id_, assignees=[{"kind": "unit", "id": unit_id}], note="速去"
        )
        assert assigned["ok"], assigned
        event = (await last(one, id_, 3))["data"]
        assert event["state"] == "handling"
        task = event["tasks"][0]
        assert (task["state"], task["lead"], task["note"]) == ("offered", True, "速去")
        busy = await one.event(unit_id)
        assert (busy["data"]["status"], busy["data"]["load"]) == ("assigned", 1)
        assert (await one.command("task.sign", id_, task=task["id"]))["ok"]
        assert (await one.command("incident.note", id_, text="已到场"))["ok"]
        assert (await one.command("incident.finish", id_, text="已排水", on_call="示范队长"))["ok"]
        finished = (await last(one, id_, 6))["data"]
        assert finished["state"] == "to_verify"
        assert finished["tasks"][0]["state"] == "done"
        free = await one.next(
            lambda f: f["type"] == "event" and f["id"] == unit_id and f["data"]["load"] == 0
        )
        assert free["data"]["status"] == "available"
        again = await one.command("incident.verify", id_, **{"pass": False, "text": "仍有积水"})
        assert again["ok"]
        assert (await last(one, id_, 7))["data"]["state"] == "handling"
        assert (await one.command("incident.finish", id_, text="已疏通", on_call="示范队长"))["ok"]
        assert (await one.command("incident.verify", id_, **{"pass": True, "text": "干净"}))["ok"]
        closed = (await last(one, id_, 9))["data"]
    assert closed["state"] == "closed"
    assert closed["closed_at"] is not None
    assert [step["action"] for step in closed["steps"]] == [
        "incident.create",
        "incident.accept",
        "incident.assign",
        "task.sign",
        "incident.note",
        "incident.finish",
        "incident.verify",
        "incident.finish",
        "incident.verify",
    ]
    assert {step["by"] for step in closed["steps"]} == {"管理员"}


async def test_the_grid_comes_from_the_position(running: Running) -> None:
    site = running.platform.site
    async with running.console() as one:
        await one.subscribe("directory", "incidents")
        directory = await one.snapshot("directory")
        camera = next(item for item in directory if item["entity"] == "camera")
        id_ = await create(one, position=camera["data"]["position"])
        event = await one.event(id_)
        far = await create(one, position=[0.0, 0.0])
        outside = await one.event(far)
    grid = event["data"]["grid_code"]
    assert grid == camera["data"]["grid_code"]
    assert event["data"]["owner_org"] == site.grid_orgs[grid]
    assert "grid_code" not in outside["data"]
    assert outside["data"]["owner_org"] == site.district_org


@pytest.mark.parametrize(
    "wrong",
    [
        {"severity": 5},
        {"title": ""},
        {"position": [200.0, 10.0]},
        {"position": [120.0]},
        {"grid_code": "000000000000000"},
        {"occurred_at": "yesterday"},
        {"title": "x" * 201},
    ],
)
async def test_wrong_arguments_are_refused(running: Running, wrong: Frame) -> None:
    async with running.console() as one:
        result = await one.command("incident.create", **{**NEW, **wrong})
        assert result["error"]["code"] == "bad_request"


async def test_illegal_transitions_are_refused(running: Running) -> None:
    async with running.console() as one:
        id_ = await create(one)
        finish = await one.command("incident.finish", id_, text="好了")
        assert finish["error"]["code"] == "illegal_transition"
        assert (await one.command("incident.reject", id_, reason="重复"))["ok"]
        accept = await one.command("incident.accept", id_)
        assert accept["error"]["code"] == "illegal_transition"
        assert (await one.command("incident.note", id_, text="仍可备注"))["ok"]


async def test_unknown_targets_are_not_found(running: Running) -> None:
    async with running.console() as one:
        for name, target in (("incident.accept", "nothing"), ("wall.show", "nothing")):
            args: Frame = {"tiles": []} if name == "wall.show" else {}
            assert (await one.command(name, target, **args))["error"]["code"] == "not_found"
        assert (await one.command("incident.accept"))["error"]["code"] == "bad_request"


async def test_transfer_recalls_tasks_and_has_to_be_accepted_anew(running: Running) -> None:
    platform = running.platform
    unit_id = next(
        id_ for id_, unit in platform.picture.units().items() if unit.status == "available" and unit.load == 0
    )
    org = next(id_ for id_ in platform.site.org_codes if id_ != platform.site.district_org)
    async with running.console() as one:
        await one.subscribe("incidents")
        id_ = await create(one)
        await one.command("incident.accept", id_)
        await one.command("incident.assign", id_, assignees=[{"kind": "unit", "id": unit_id}])
        assert platform.picture.units()[unit_id].load == 1
        assert (await one.command("incident.transfer", id_, org=org, reason="属地管理"))["ok"]
        data = (await last(one, id_, 4))["data"]
        assert (data["state"], data["owner_org"], data.get("accepted_at")) == ("pending", org, None)
        assert data["tasks"][0]["state"] == "recalled"
        assert platform.picture.units()[unit_id].load == 0
        twice = await one.command("incident.transfer", id_, org=org, reason="再转")
        assert twice["error"]["code"] == "bad_request"
        nowhere = await one.command("incident.transfer", id_, org="org-0", reason="再转")
        assert nowhere["error"]["code"] == "not_found"


async def test_assigning_has_one_lead_and_no_second_task(running: Running) -> None:
    platform = running.platform
    free = [id_ for id_, unit in platform.picture.units().items() if unit.status == "available"][:3]
    async with running.console() as one:
        await one.subscribe("incidents")
        id_ = await create(one)
        await one.command("incident.accept", id_)
        two = [{"kind": "unit", "id": free[0], "lead": True}, {"kind": "unit", "id": free[1], "lead": True}]
        assert (await one.command("incident.assign", id_, assignees=two))["error"]["code"] == "bad_request"
        assert platform.picture.units()[free[0]].load == 0
        await one.command("incident.assign", id_, assignees=[{"kind": "unit", "id": i} for i in free[:2]])
        again = await one.command("incident.assign", id_, assignees=[{"kind": "unit", "id": free[0]}])
        assert again["error"]["code"] == "bad_request"
        more = [{"kind": "unit", "id": free[2], "lead": True}]
        assert (await one.command("incident.assign", id_, assignees=more))["ok"]
        tasks = (await last(one, id_, 4))["data"]["tasks"]
    assert [task["lead"] for task in tasks] == [False, False, True]


async def test_roles_decide_who_may(running: Running) -> None:
    async with running.console(user("reader", "leader")) as one:
        result = await one.command("incident.create", **NEW)
        assert result["error"]["code"] == "forbidden"


async def test_consoles_cannot_raise_alarms(running: Running) -> None:
    async with running.console() as one:
        result = await one.command("alarm.create", priority=1, kind="烟感", title="烟", source="传感器")
        assert result["error"]["code"] == "forbidden"
        unknown = await one.command("incident.teleport", "x")
        assert unknown["error"]["code"] == "bad_request"


def test_numbers_begin_anew_with_chinas_year(room: Hall) -> None:
    numbers = []
    for at in ("2026-12-31T15:59:58Z", "2026-12-31T16:00:00Z"):
        room.now = parse_time(at)
        new = {"type_code": "0101", "severity": 2, "title": "t", "source": "hotline"}
        numbers.append(room.done(person("甲", org=DISTRICT), "incident.create", None, **new).serial_no)
    assert numbers == ["110101-2026-000001", "110101-2027-000001"]
