from __future__ import annotations

from backend_client.protocol.messages import Scope, User
from tests.platform_backend.conftest import Running
from tests.platform_backend.consoles import Frame, TestConsole

NEW: Frame = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}


async def accepted(one: TestConsole) -> str:
    id_ = str((await one.command("incident.create", **NEW))["data"]["id"])
    await one.command("incident.accept", id_)
    return id_


async def test_departments_and_orgs_get_tasks_too(running: Running) -> None:
    view = running.platform.log.topics["directory"].view
    department = next(id_ for entity, id_ in view if entity == "department")
    org = next(id_ for entity, id_ in view if entity == "org")
    async with running.console() as one:
        id_ = await accepted(one)
        assignees = [{"kind": "department", "id": department}, {"kind": "org", "id": org}]
        assert (await one.command("incident.assign", id_, assignees=assignees, note="尽快"))["ok"]
    tasks = running.platform.picture.incidents()[id_].tasks
    assert [(task.kind, task.assignee, task.lead) for task in tasks] == [
        ("department", department, True),
        ("org", org, False),
    ]
    assert all(task.name and task.note == "尽快" for task in tasks)


async def test_the_lead_can_be_named(running: Running) -> None:
    view = running.platform.log.topics["directory"].view
    two = [id_ for entity, id_ in view if entity == "department"][:2]
    async with running.console() as one:
        id_ = await accepted(one)
        assignees = [{"kind": "department", "id": two[0]}, {"kind": "department", "id": two[1], "lead": True}]
        await one.command("incident.assign", id_, assignees=assignees)
    assert [task.lead for task in running.platform.picture.incidents()[id_].tasks] == [False, True]


async def test_unknown_assignees_are_refused_and_nothing_changes(running: Running) -> None:
    unit = next(i for i, u in running.platform.picture.units().items() if u.status == "available")
    load = running.platform.picture.units()[unit].load
    async with running.console() as one:
        id_ = await accepted(one)
        for kind in ("unit", "department", "org"):
            assignees = [{"kind": "unit", "id": unit}, {"kind": kind, "id": "nobody"}]
            result = await one.command("incident.assign", id_, assignees=assignees)
            assert result["error"]["code"] == "not_found"
        assert (await one.command("incident.assign", id_, assignees=[]))["error"]["code"] == "bad_request"
    assert running.platform.picture.incidents()[id_].tasks == ()
    assert running.platform.picture.units()[unit].load == load


async def test_a_task_is_signed_once(running: Running) -> None:
    view = running.platform.log.topics["directory"].view
    department = next(id_ for entity, id_ in view if entity == "department")
    async with running.console() as one:
        id_ = await accepted(one)
        await one.command("incident.assign", id_, assignees=[{"kind": "department", "id": department}])
        task = running.platform.picture.incidents()[id_].tasks[0].id
        assert (await one.command("task.sign", id_, task=task))["ok"]
        assert running.platform.picture.incidents()[id_].tasks[0].signed_at is not None
        assert (await one.command("task.sign", id_, task=task))["error"]["code"] == "illegal_transition"
        assert (await one.command("task.sign", id_, task="nothing"))["error"]["code"] == "not_found"


async def test_who_has_a_task_signs_his_own_and_leaves_the_whole_alone(running: Running) -> None:
    view = running.platform.log.topics["directory"].view
    mine, theirs = [id_ for entity, id_ in view if entity == "department"][:2]
    scope = Scope(departments=(mine,))
    bureau = User(id="bureau", name="局", roles=("dispatcher",), scope=scope)
    async with running.console() as one, running.console(bureau, instance="b") as two:
        id_ = await accepted(one)
        assignees = [{"kind": "department", "id": mine}, {"kind": "department", "id": theirs}]
        await one.command("incident.assign", id_, assignees=assignees)
        own, other = running.platform.picture.incidents()[id_].tasks
        for name, args in (
            ("task.sign", {"task": other.id}),
            ("incident.finish", {"text": "好了"}),
            ("incident.assign", {"assignees": [{"kind": "department", "id": theirs}]}),
        ):
            refused = await two.command(name, id_, **args)
            assert refused["error"]["code"] == "forbidden", name
        assert (await two.command("task.sign", id_, task=own.id))["ok"]
        assert (await two.command("incident.note", id_, text="已派人"))["ok"]
        # Whoever has the incident in hand may sign for others, on a call.
        assert (await one.command("task.sign", id_, task=other.id))["ok"]
