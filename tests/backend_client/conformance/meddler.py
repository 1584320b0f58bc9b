"""A man in the middle: stands before a real platform and breaks exactly one thing for each fault.

Each fault has an address of its own, ws://HOST:PORT/NAME/feed; the address /honest/feed breaks nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import httpx
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from backend_client.protocol.messages import MSGPACK_NAME
from platform_backend.web.serving import Server, bind

Frame: TypeAlias = dict[str, Any]
Data: TypeAlias = str | bytes
#: What becomes of a frame: these instead of it, or None for as it is.
Frames: TypeAlias = list[Frame] | None

#: What waits for a console before the platform behind is kept waiting.
_QUEUE = 8


@dataclass(slots=True)
class Answer:
    """An HTTP answer on its way to the console."""

    status: int
    headers: dict[str, str]
    body: Any


@dataclass(slots=True)
class Asked:
    """An HTTP request on its way to the platform."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """What is broken. `down` and `up` see frames, `raw_down` and `raw_up` what stands in them; a close given
    as None never reaches the console; `hoards` reads from the platform without end.
    """

    down: Callable[[Frame, Link], Frames] = lambda _frame, _link: None
    up: Callable[[Frame, Link], Frames] = lambda _frame, _link: None
    raw_down: Callable[[Data], Data] = lambda data: data
    raw_up: Callable[[Data], Data | None] = lambda data: data
    close: Callable[[int, str], tuple[int, str] | None] = lambda code, reason: (code, reason)
    asked: Callable[[Asked, dict[str, Any]], Answer | None] = lambda _asked, _memory: None
    answered: Callable[[Asked, Answer, dict[str, Any]], None] = lambda _asked, _answer, _memory: None
    hoards: bool = False


@dataclass(slots=True)
class Link:
    """One connection. `memory` is its own, `shared` that of all connections of the fault."""

    number: int
    packed: bool
    shared: dict[str, Any]
    queue: asyncio.Queue[Data | tuple[int, str] | None]
    memory: dict[str, Any] = field(default_factory=dict)

    def say(self, type_: str, **fields: Any) -> None:
        """Send the console a frame that the platform never sent."""
        self.queue.put_nowait(_encode({"type": type_, **fields}, packed=self.packed))

    def close(self, code: int, reason: str = '{"reconnect":true,"why":"meddled"}') -> None:
        """Close towards the console."""
        self.queue.put_nowait((code, reason))


class Meddler:
    """Serves every fault before the platform at `http` and `feed`."""

    def __init__(self, *, feed: str, http: str, faults: Mapping[str, Fault]) -> None:
        self._feed = feed
        self._http = http
        self._faults = {"honest": Fault(), **faults}
        self._memories: dict[str, dict[str, Any]] = {name: {} for name in self._faults}
        self._numbers: dict[str, int] = dict.fromkeys(self._faults, 0)
        self._web = httpx.AsyncClient(base_url=http, trust_env=False, timeout=30.0)
        self.base = ""

    def address(self, name: str) -> str:
        """The feed behind which `name` is broken."""
        return f"ws://{self.base}/{name}/feed"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Meddler]:
        """Serve."""
        listener = bind("127.0.0.1", 0)
        self.base = f"127.0.0.1:{listener.getsockname()[1]}"
        routes = [
            WebSocketRoute("/{fault}/feed", self._relay),
            Route("/{fault}/{path:path}", self._pass_on, methods=["GET", "POST"]),
        ]
        server = Server(Starlette(routes=routes))
        async with asyncio.TaskGroup() as group, self._web:
            group.create_task(server.serve(sockets=[listener]), name="meddler")
            try:
                yield self
            finally:
                server.stop()

    async def _pass_on(self, request: Request) -> Response:
        name = request.path_params["fault"]
        fault, memory = self._faults[name], self._memories[name]
        asked = Asked(
            request.method,
            f"/{request.path_params['path']}",
            dict(request.query_params),
            {
                key: value
                for key, value in request.headers.items()
                if key in ("authorization", "content-type")
            },
            await request.body(),
        )
        answer = fault.asked(asked, memory)
        if answer is None:
            real = await self._web.request(
                asked.method, asked.path, params=asked.query, headers=asked.headers, content=asked.body
            )
            kept = ("cache-control", "retry-after", "content-type", "www-authenticate")
            headers = {key: value for key, value in real.headers.items() if key in kept}
            try:
                body: Any = msgspec.json.decode(real.content)
            except msgspec.DecodeError:
                body = real.text
            answer = Answer(real.status_code, headers, body)
            fault.answered(asked, answer, memory)
        content = answer.body if isinstance(answer.body, str) else msgspec.json.encode(answer.body)
        return Response(content, status_code=answer.status, headers=answer.headers)

    async def _relay(self, websocket: WebSocket) -> None:
        name = websocket.path_params["fault"]
        fault = self._faults[name]
        self._numbers[name] += 1
        query = websocket.scope["query_string"].decode()
        async with connect(
            self._feed + (f"?{query}" if query else ""),
            subprotocols=[Subprotocol(each) for each in websocket.scope["subprotocols"]] or None,
            max_size=None,
            compression=None,
            proxy=None,
            ping_interval=None,
            close_timeout=0.5,
        ) as socket:
            await websocket.accept(socket.subprotocol)
            link = Link(
                self._numbers[name],
                socket.subprotocol == MSGPACK_NAME,
                self._memories[name],
                asyncio.Queue(0 if fault.hoards else _QUEUE),
            )
            await _first_of(
                _up(websocket, socket, fault, link),
                _down(socket, fault, link),
                _deliver(websocket, link),
            )


async def _up(websocket: WebSocket, socket: ClientConnection, fault: Fault, link: Link) -> None:
    """From the console to the platform, until the console goes."""
    while True:
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            return
        text: str | None = message.get("text")
        data = fault.raw_up(text if text is not None else message["bytes"])
        if data is None:
            continue
        frame = _decode(data, packed=link.packed)
        instead = None if frame is None else fault.up(copy.deepcopy(frame), link)
        datas = [data] if instead is None else [_encode(each, packed=link.packed) for each in instead]
        for each in datas:
            with contextlib.suppress(ConnectionClosed):
                await socket.send(each)


async def _down(socket: ClientConnection, fault: Fault, link: Link) -> None:
    """From the platform into the queue of what the console gets; goes on waiting after the end."""
    try:
        while True:
            data: Data = await socket.recv()
            frame = _decode(data, packed=link.packed)
            instead = None if frame is None else fault.down(copy.deepcopy(frame), link)
            for each in [data] if instead is None else [_encode(f, packed=link.packed) for f in instead]:
                await link.queue.put(fault.raw_down(each))
    except ConnectionClosed as end:
        close = (1011, "") if end.rcvd is None else (end.rcvd.code, end.rcvd.reason)
        meddled = fault.close(*close)
        if meddled is not None:
            await link.queue.put(meddled)
    await asyncio.Event().wait()


async def _deliver(websocket: WebSocket, link: Link) -> None:
    """From the queue to the console, until a close is delivered."""
    while True:
        item = await link.queue.get()
        if websocket.application_state is not WebSocketState.CONNECTED:
            return
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            if isinstance(item, tuple):
                await websocket.close(*item)
                return
            if isinstance(item, str):
                await websocket.send_text(item)
            elif item is not None:
                await websocket.send_bytes(item)


class _Ended(Exception):
    """One direction has come to its end."""


async def _first_of(*works: Awaitable[None]) -> None:
    """Run all until the first has ended."""

    async def until_end(work: Awaitable[None]) -> None:
        await work
        raise _Ended

    try:
        async with asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(until_end(work), name="meddler.relay")
    except* _Ended:
        pass


def _decode(data: Data, *, packed: bool) -> Frame | None:
    try:
        if packed:
            frame = msgspec.msgpack.decode(data) if isinstance(data, bytes) else None
        else:
            frame = msgspec.json.decode(data) if isinstance(data, str) else None
    except msgspec.DecodeError:
        return None
    return frame if isinstance(frame, dict) and isinstance(frame.get("type"), str) else None


def _encode(frame: Frame, *, packed: bool) -> Data:
    return msgspec.msgpack.encode(frame) if packed else msgspec.json.encode(frame).decode()
