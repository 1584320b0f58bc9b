from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from tests.platform_backend.conftest import Running

PICTURES = b"G" + b"\x00" * 187


@asynccontextmanager
async def site(head: bytes) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A camera site that answers every request with `head` and three packets."""
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(head + b"\r\n\r\n" + PICTURES * 3)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], asked


async def ask(running: Running, host: str) -> httpx.Response:
    camera = running.platform.states.all_of("devices")[0].id
    headers = {"Authorization": f"Bearer {await running.token()}", "Host": host}
    async with httpx.AsyncClient(trust_env=False) as http:
        return await http.get(f"{running.http}/cameras/{camera}/sub.ts", headers=headers)


async def test_a_console_on_another_machine_gets_the_pictures_themselves(running: Running) -> None:
    async with site(b"HTTP/1.1 200 OK") as (port, asked):
        running.platform.cameras.port = port
        answer = await ask(running, "platform.room:8000")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "video/mp2t"
    assert answer.content == PICTURES * 3
    assert b"Authorization: Bearer " in asked[0]


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost"])
async def test_one_on_this_machine_is_sent_to_the_site(running: Running, host: str) -> None:
    running.platform.cameras.port = 1
    assert (await ask(running, host)).status_code == 307


async def test_what_the_site_refuses_is_refused(running: Running) -> None:
    async with site(b"HTTP/1.1 503 Service Unavailable") as (port, _):
        running.platform.cameras.port = port
        assert (await ask(running, "platform.room")).status_code == 503


async def test_a_site_that_has_gone_is_said(running: Running) -> None:
    async with site(b"HTTP/1.1 200 OK") as (port, _):
        pass
    running.platform.cameras.port = port
    answer = await ask(running, "platform.room")
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "unavailable"


async def test_who_may_not_look_any_more_sees_no_more(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform_backend.web.camera_relay.ASK_EVERY_S", 0.0)
    camera = running.platform.states.all_of("devices")[0].id
    token = await running.token()

    async def stream_for_ever(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(PICTURES)
                await writer.drain()
                await asyncio.sleep(0)

    server = await asyncio.start_server(stream_for_ever, "127.0.0.1", 0)
    headers = {"Authorization": f"Bearer {token}", "Host": "platform.room"}
    async with server, asyncio.timeout(10), httpx.AsyncClient(trust_env=False) as http:
        running.platform.cameras.port = server.sockets[0].getsockname()[1]
        async with http.stream("GET", f"{running.http}/cameras/{camera}/sub.ts", headers=headers) as answer:
            pieces = answer.aiter_bytes()
            assert await anext(pieces)
            await running.platform.accounts.revoke(running.platform.accounts.session(token).id)
            async for _ in pieces:
                pass
