from __future__ import annotations

from platform_backend.connections import MAX_CONNECTIONS
from tests.platform_backend.conftest import Running
from tests.platform_backend.consoles import console
from tests.waiting import until


async def test_one_too_many_is_sent_away_for_a_while(running: Running) -> None:
    running.platform.connections.limit = 1
    token = await running.token()
    async with running.console(instance="first"), console(running.feed) as second:
        client = {"name": "test", "version": "1", "workstation": "w", "instance": "second"}
        await second.send(type="auth", token=token, client=client)
        assert await second.closed() == (4429, {"reconnect": True, "why": "too_many_connections"})
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
    assert MAX_CONNECTIONS >= 100
