from __future__ import annotations

import asyncio
import json
import time
import uuid

import pytest
from uuid6 import uuid7

from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands.executor import command_time
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import Frame, TestConsole, console

NEW: Frame = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}


def id_made_at(moment: float) -> str:
    """A UUIDv7 made at `moment`."""
    fresh = uuid7().int & ((1 << 80) - 1)
    return str(uuid.UUID(int=(round(moment * 1000) << 80) | fresh))


async def count(one: TestConsole, title: str) -> int:
    reply = await one.query("incidents.search", text=title)
    return int(reply["data"]["total"])


async def test_the_same_command_takes_effect_once(running: Running) -> None:
    cmd_id = str(uuid7())
    args = {**NEW, "title": "只此一件"}
    async with running.console() as one:
        first = await one.command_as(cmd_id, "incident.create", None, args)
        second = await one.command_as(cmd_id, "incident.create", None, args)
        assert first == second
        assert await count(one, "只此一件") == 1


async def test_it_is_remembered_over_a_restart(start: StartPlatform) -> None:
    cmd_id = str(uuid7())
    async with start() as running, running.console() as one:
        first = await one.command_as(cmd_id, "incident.create", None, NEW)
    async with start() as running, running.console() as one:
        assert await one.command_as(cmd_id, "incident.create", None, NEW) == first


async def test_refusals_are_remembered_too(running: Running) -> None:
    cmd_id = str(uuid7())
    async with running.console() as one:
        created = await one.command("incident.create", **NEW)
        id_ = created["data"]["id"]
        early = await one.command_as(cmd_id, "incident.finish", id_, {"text": "好了"})
        await one.command("incident.accept", id_)
        assert await one.command_as(cmd_id, "incident.finish", id_, {"text": "好了"}) == early


async def test_the_same_id_with_another_body_is_refused(running: Running) -> None:
    cmd_id = str(uuid7())
    async with running.console() as one:
        await one.command_as(cmd_id, "incident.create", None, NEW)
        other = await one.command_as(cmd_id, "incident.create", None, {**NEW, "title": "别的"})
        assert other["error"]["code"] == "bad_request"
        assert await count(one, "别的") == 0


async def test_two_users_may_use_the_same_id(running: Running) -> None:
    cmd_id = str(uuid7())
    other = user("other", "dispatcher")
    async with running.console() as one, running.console(other, instance="b") as two:
        first = await one.command_as(cmd_id, "incident.create", None, NEW)
        second = await two.command_as(cmd_id, "incident.create", None, NEW)
        assert first["data"]["id"] != second["data"]["id"]


async def test_sent_twice_at_once_takes_effect_once(running: Running) -> None:
    cmd_id = str(uuid7())
    frame: Frame = {"type": "command", "cmd_id": cmd_id, "name": "incident.create", "target": None}
    async with running.console(instance="a") as one, running.console(instance="b") as two:
        for _ in range(5):
            await one.send(**frame, args=NEW)
            await two.send(**frame, args=NEW)
        results = [await each.of_type("result") for each in (one, two) for _ in range(5)]
    assert all(result == results[0] for result in results)


@pytest.mark.parametrize("cmd_id", ["", "x", str(uuid.uuid4())])
async def test_an_id_that_is_no_uuid7_is_refused(running: Running, cmd_id: str) -> None:
    async with running.console() as one:
        result = await one.command_as(cmd_id, "incident.create", None, NEW)
        assert result["error"]["code"] == "bad_request"


async def test_a_command_older_than_a_day_is_never_executed(running: Running) -> None:
    old = id_made_at(time.time() - 24 * 3600 - 5)
    young = id_made_at(time.time() - 24 * 3600 + 60)
    async with running.console() as one:
        assert (await one.command_as(old, "incident.create", None, NEW))["error"]["code"] == "expired"
        assert (await one.command_as(young, "incident.create", None, NEW))["ok"]


async def test_not_after(running: Running) -> None:
    async with running.console() as one:
        past, future = format_time(time.time() - 1), format_time(time.time() + 60)
        late = await one.command_as(str(uuid7()), "incident.create", None, NEW, not_after=past)
        assert late["error"]["code"] == "expired"
        assert (await one.command_as(str(uuid7()), "incident.create", None, NEW, not_after=future))["ok"]
        odd = await one.command_as(str(uuid7()), "incident.create", None, NEW, not_after="soon")
        assert odd["error"]["code"] == "bad_request"


async def test_version_conflict_names_who_and_when(running: Running) -> None:
    other = user("li", "dispatcher")
    async with running.console() as one, running.console(other, instance="b") as two:
        created = await one.command("incident.create", **NEW)
        id_ = created["data"]["id"]
        assert (await two.command_as(str(uuid7()), "incident.accept", id_, {}, expect_ver=1))["ok"]
        conflict = await one.command_as(
            str(uuid7()), "incident.reject", id_, {"reason": "重复"}, expect_ver=1
        )
    error = conflict["error"]
    assert (error["code"], error["current"], error["by"]) == ("version_conflict", 2, "li")
    assert abs(parse_time(error["at"]) - time.time()) < 10


async def test_of_two_at_once_with_the_same_version_one_wins(running: Running) -> None:
    async with running.console(instance="a") as one, running.console(instance="b") as two:
        created = await one.command("incident.create", **NEW)
        id_ = created["data"]["id"]
        results = await asyncio.gather(
            *(each.command_as(str(uuid7()), "incident.accept", id_, {}, expect_ver=1) for each in (one, two))
        )
    assert sorted(result["ok"] for result in results) == [False, True]


async def test_command_status(running: Running) -> None:
    cmd_id = str(uuid7())
    async with running.console() as one:
        await one.send(type="command.status", cmd_id=cmd_id)
        assert (await one.of_type("command.unknown"))["cmd_id"] == cmd_id
        done = await one.command_as(cmd_id, "incident.create", None, NEW)
        await one.send(type="command.status", cmd_id=cmd_id)
        assert await one.of_type("result") == done


async def test_status_asked_right_behind_the_command_knows_it(running: Running) -> None:
    cmd_id = str(uuid7())
    async with running.console() as one:
        await one.send(type="command", cmd_id=cmd_id, name="incident.create", args=NEW)
        await one.send(type="command.status", cmd_id=cmd_id)
        assert await one.of_type("result") == await one.of_type("result")


def test_command_time_reads_the_id() -> None:
    assert command_time(id_made_at(1_800_000_000.5)) == 1_800_000_000.5


async def test_a_command_is_the_same_in_other_spelling_and_order(running: Running) -> None:
    cmd_id = str(uuid7())
    frame = {"type": "command", "cmd_id": cmd_id, "name": "incident.create", "target": None}
    async with running.console() as one:
        first = await one.command_as(cmd_id, "incident.create", None, NEW)
        turned = {**frame, "args": dict(reversed(NEW.items()))}
        for text in (json.dumps(turned, indent=2), json.dumps(turned, ensure_ascii=False)):
            await one.socket.send(text)
            assert await one.of_type("result") == first
    async with console(running.feed, subprotocol="ccc.v1+msgpack") as two:
        await two.auth(await running.token(), instance="packed")
        assert await two.command_as(cmd_id, "incident.create", None, NEW) == first


async def test_what_is_kept_of_a_refusal_is_short(running: Running) -> None:
    async with running.console() as one:
        long = "x" * 500_000
        for name, target in (("incident.accept", long), (long, None), ("camera.ptz", long)):
            result = await one.command_as(str(uuid7()), name, target, {})
            assert len(result["error"]["message"]) < 1000
        padded = str(uuid7()) + "-" * 100
        assert (await one.command_as(padded, "incident.create", None, NEW))["error"]["code"] == "bad_request"
