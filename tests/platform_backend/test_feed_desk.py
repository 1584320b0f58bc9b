from __future__ import annotations

from tests.platform_backend.conftest import Running
from tests.platform_backend.consoles import console


async def test_each_console_has_a_connection_of_its_own(running: Running) -> None:
    token = await running.token()
    async with console(running.feed) as one, console(running.feed) as two:
        first, second = await one.auth(token, instance="a"), await two.auth(token, instance="b")
        assert first["epoch"] == second["epoch"] == running.platform.epoch
        await one.subscribe("incidents")
        await one.snapshot("incidents")
        await two.command("incident.create", type_code="0101", severity=3, title="t", source="s")
        assert (await one.of_type("event"))["topic"] == "incidents"
