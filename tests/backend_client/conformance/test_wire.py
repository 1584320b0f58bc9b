from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from backend_client.conformance.findings import Broken
from backend_client.conformance.wire import Wire


@asynccontextmanager
async def wire(talk: Callable[[ServerConnection], Awaitable[None]]) -> AsyncIterator[Wire]:
    async with serve(talk, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}", proxy=None) as socket:
            yield Wire(socket, answer_s=0.2)


async def test_frames_are_taken_by_what_they_are_and_the_others_stay() -> None:
    async def talk(socket: ServerConnection) -> None:
        for text in ('{"type":"a","n":1}', '{"type":"b"}', '{"type":"a","n":2}'):
            await socket.send(text)
        await socket.wait_closed()

    async with wire(talk) as one:
        assert await one.of_type("b") == {"type": "b"}
        assert [(await one.of_type("a"))["n"] for _ in range(2)] == [1, 2]
        assert [frame["type"] for frame in one.frames] == ["a", "b", "a"]
        assert [arrival.size for arrival in one.arrivals] == [18, 12, 18]


async def test_what_does_not_come_is_said_with_what_came() -> None:
    async def talk(socket: ServerConnection) -> None:
        await socket.send('{"type":"a"}')
        await socket.wait_closed()

    async with wire(talk) as one:
        with pytest.raises(Broken, match=r"^expected b within 0.2 s, saw only \[\"a\"\]$"):
            await one.of_type("b")
        with pytest.raises(Broken, match=r"saw nothing$"):
            await one.of_type("b")
        with pytest.raises(Broken, match="the connection stayed open"):
            await one.closed(wanted="a close")


async def test_a_close_is_told_with_its_code_and_reason() -> None:
    async def talk(socket: ServerConnection) -> None:
        await socket.close(4401, '{"reconnect":false}')

    async with wire(talk) as one:
        with pytest.raises(Broken, match=r'saw the connection closed with 4401 \{"reconnect":false\}$'):
            await one.of_type("welcome")
        close = await one.closed(wanted="a close")
        assert (close.code, close.fields()) == (4401, {"reconnect": False})


@pytest.mark.parametrize("data", ["{", "[]", b"\xff"])
async def test_garbage_is_a_finding(data: str | bytes) -> None:
    async def talk(socket: ServerConnection) -> None:
        await socket.send(data)
        await socket.wait_closed()

    async with wire(talk) as one:
        with pytest.raises(Broken, match="expected frames"):
            await one.of_type("hello")


async def test_listening_ends_with_its_time_or_with_the_connection() -> None:
    gone = asyncio.Event()

    async def talk(socket: ServerConnection) -> None:
        await gone.wait()
        await socket.close(1001)

    async with wire(talk) as one:
        await one.listen(0.05)
        gone.set()
        with pytest.raises(Broken, match="expected the connection to stay"):
            await one.listen(5.0)
