from __future__ import annotations

import pytest

from backend_client.protocol.commands import IncidentCreate
from tests.platform_backend.conftest import Running


@pytest.mark.parametrize("size", [0, 100, 125, 126, 127, 3000, 65_000, 66_000, 300_000])
async def test_frames_of_every_size_arrive_whole(running: Running, size: int) -> None:
    new = IncidentCreate(
        type_code="0101", severity=2, title="积水", source="热线", description="水" * (size // 3)
    )
    async with running.console() as one:
        await one.subscribe("incidents")
        done = await running.platform.execute("测试", "incident.create", None, new)
        assert done.data is not None
        event = await one.event(done.data["id"])
    assert event["data"]["description"] == new.description


async def test_many_frames_in_one_write_arrive_in_order(running: Running) -> None:
    async with running.console() as one:
        for number in range(200):
            await one.send(type="ping", at=str(number))
        assert [(await one.of_type("pong"))["at"] for _ in range(200)] == [str(n) for n in range(200)]
