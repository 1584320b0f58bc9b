from __future__ import annotations

from typing import Any

import pytest

from backend_client.protocol.messages import Scope
from platform_backend.access.accounts import ADMIN
from platform_backend.look_back import _belongs
from tests.platform_backend.conftest import Running, user
from tests.platform_backend.consoles import Frame, TestConsole

NEW: Frame = {"type_code": "0101", "severity": 1, "title": "积水", "source": "热线"}


async def made(one: TestConsole, *notes: str) -> str:
    """The id of an incident that has been accepted and noted upon."""
    id_: str = (await one.command("incident.create", **NEW))["data"]["id"]
    await one.command("incident.accept", id_)
    for text in notes:
        await one.command("incident.note", id_, text=text)
    return id_


async def trail(one: TestConsole, **args: Any) -> list[Frame]:
    """Entries of the audit trail, newest first."""
    reply = await one.query("audit.search", **args)
    entries: list[Frame] = reply["data"]["entries"]
    return entries


async def test_a_history_has_all_steps_and_the_versions_newest_first(running: Running) -> None:
    async with running.console() as one:
        id_ = await made(one, "第一次", "第二次")
        found = (await one.query("incident.history", incident=id_))["data"]
        assert (found["incident"], found["ver"], found["more"]) == (id_, 4, False)
        assert [step["action"] for step in found["steps"]][-2:] == ["incident.note"] * 2
        assert [version["ver"] for version in found["versions"]] == [4, 3, 2, 1]
        assert found["versions"][3]["data"]["state"] == "pending"
        first = (await one.query("incident.history", incident=id_, limit=3))["data"]
        assert first["more"]
        rest = (await one.query("incident.history", incident=id_, before_ver=2))["data"]
        assert [version["ver"] for version in rest["versions"]] == [1]
        assert not rest["more"]


async def test_versions_that_do_not_fit_wait_for_the_next_page(running: Running) -> None:
    async with running.console() as one:
        id_ = await made(one, *("长" * 4000 for _ in range(9)))
        found = (await one.query("incident.history", incident=id_))["data"]
        assert found["more"]
        older = found["versions"][-1]["ver"]
        rest = (await one.query("incident.history", incident=id_, before_ver=older))["data"]
        assert rest["versions"][0]["ver"] == older - 1


async def test_a_history_out_of_scope_is_not_told(running: Running) -> None:
    street = user("street", "leader", division="110101")
    async with running.console() as one, running.console(street, instance="b") as two:
        id_ = await made(one)
        unknown = await one.query("incident.history", incident="nobody's")
        assert unknown["error"]["code"] == "not_found"
        for incident in (id_, "nobody's"):
            reply = await two.query("incident.history", incident=incident)
            assert reply["error"]["code"] == "forbidden"


async def test_the_trail_is_for_audit_administrators_alone(running: Running) -> None:
    leader = user("lea", "leader", "system_administrator", "security_administrator")
    async with running.console() as one, running.console(leader, instance="b") as two:
        assert (await two.query("audit.search"))["error"]["code"] == "forbidden"
        newest = (await trail(one, what="audit.search"))[0]
        assert (newest["who"], newest["result"]) == ("lea", "forbidden")


async def test_the_trail_is_found_by_each_criterion_and_pages(running: Running) -> None:
    async with running.console() as one:
        id_ = await made(one, "张三住在这里")
        entries = await trail(one, target=id_)
        assert [entry["what"] for entry in entries] == ["incident.note", "incident.accept", "incident.create"]
        assert {entry["who"] for entry in entries} == {ADMIN.id}
        assert entries[0]["detail"] == "text"
        assert "张三" not in str(entries)
        page = (await one.query("audit.search", target=id_, offset=1, limit=1))["data"]
        assert (page["total"], page["entries"]) == (3, entries[1:2])
        assert await trail(one, what="incident.accept", who="nobody") == []
        assert await trail(one, since="2099-01-01T00:00:00Z") == []
        assert len(await trail(one, until="2099-01-01T00:00:00Z", what="platform.start")) >= 1
        own = await trail(one, what="audit.search", limit=1)
        assert own[0]["detail"] == "until=2099-01-01T00:00:00Z what=platform.start"
        bad = await one.query("audit.search", since="yesterday")
        assert bad["error"]["code"] == "bad_request"


async def test_a_refused_command_is_in_the_trail_and_a_repeated_one_once(running: Running) -> None:
    async with running.console() as one:
        id_ = await made(one)
        again = await one.command("incident.accept", id_)
        assert not again["ok"]
        results = [entry["result"] for entry in await trail(one, what="incident.accept", target=id_)]
        assert results == ["illegal_transition", "ok"]
        cmd_id = "01890a5d-ac96-7b7c-b0b0-0123456789ab"
        for _ in range(3):
            await one.command_as(cmd_id, "incident.note", id_, {"text": "x"})
        assert len(await trail(one, what="incident.note", target=id_)) == 3


async def test_looking_into_the_past_is_noted_and_looking_at_the_present_is_not(running: Running) -> None:
    async with running.console() as one:
        await one.query("incidents.search", states=["pending", "handling"])
        await one.query("cameras.search", text="路")
        assert await trail(one, what="incidents.search") == []
        await one.query("incidents.search", text="张三", states=["closed"])
        await one.query("incidents.search", states=["pending"], since="2026-01-01T00:00:00Z")
        await one.query("incidents.search")
        entries = await trail(one, what="incidents.search")
        assert [entry["detail"] for entry in entries] == [
            "",
            "since=2026-01-01T00:00:00Z states=pending",
            "states=closed text",
        ]


async def test_a_scoped_audit_administrator_sees_his_own_peoples_acts(running: Running) -> None:
    auditor = user("aud", "audit_administrator", division="320302")
    within = user("ann", "duty_officer", division="320302001")
    async with (
        running.console(auditor, instance="a") as one,
        running.console(within, instance="b") as two,
        running.console(instance="c") as three,
    ):
        await made(two)
        await made(three)
        made_by = {entry["who"] for entry in await trail(one) if entry["what"] == "incident.create"}
        assert made_by == {"ann"}
        assert {entry["who"] for entry in await trail(one)} == {"ann", "aud"}


@pytest.mark.parametrize(
    ("division", "departments", "scope", "belongs"),
    [
        (None, "", Scope(division="3203"), False),
        ("320302", "", Scope(division="3203"), True),
        ("33", "", Scope(division="3203"), False),
        (None, "d1", Scope(departments=("d1",)), True),
        (None, "d1 d2", Scope(departments=("d1",)), False),
        ("320302", "d2", Scope(division="3203"), False),
    ],
)
def test_who_belongs_to_a_scope(division: str | None, departments: str, scope: Scope, belongs: bool) -> None:
    assert _belongs(division, departments, scope) is belongs
