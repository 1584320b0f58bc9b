from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from tests.faults.proxy import FaultProxy
from tests.faults.toxics import (
    Bandwidth,
    Latency,
    LimitData,
    ResetPeer,
    Slicer,
    SlowClose,
    Timeout,
    Toxic,
)
from tests.waiting import one_turn, until

DATA = bytes(range(256)) * 40


@pytest.fixture
async def echo() -> AsyncIterator[tuple[str, int]]:
    """A server that sends everything back."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[:2]
    server.close()


@pytest.fixture
async def proxy(echo: tuple[str, int]) -> AsyncIterator[FaultProxy]:
    one = FaultProxy(upstream=echo)
    await one.start()
    yield one
    await one.close()


async def there_and_back(proxy: FaultProxy, data: bytes = DATA) -> bytes:
    """What comes back of `data` until the end; a reset raises ConnectionResetError."""
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    try:
        writer.write(data)
        writer.write_eof()
        async with asyncio.timeout(10):
            return await reader.read()
    finally:
        writer.close()


async def test_without_faults_everything_passes(proxy: FaultProxy) -> None:
    assert await there_and_back(proxy) == DATA
    assert len(proxy.accepted) == 1
    assert not proxy.suffered


@pytest.mark.parametrize(
    ("toxic", "at_least_s"),
    [
        (Latency(latency=150, jitter=20, stream="upstream"), 0.13),
        (Bandwidth(rate=100, stream="downstream"), len(DATA) / 100_000),
        (SlowClose(delay=150), 0.15),
        (Slicer(average_size=500, size_variation=100, delay=5000), 0.05),
    ],
)
async def test_slow_faults_lose_nothing(proxy: FaultProxy, toxic: Toxic, at_least_s: float) -> None:
    proxy.afflict(toxic)
    before = time.monotonic()
    assert await there_and_back(proxy) == DATA
    assert time.monotonic() - before >= at_least_s
    assert proxy.suffered == {toxic.name: 1}


async def test_limit_data_closes_after_so_many_bytes(proxy: FaultProxy) -> None:
    proxy.afflict(LimitData(bytes=1000, stream="downstream"))
    assert await there_and_back(proxy) == DATA[:1000]


async def test_reset_peer_resets(proxy: FaultProxy) -> None:
    proxy.afflict(ResetPeer(timeout=20))
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    with pytest.raises(ConnectionResetError):
        await asyncio.wait_for(reader.read(), 10)
    writer.close()


async def test_timeout_holds_everything_back_and_then_closes(proxy: FaultProxy) -> None:
    proxy.afflict(Timeout(timeout=100, stream="upstream"))
    before = time.monotonic()
    assert await there_and_back(proxy) == b""
    assert time.monotonic() - before >= 0.1


async def test_a_connection_held_back_ends_with_the_fault(proxy: FaultProxy) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    writer.write(b"before")
    assert await reader.readexactly(6) == b"before"
    proxy.afflict(Timeout(timeout=0, stream="downstream"))
    writer.write(b"lost")
    proxy.afflict()
    # Closing with bytes unread is a reset by TCP's own rules.
    with suppress(ConnectionResetError):
        assert await asyncio.wait_for(reader.read(), 10) == b""
    writer.close()


async def test_down_closes_refuses_and_comes_back_on_its_port(proxy: FaultProxy) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    writer.write(b"x")
    assert await reader.readexactly(1) == b"x"
    await proxy.take_down()
    assert await asyncio.wait_for(reader.read(), 10) == b""
    writer.close()
    with pytest.raises(OSError, match="Connect call failed"):
        await there_and_back(proxy)
    await proxy.start()
    assert await there_and_back(proxy) == DATA
    assert proxy.suffered == {"down": 1}


async def test_toxicity_is_the_part_that_suffers(proxy: FaultProxy) -> None:
    proxy.afflict(Latency(latency=1, toxicity=0.5))
    for _ in range(40):
        await there_and_back(proxy, b"x")
    assert 8 < proxy.suffered["latency"] < 32


async def test_down_closes_who_is_just_being_connected_too(proxy: FaultProxy) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    while not proxy.accepted:
        await one_turn()
    await proxy.take_down()
    with suppress(ConnectionResetError):
        assert await asyncio.wait_for(reader.read(), 10) == b""
    writer.close()


async def test_a_dead_platform_closes_at_once(proxy: FaultProxy) -> None:
    proxy.upstream = ("127.0.0.1", 1)
    with suppress(ConnectionResetError):
        assert await there_and_back(proxy) == b""
    await until(lambda: len(proxy.accepted) == 1)
