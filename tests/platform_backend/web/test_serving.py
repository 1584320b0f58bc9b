from __future__ import annotations

import asyncio
import resource
import socket

import pytest

from platform_backend.failures import CannotStart
from platform_backend.feed.connections import MAX_CONNECTIONS
from platform_backend.web.serving import bind
from tests.platform_backend.conftest import Running, StartPlatform
from tests.waiting import until


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
