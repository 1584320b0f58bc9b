from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import pytest

from backend_client.protocol.incident_args import IncidentCreate
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
    assert event["data"].get("description", "") == new.description


async def test_many_frames_in_one_write_arrive_in_order(running: Running) -> None:
    async with running.console() as one:
        for number in range(200):
            await one.send(type="ping", at=str(number))
        assert [(await one.of_type("pong"))["at"] for _ in range(200)] == [str(n) for n in range(200)]


async def test_pings_of_who_never_reads_do_not_fill_the_memory(running: Running) -> None:
    address = urlsplit(running.feed)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    lines = (
        f"GET /feed HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: ccc.v1\r\n\r\n"
    )
    writer.write(lines.encode())
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
    no_mask = bytes(4)
    ping = b"\x89\xfd" + no_mask + bytes(125)
    answered = 0
    try:
        for _ in range(200):
            writer.write(ping * 1000)
            await writer.drain()
        # Something that is no frame of the contract ends it.
        writer.write(b"\x81\x81" + no_mask + b"x")
        while piece := await reader.read(1 << 20):
            answered += len(piece)
    except ConnectionError:
        pass
    finally:
        writer.close()
    # What the sockets of both sides hold, of 25 MB.
    assert answered < 13_000_000
