"""A real platform with somebody on the line who can put frames of his own into what it says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from backend_client.protocol.messages import PROTOCOL_NAME
from backend_client.tasks import TaskSet
from platform_backend.web.serving import Server, bind


class Meddler:
    """Hands everything on both ways; `say` adds a frame. `subscribed` counts the console's subscriptions."""

    def __init__(self, *, http: str, feed: str) -> None:
        self.subscribed = 0
        self.address = ""
        self._http = http
        self._feed = feed
        self._console: WebSocket | None = None

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Meddler]:
        """Stand between for as long as the context lasts."""
        listener = bind("127.0.0.1", 0)
        self.address = f"ws://127.0.0.1:{listener.getsockname()[1]}/feed"
        routes = [
            WebSocketRoute("/feed", self._relay),
            Route("/{path:path}", self._ask, methods=["GET", "POST"]),
        ]
        server = Server(Starlette(routes=routes))
        async with asyncio.TaskGroup() as group:
            group.create_task(server.serve(sockets=[listener]), name="meddler")
            try:
                yield self
            finally:
                server.stop()

    async def say(self, frame: str) -> None:
        """Say something in the platform's name to the console that came last."""
        assert self._console is not None
        await self._console.send_text(frame)

    async def _ask(self, request: Request) -> Response:
        passed_on = {name: value for name, value in request.headers.items() if name in _HEADERS}
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.request(
                request.method,
                self._http + request.url.path,
                content=await request.body(),
                headers=passed_on,
            )
        return Response(answer.content, answer.status_code)

    async def _relay(self, console: WebSocket) -> None:
        protocol = Subprotocol(PROTOCOL_NAME)
        async with connect(self._feed, subprotocols=[protocol], max_size=None) as platform:
            await console.accept(subprotocol=PROTOCOL_NAME)
            self._console = console
            tasks = TaskSet()
            tasks.spawn(_from_platform(platform, console), name="from the platform")
            try:
                while True:
                    frame = await console.receive_text()
                    self.subscribed += '"type":"subscribe"' in frame
                    await platform.send(frame)
            except (WebSocketDisconnect, ConnectionClosed):
                pass
            finally:
                await tasks.close()
                # What it still says nobody reads any more: its goodbye would come only after ten seconds,
                # and whoever ended the server meanwhile would leave the connection open.
                platform.transport.abort()


_HEADERS = ("authorization", "content-type")


async def _from_platform(platform: ClientConnection, console: WebSocket) -> None:
    try:
        async for frame in platform:
            await console.send_text(str(frame))
    except (ConnectionClosed, WebSocketDisconnect, RuntimeError, asyncio.CancelledError):
        return
