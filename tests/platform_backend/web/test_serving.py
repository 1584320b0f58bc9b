from __future__ import annotations

import asyncio
import resource
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import cast

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from platform_backend.failures import CannotStart
from platform_backend.feed.connections import MAX_CONNECTIONS
from platform_backend.web import serving
from platform_backend.web.serving import Server, bind
from tests.platform_backend.conftest import Running, StartPlatform
from tests.waiting import PATIENCE_S, one_turn, until


def test_a_taken_port_is_said() -> None:
    with bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=f"Port {port} on 127.0.0.1"):
            bind("127.0.0.1", port)


def test_an_address_of_another_machine_is_said() -> None:
    with pytest.raises(CannotStart, match=r"192\.0\.2\.1"):
        bind("192.0.2.1", 0)


def test_a_port_is_free_again_right_after() -> None:
    with bind("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            pass
    bind("127.0.0.1", port).close()


async def test_http_and_the_feed_share_one_port(running: Running) -> None:
    assert running.http.removeprefix("http") == running.feed.removeprefix("ws").removesuffix("/feed")
    host, port = running.http.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert (await reader.readline()).startswith(b"HTTP/1.1 200")
    writer.close()


async def test_there_is_room_for_every_console(start: StartPlatform) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    try:
        async with start():
            enough = min(2 * MAX_CONNECTIONS + 100, hard)
            await until(lambda: resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= enough)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@asynccontextmanager
async def asked(app: Starlette) -> AsyncIterator[tuple[Server, asyncio.StreamWriter]]:
    """A server that ends when this does, and somebody who has asked it for something and waits."""
    listener = bind("127.0.0.1", 0)
    address = listener.getsockname()
    server = Server(app)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve(sockets=[listener]))
        _, writer = await asyncio.open_connection(*address)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        yield server, writer
        server.stop()
    writer.close()


async def test_what_is_cancelled_at_the_end_has_ended_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_GRACE_S", 0.05)
    began, ended = asyncio.Event(), asyncio.Event()

    async def endless(_request: Request) -> Response:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            await one_turn()  # as whoever takes leave of somebody else does
            ended.set()
        return Response()

    async with asked(Starlette(routes=[Route("/", endless)])):
        await until(began.is_set)
    assert ended.is_set()


async def test_nobody_is_left_behind_who_came_at_the_last_moment() -> None:
    listener = bind("127.0.0.1", 0)
    address = listener.getsockname()
    server = Server(Starlette())
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve(sockets=[listener]))
        await until(lambda: server.started)
        late = [socket.create_connection(address) for _ in range(3)]
        # They are let in; who serves them hears of it after the end has begun.
        await one_turn()
        server.stop()
    try:
        for each in late:
            each.settimeout(PATIENCE_S)
            with suppress(ConnectionResetError):
                assert await loop.run_in_executor(None, each.recv, 1) == b""
    finally:
        for each in late:
            each.close()
    assert not server.server_state.connections


async def test_who_does_not_take_the_goodbye_is_left_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_CLOSED_WITHIN_S", 0.05)
    answered = asyncio.Event()

    async def much(_request: Request) -> Response:
        answered.set()
        return Response(bytes(50_000_000))

    async with asked(Starlette(routes=[Route("/", much)])) as (server, writer):
        cast("asyncio.Transport", writer.transport).pause_reading()
        await until(answered.is_set)
        monkeypatch.setattr(serving, "_GRACE_S", 0.05)
    assert not server.server_state.connections
