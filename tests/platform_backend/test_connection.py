from __future__ import annotations

import json

import pytest

from backend_client.protocol.messages import PROTOCOL_NAME
from backend_client.protocol.topics import TOPICS
from platform_backend.connection import Timing
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import console


async def test_handshake(running: Running) -> None:
    token = await running.token()
    async with console(running.feed) as one:
        assert one.socket.subprotocol == PROTOCOL_NAME
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


async def test_another_users_token_closes(running: Running) -> None:
    other = await running.token(user("other", "dispatcher"))
    async with running.console() as one:
        client = {"name": "test", "version": "1", "workstation": "w", "instance": "i"}
        await one.send(type="auth", token=other, client=client)
        assert (await one.closed())[1]["why"] == "another_user"


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
    "frame",
    [
        "{",
        "[]",
        '"x"',
        "{}",
        '{"type":7}',
        '{"type":"subscribe"}',
        '{"type":"ping","at":7}',
        b'{"type":"ping"}',
    ],
)
async def test_malformed_frames_close(running: Running, frame: str | bytes) -> None:
    async with running.console() as one:
        await one.socket.send(frame)
        code, reason = await one.closed()
        assert code == 4400
        assert reason["reconnect"] is True


async def test_a_frame_over_the_limit_closes(running: Running) -> None:
    async with running.console() as one:
        await one.socket.send(json.dumps({"type": "ping", "at": "x" * (1 << 20)}))
        assert await one.closed() == (4400, {"reconnect": True, "why": "frame_too_large"})


async def test_unknown_types_and_fields_are_skipped(running: Running) -> None:
    async with running.console() as one:
        await one.send(type="from.the.future", anything=1)
        await one.send(type="ping", at="2026-01-01T00:00:00Z", novel=True)
        pong = await one.of_type("pong")
        assert pong["rate"] == 1.0


async def test_silence_closes(start: StartPlatform) -> None:
    async with start(timing=Timing(silence_s=0.2, watch_s=0.05)) as running, running.console() as one:
        assert await one.closed() == (4411, {"reconnect": True, "why": "silent"})


async def test_too_many_questions_at_once_are_refused(running: Running) -> None:
    async with running.console() as one:
        for number in range(200):
            await one.send(type="query", id=str(number), name="cameras.search", args={})
        replies = [await one.of_type("reply") for _ in range(200)]
    codes = {reply["error"]["code"] for reply in replies if not reply["ok"]}
    assert codes <= {"rate_limited"}
    assert sum(reply["ok"] for reply in replies) >= 64
