"""A bare console for tests: a real WebSocket, frames as plain dicts, everything received is kept.

It speaks either encoding; `SPOKEN` is what it offers when a test does not say.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from uuid6 import uuid7
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.waiting import PATIENCE_S

Frame = dict[str, Any]
SPOKEN = "ccc.v1"


class TestConsole:
    """One connection. `frames` holds what was received and not asked for yet."""

    __test__ = False

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.frames: list[Frame] = []
        self._sub = ""

    @property
    def binary(self) -> bool:
        return self.socket.subprotocol == "ccc.v1+msgpack"

    async def send(self, **frame: Any) -> None:
        await self.socket.send(msgspec.msgpack.encode(frame) if self.binary else json.dumps(frame))

    async def receive(self) -> Frame:
        """The next frame; it has to be of the encoding's own kind."""
        raw = await self.socket.recv()
        assert isinstance(raw, bytes) is self.binary
        frame: Frame = msgspec.msgpack.decode(raw) if isinstance(raw, bytes) else json.loads(raw)
        return frame

    async def next(self, accept: Callable[[Frame], bool], *, keep: bool = False) -> Frame:
        """The first frame, received or to come, that `accept` takes; the others stay, it too with `keep`."""
        for index, frame in enumerate(self.frames):
            if accept(frame):
                return frame if keep else self.frames.pop(index)
        async with asyncio.timeout(PATIENCE_S):
            while True:
                fresh = await self.receive()
                if keep or not accept(fresh):
                    self.frames.append(fresh)
                if accept(fresh):
                    return fresh

    async def of_type(self, *types: str) -> Frame:
        return await self.next(lambda frame: frame["type"] in types)

    async def auth(self, token: str, *, instance: str = "i1") -> Frame:
        client = {"name": "test", "version": "1", "workstation": "w1", "instance": instance}
        await self.send(type="auth", token=token, client=client)
        return await self.of_type("welcome")

    async def subscribe(self, *topics: str, sub: str = "s1", resume: Frame | None = None) -> Frame:
        self._sub = sub
        await self.send(type="subscribe", id=sub, topics=topics, resume=resume)
        return await self.of_type("subscribed")

    async def snapshot(self, topic: str) -> list[Frame]:
        """The items of a topic's snapshot; nothing else of the topic may stand between them."""

        def ours(frame: Frame) -> bool:
            return frame.get("sub") == self._sub and frame.get("topic") == topic

        begun = await self.next(lambda f: ours(f) and f["type"] == "snapshot.begin", keep=True)
        # What came before it is not within it.
        before = self.frames[: self.frames.index(begun)]
        self.frames = self.frames[len(before) + 1 :]
        items: list[Frame] = []
        while True:
            frame = await self.next(ours)
            if frame["type"] == "snapshot.end":
                assert frame["count"] == len(items)
                self.frames = before + self.frames
                return items
            assert frame["type"] == "snapshot.page"
            items += frame["items"]

    async def command(self, name: str, target: str | None = None, **args: Any) -> Frame:
        return await self.command_as(str(uuid7()), name, target, args)

    async def command_as(self, cmd_id: str, name: str, target: str | None, args: Frame, **more: Any) -> Frame:
        await self.send(type="command", cmd_id=cmd_id, name=name, target=target, args=args, **more)
        return await self.next(lambda f: f["type"] == "result" and f["cmd_id"] == cmd_id)

    async def event(self, id_: str) -> Frame:
        """The next event of one entity."""
        return await self.next(lambda f: f["type"] == "event" and f["id"] == id_)

    async def query(self, name: str, **args: Any) -> Frame:
        await self.send(type="query", id=name, name=name, args=args)
        return await self.of_type("reply")

    async def closed(self) -> tuple[int, Frame]:
        """Wait for the end: the close code and its reason."""
        async with asyncio.timeout(PATIENCE_S):
            try:
                while True:
                    self.frames.append(await self.receive())
            except ConnectionClosed as end:
                received = end.rcvd
                return (received.code, json.loads(received.reason or "{}")) if received else (1006, {})


@asynccontextmanager
async def console(feed: str, *, subprotocol: str | None = None) -> AsyncIterator[TestConsole]:
    """A connected console that has not signed in."""
    options = {"max_size": None, "compression": None, "proxy": None, "close_timeout": 1.0}
    async with connect(feed, subprotocols=[subprotocol or SPOKEN], **options) as socket:  # type: ignore[arg-type, list-item]
        yield TestConsole(socket)
