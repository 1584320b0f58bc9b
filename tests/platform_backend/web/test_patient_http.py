from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from platform_backend.web import patient_http
from tests.platform_backend.conftest import Running

HEALTH = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient_http, "HEAD_WITHIN_S", 0.2)


@asynccontextmanager
async def connected(running: Running) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    host, port = running.http.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        async with asyncio.timeout(10):
            yield reader, writer
    finally:
        writer.close()


async def cut(reader: asyncio.StreamReader) -> None:
    """Wait until the platform has let go."""
    with suppress(ConnectionResetError):
        await reader.read()


@pytest.mark.parametrize("said", [b"", b"GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: "])
async def test_whoever_says_nothing_or_half_of_it_is_let_go(running: Running, said: bytes) -> None:
    async with connected(running) as (reader, writer):
        writer.write(said)
        await cut(reader)


async def test_the_same_after_an_answer(running: Running) -> None:
    async with connected(running) as (reader, writer):
        writer.write(HEALTH)
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        writer.write(HEALTH[:-4])
        await cut(reader)


async def test_one_that_asks_again_in_time_stays(running: Running) -> None:
    async with connected(running) as (reader, writer):
        for _ in range(3):
            writer.write(HEALTH)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200")
            length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
            await reader.readexactly(length)


async def test_a_feed_is_not_waited_for(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("incidents")
        # One bookmark each 0.1 s: longer than a head may take.
        for _ in range(4):
            await one.of_type("bookmark")
        await one.send(type="ping", at="2026-01-01T00:00:00Z")
        await one.of_type("pong")
