from __future__ import annotations

import asyncio
import json
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from backend_client.protocol.commands import new_command_id
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import IncidentCreate
from backend_client.protocol.messages import MSGPACK_NAME, PROTOCOL_NAME, Query, Reply, Scope
from backend_client.protocol.topics import TOPICS
from platform_backend.access.accounts import ADMIN
from platform_backend.access.sign_ins import Session
from platform_backend.commands.context import Actor
from platform_backend.feed.connection import Timing
from tests.platform_backend import consoles
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import console
from tests.waiting import until

CREATE: dict[str, Any] = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}
NEW = IncidentCreate(**CREATE)


pytestmark = pytest.mark.usefixtures("both_encodings")


async def test_handshake(running: Running) -> None:
    token = await running.token()
    async with console(running.feed) as one:
        assert one.socket.subprotocol == consoles.SPOKEN
        hello = await one.of_type("hello")
        assert hello["protocol"] == PROTOCOL_NAME
        assert hello["limits"]["frame_bytes"] == 1 << 20
        welcome = await one.auth(token)
        assert welcome["user"]["id"] == "admin"
        assert welcome["topics"] == list(TOPICS)
        assert welcome["simulated"] is False
        again = await one.auth(token)
        assert again["session"] == welcome["session"]


async def test_no_common_subprotocol(running: Running) -> None:
    async with console(running.feed, subprotocol="ccc.v9") as one:
        assert await one.closed() == (4406, {"reconnect": False, "why": "no_common_subprotocol"})


async def test_no_auth_in_time(start: StartPlatform) -> None:
    async with start(timing=Timing(auth_within_s=0.1, watch_s=0.05)) as running, console(running.feed) as one:
        assert await one.closed() == (4408, {"reconnect": True, "why": "no_auth_in_time"})


async def test_forged_token(running: Running) -> None:
    async with console(running.feed) as one:
        client = {"name": "test", "version": "1", "workstation": "w", "instance": "i"}
        await one.send(type="auth", token="forged", client=client)
        assert await one.closed() == (4401, {"reconnect": False, "why": "token_refused"})


async def test_auth_has_to_come_first(running: Running) -> None:
    async with console(running.feed) as one:
        await one.send(type="ping", at="2026-01-01T00:00:00Z")
        assert (await one.closed())[0] == 4401


def grids_of(running: Running) -> list[str]:
    """Ids of all grids; the first nine digits name the street."""
    directory = running.platform.log.topics["directory"].view.values()
    return [held.id for held in directory if held.entity == "grid"]


async def add(running: Running, grid: str) -> str:
    """Make an incident in a grid."""
    done = await running.platform.execute("测试", "incident.create", None, replace(NEW, grid_code=grid))
    assert done.data is not None
    return str(done.data["id"])


async def test_the_console_chooses_between_the_encodings(running: Running) -> None:
    names = [consoles.SPOKEN, *({PROTOCOL_NAME, MSGPACK_NAME} - {consoles.SPOKEN})]
    subprotocols = [Subprotocol(name) for name in ("ccc.v9", *names)]
    async with connect(running.feed, subprotocols=subprotocols, proxy=None, close_timeout=1.0) as socket:
        assert socket.subprotocol == consoles.SPOKEN


async def test_another_person_takes_over_on_the_living_connection(running: Running) -> None:
    other = user("other", "dispatcher")
    token = await running.token(other)
    async with running.console() as one:
        await one.subscribe("incidents")
        as_of = (await one.of_type("snapshot.begin"))["as_of"]
        id_ = (await one.command("incident.create", **CREATE))["data"]["id"]
        welcome = await one.auth(token)
        assert welcome["user"]["id"] == "other"
        assert (await one.command("incident.accept", id_))["ok"]
        first, second = await one.event(id_), await one.event(id_)
        assert (first["prev"], second["prev"]) == (as_of, as_of + 1)
        assert [step["by"] for step in second["data"]["steps"]] == [ADMIN.name, "other"]
        assert not [frame for frame in one.frames if frame["type"] == "resync"]


async def test_who_may_see_less_gets_less_at_once(running: Running) -> None:
    grids = grids_of(running)
    street = grids[0][:9]
    token = await running.token(user("street", "dispatcher", division=street))
    topics = ("directory", "incidents", "walls", "units", "counters")
    async with running.console() as one:
        await one.subscribe(*topics)
        whole = {topic: await one.snapshot(topic) for topic in topics}
        assert (await one.auth(token))["user"]["scope"]["division"] == street
        part = {topic: await one.snapshot(topic) for topic in ("directory", "incidents", "units")}
        for topic, items in part.items():
            assert len(items) < len(whole[topic])
        resyncs = [frame for frame in one.frames if frame["type"] == "resync"]
        assert {frame["reason"] for frame in resyncs} == {"scope_changed"}
        # Nothing of the counters belongs to a place: they look the same and are left alone.
        assert {"directory", "incidents", "units"} <= {frame["topic"] for frame in resyncs} <= set(topics[:4])
        theirs = next(grid for grid in grids if grid[:9] != street)
        await add(running, theirs)
        mine = await add(running, grids[0])
        event = await one.of_type("event")
        assert event["id"] == mine
        assert event["prev"] == event["seq"] - 2


async def test_an_account_changed_by_the_administrator_changes_what_is_seen(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    grids = grids_of(running)
    current = {"user": ADMIN}
    monkeypatch.setattr(running.platform.accounts, "current", lambda _session: current["user"])
    async with running.console() as one:
        await one.subscribe("incidents")
        whole = await one.snapshot("incidents")
        current["user"] = replace(ADMIN, scope=Scope(division=grids[0][:9]))
        welcome = await one.of_type("welcome")
        assert welcome["user"]["scope"]["division"] == grids[0][:9]
        assert len(await one.snapshot("incidents")) < len(whole)
        # New rights alone change nothing on the screen.
        current["user"] = replace(current["user"], roles=("leader",))
        assert (await one.of_type("welcome"))["user"]["roles"] == ["leader"]
        refused = await one.command("incident.create", **CREATE)
        assert refused["error"]["code"] == "forbidden"
        assert [frame["type"] for frame in one.frames].count("resync") == 1
        current["user"] = replace(ADMIN, roles=())
        assert await one.closed() == (4403, {"reconnect": False, "why": "no_role"})


async def test_an_account_without_any_role_is_sent_away(running: Running) -> None:
    token = await running.token(user("nobody"))
    async with console(running.feed) as one:
        client = {"name": "test", "version": "1", "workstation": "w", "instance": "i"}
        await one.send(type="auth", token=token, client=client)
        assert await one.closed() == (4403, {"reconnect": False, "why": "no_role"})


async def test_a_disabled_account_is_sent_away(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def disabled(_token: str) -> Session:
        raise Refused(ErrorCode.FORBIDDEN, "the account is disabled")

    monkeypatch.setattr(running.platform.accounts, "session", disabled)
    async with console(running.feed) as one:
        client = {"name": "test", "version": "1", "workstation": "w", "instance": "i"}
        await one.send(type="auth", token="of a disabled account", client=client)
        assert await one.closed() == (4403, {"reconnect": False, "why": "account_disabled"})


async def test_a_frame_of_the_other_encoding_closes(running: Running) -> None:
    async with running.console() as one:
        ping = {"type": "ping", "at": "2026-01-01T00:00:00Z"}
        await one.socket.send(json.dumps(ping) if one.binary else msgspec.msgpack.encode(ping))
        why = "text_frame" if one.binary else "binary_frame"
        assert await one.closed() == (4400, {"reconnect": True, "why": why})


@pytest.mark.parametrize("value", [msgspec.msgpack.Ext(1, b"x"), b"bytes", float("inf"), {1: 2}])
async def test_what_json_lacks_is_no_part_of_the_contract(running: Running, value: object) -> None:
    async with console(running.feed, subprotocol=MSGPACK_NAME) as one:
        await one.auth(await running.token())
        await one.send(type="query", id="q", name="cameras.search", args={"text": value})
        assert (await one.closed())[0] == 4400


async def test_a_subscription_is_bounded(running: Running) -> None:
    async with running.console() as one:
        await one.send(type="subscribe", id="s" * 200, topics=[])
        assert await one.closed() == (4400, {"reconnect": True, "why": "subscribe_too_large"})


async def test_a_revoked_session_closes(running: Running) -> None:
    token = await running.token()
    async with console(running.feed) as one:
        welcome = await one.auth(token)
        await running.platform.accounts.revoke(welcome["session"])
        assert await one.closed() == (4401, {"reconnect": False, "why": "session_ended"})


async def test_second_connection_of_an_instance_replaces_the_first(running: Running) -> None:
    async with running.console() as first, running.console() as second:
        assert await first.closed() == (4409, {"reconnect": False, "why": "replaced"})
        await second.send(type="ping", at="2026-01-01T00:00:00Z")
        assert (await second.of_type("pong"))["at"] == "2026-01-01T00:00:00Z"


async def test_two_instances_live_side_by_side(running: Running) -> None:
    async with running.console(instance="a") as first, running.console(instance="b"):
        await first.send(type="ping", at="2026-01-01T00:00:00Z")
        await first.of_type("pong")


@pytest.mark.parametrize(
    "value", [[], "x", {}, {"type": 7}, {"type": "subscribe"}, {"type": "ping", "at": 7}]
)
async def test_malformed_frames_close(running: Running, value: object) -> None:
    async with running.console() as one:
        await one.socket.send(msgspec.msgpack.encode(value) if one.binary else json.dumps(value))
        assert await one.closed() == (4400, {"reconnect": True, "why": "bad_frame"})


async def test_half_a_frame_closes(running: Running) -> None:
    async with running.console() as one:
        await one.socket.send(b"\x81" if one.binary else "{")
        assert await one.closed() == (4400, {"reconnect": True, "why": "bad_frame"})


async def test_a_frame_over_the_limit_closes(running: Running) -> None:
    async with running.console() as one:
        await one.send(type="ping", at="x" * (1 << 20))
        assert await one.closed() == (4400, {"reconnect": True, "why": "frame_too_large"})


async def test_unknown_types_and_fields_are_skipped(running: Running) -> None:
    async with running.console() as one:
        await one.send(type="from.the.future", anything=1)
        await one.send(type="ping", at="2026-01-01T00:00:00Z", novel=True)
        pong = await one.of_type("pong")
        assert pong["rate"] == 1.0


async def test_silence_closes(start: StartPlatform) -> None:
    async with start(timing=Timing(silence_s=1.0, watch_s=0.05)) as running, running.console() as one:
        assert await one.closed() == (4411, {"reconnect": True, "why": "silent"})


async def test_too_many_questions_at_once_are_refused(running: Running) -> None:
    async with running.console() as one:
        for number in range(200):
            await one.send(type="query", id=str(number), name="cameras.search", args={})
        replies = [await one.of_type("reply") for _ in range(200)]
    codes = {reply["error"]["code"] for reply in replies if not reply["ok"]}
    assert codes <= {"rate_limited"}
    assert sum(reply["ok"] for reply in replies) >= 64


async def test_a_flood_of_questions_is_read_as_fast_as_it_is_answered(running: Running) -> None:
    async with running.console() as one:
        ids = [new_command_id() for _ in range(1500)]
        for cmd_id in ids:
            await one.send(type="command.status", cmd_id=cmd_id)
        assert [(await one.of_type("command.unknown"))["cmd_id"] for _ in ids] == ids


async def test_an_answer_for_the_one_is_not_shown_to_the_other(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    street = await running.token(user("street", "dispatcher", division="330104001"))
    asked, may_answer = asyncio.Event(), asyncio.Event()

    async def slow(_actor: Actor, query: Query) -> Reply:
        asked.set()
        await may_answer.wait()
        return Reply(id=query.id, ok=True, data=msgspec.Raw(b'"secret"'))

    monkeypatch.setattr(running.platform._queries, "answer", slow)
    async with running.console() as one:
        await one.send(type="query", id="q", name="cameras.search", args={})
        await asked.wait()
        await one.auth(street)
        may_answer.set()
        reply = await one.of_type("reply")
    assert (reply["ok"], reply["error"]["code"], "data" in reply) == (False, "unavailable", False)


async def test_a_command_is_his_who_sent_it(running: Running) -> None:
    token = await running.token(user("other", "dispatcher"))
    async with running.console() as one:
        await one.subscribe("incidents")
        cmd_id = new_command_id()
        await one.send(type="command", cmd_id=cmd_id, name="incident.create", args=CREATE)
        await one.auth(token)
        done = await one.next(lambda f: f["type"] == "result")
        event = await one.event(done["data"]["id"])
    assert event["data"]["steps"][0]["by"] == ADMIN.name


async def test_a_console_that_is_gone_leaves_no_question_behind(running: Running) -> None:
    for _ in range(20):
        async with running.console() as one:
            for number in range(30):
                await one.send(type="query", id=str(number), name="cameras.search", args={})
            one.socket.transport.abort()
    await until(lambda: running.platform.connections.count == 0)


async def test_a_question_that_fails_is_answered(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(_actor: Actor, _query: Query) -> Reply:
        raise ZeroDivisionError

    monkeypatch.setattr(running.platform._queries, "answer", fails)
    async with running.console() as one:
        await one.send(type="query", id="q", name="cameras.search", args={})
        reply = await one.of_type("reply")
    assert (reply["ok"], reply["error"]["code"]) == (False, "unavailable")


async def test_a_client_has_short_names(running: Running) -> None:
    token = await running.token()
    client = {"name": "test", "version": "1", "workstation": "w" * 129, "instance": "i"}
    async with console(running.feed) as one:
        await one.send(type="auth", token=token, client=client)
        assert await one.closed() == (4400, {"reconnect": True, "why": "client_too_large"})
