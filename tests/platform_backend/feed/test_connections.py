from __future__ import annotations

from contextlib import AsyncExitStack

import pytest

from platform_backend.feed.connection import Timing
from platform_backend.feed.connections import MAX_CONNECTIONS
from platform_backend.log_types import Burst
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import console
from tests.platform_backend.feed.test_subscriptions import create
from tests.waiting import until


async def test_one_too_many_is_sent_away_for_a_while(running: Running) -> None:
    running.platform.connections.limit = 1
    token = await running.token()
    async with running.console(instance="first"), console(running.feed) as second:
        client = {"name": "test", "version": "1", "workstation": "w", "instance": "second"}
        await second.send(type="auth", token=token, client=client)
        code, reason = await second.closed()
        assert (code, reason["reconnect"], reason["why"]) == (4429, True, "too_many_connections")
        assert 5.0 <= reason["retry_after_s"] <= 10.0
        assert running.platform.connections.count == 1


async def test_the_same_instance_may_come_back_when_it_is_full(running: Running) -> None:
    running.platform.connections.limit = 1
    async with running.console(instance="a"), running.console(instance="a") as again:
        await again.subscribe("walls")
        await again.snapshot("walls")


async def test_who_leaves_makes_room(running: Running) -> None:
    running.platform.connections.limit = 1
    async with running.console(instance="a"):
        pass
    await until(lambda: running.platform.connections.count == 0)
    async with running.console(instance="b") as one:
        await one.subscribe("walls")


def test_the_default_carries_a_district() -> None:
    assert MAX_CONNECTIONS >= 1000


async def test_a_console_that_missed_an_event_is_told_to_start_over_and_the_others_go_on(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections = running.platform.connections
    async with running.console(instance="unlucky") as unlucky, running.console(instance="well") as well:
        await unlucky.subscribe("incidents")
        begin = await unlucky.of_type("snapshot.begin")
        await well.subscribe("incidents")
        await well.snapshot("incidents")
        (first, _) = connections.of_user("admin")
        assert first.subscriptions is not None

        def fail(_burst: Burst) -> None:
            raise MemoryError

        monkeypatch.setattr(first.subscriptions, "on_events", fail)
        id_ = await create(running)
        await well.event(id_)
        assert await unlucky.closed() == (4410, {"reconnect": True, "why": "step_lost"})
    async with running.console(instance="unlucky") as again:
        cursors = {"incidents": begin["as_of"]}
        await again.subscribe("incidents", resume={"epoch": running.platform.epoch, "cursors": cursors})
        await again.event(id_)


async def test_who_is_where(running: Running) -> None:
    connections = running.platform.connections
    other = await running.token(user("other", "dispatcher"))
    async with running.console(instance="a") as one, running.console(instance="b"):
        assert len(connections.of_user("admin")) == 2
        await one.auth(other, instance="a")
        assert len(connections.of_user("admin")) == len(connections.of_user("other")) == 1
        assert connections.count == 2
        assert len(connections.backlogs) == 2
        assert connections.encodings == {"json": 2}


async def test_a_change_of_people_replaces_no_other_instance(running: Running) -> None:
    other = user("other", "dispatcher")
    token = await running.token(other)
    async with running.console(instance="a") as one, running.console(other, instance="a") as two:
        await one.auth(token, instance="a")
        assert (await two.closed())[1]["why"] == "replaced"
        await one.send(type="ping", at="2026-01-01T00:00:00Z")
        await one.of_type("pong")


async def test_those_who_never_sign_in_take_nobodys_room(start: StartPlatform) -> None:
    timing = Timing(auth_within_s=3600.0, watch_s=0.05)
    async with start(timing=timing) as running, AsyncExitStack() as stack:
        running.platform.connections.limit = 2
        token = await running.token()
        idle = [await stack.enter_async_context(console(running.feed)) for _ in range(4)]
        for each in idle:
            await each.of_type("hello")
        one = await stack.enter_async_context(console(running.feed))
        await one.auth(token)
        code, reason = await idle[0].closed()
        assert (code, reason["why"]) == (4429, "too_many_connections")
        assert len(running.platform.connections._strangers) == 3
        for each in idle[1:]:
            await each.socket.close()
        await until(lambda: not running.platform.connections._strangers)
