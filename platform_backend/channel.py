"""The one place that knows uvicorn's WebSocket: a channel that can be cut when its console does not read.

ASGI has no way to abort a connection, and uvicorn's `send` waits until the socket takes bytes, a close frame
included. So the transport is handed to the application beside the ASGI messages.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import cast

from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from backend_client.protocol.errors import CloseCode, encode_close_reason

_KEY = "console.link"


class AbortableWebSocket(WebSocketsSansIOProtocol):
    """uvicorn's protocol that puts a `_Link` to its transport into the ASGI scope."""

    async def run_asgi(self) -> None:
        self._link = _Link(self.transport, asyncio.Event())
        self.scope["extensions"] = {**(self.scope.get("extensions") or {}), _KEY: self._link}  # type: ignore[dict-item]
        await super().run_asgi()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if (link := getattr(self, "_link", None)) is not None:
            link.lost.set()


@dataclass(frozen=True, slots=True)
class _Link:
    transport: asyncio.Transport
    lost: asyncio.Event


class Disconnected(Exception):
    """The console has gone."""


class Channel:
    """Text frames to and from one console."""

    def __init__(self, websocket: WebSocket, *, close_within_s: float = 2.0) -> None:
        self._websocket = websocket
        self._link = cast("_Link", websocket.scope["extensions"][_KEY])
        self._close_within_s = close_within_s

    @property
    def subprotocols(self) -> list[str]:
        """What the console offers."""
        return cast("list[str]", self._websocket.scope["subprotocols"])

    async def accept(self, subprotocol: str | None) -> None:
        """Accept the connection."""
        await self._websocket.accept(subprotocol)

    async def send(self, frame: str) -> None:
        """Send one text frame; waits while the console does not read. Raises Disconnected."""
        try:
            await self._websocket.send({"type": "websocket.send", "text": frame})
        except WebSocketDisconnect as error:
            raise Disconnected from error

    async def receive(self) -> str | bytes:
        """The next frame: bytes for a binary one. Raises Disconnected."""
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise Disconnected
        text: str | None = message.get("text")
        return text if text is not None else cast("bytes", message["bytes"])

    async def close(self, code: CloseCode, why: str) -> None:
        """Say why and close; a console that does not read or answer in time is cut."""
        try:
            async with asyncio.timeout(self._close_within_s):
                await self._websocket.close(int(code), encode_close_reason(code, why))
                await self._link.lost.wait()
        except (TimeoutError, RuntimeError, WebSocketDisconnect):
            self._link.transport.abort()
