"""The one place that knows uvicorn's WebSocket: a channel that can be cut when its console does not read.

ASGI has no way to abort a connection, and uvicorn's `send` waits until the socket takes bytes, a close frame
included. So the protocol is handed to the application beside the ASGI messages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from backend_client.protocol.errors import CloseCode, encode_close_reason

_KEY = "console.link"
#: Bytes that may wait for a console before its WebSocket pings go unanswered.
_MOST_BEFORE_PONG = 1 << 16


class AbortableWebSocket(WebSocketsSansIOProtocol):
    """uvicorn's protocol that puts a `_Link` to itself into the ASGI scope."""

    async def run_asgi(self) -> None:
        self._link = _Link(self)
        self.scope["extensions"] = {**(self.scope.get("extensions") or {}), _KEY: self._link}  # type: ignore[dict-item]
        await super().run_asgi()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if (link := getattr(self, "_link", None)) is not None:
            link.lost.set()

    def handle_ping(self) -> None:
        if self.transport.get_write_buffer_size() > _MOST_BEFORE_PONG:
            # Who asks and does not read would fill the memory with answers; only the latest ping has to be
            # answered (RFC 6455, 5.5.3).
            self.conn.data_to_send()
            return
        super().handle_ping()

    def pause_writing(self) -> None:
        super().pause_writing()
        if (link := getattr(self, "_link", None)) is not None:
            link.writable = False

    def resume_writing(self) -> None:
        super().resume_writing()
        if (link := getattr(self, "_link", None)) is not None:
            link.writable = True
            link.wake()


def _nobody() -> None:
    """Nobody waits to write."""


@dataclass(slots=True)
class _Link:
    protocol: AbortableWebSocket
    lost: asyncio.Event = field(default_factory=asyncio.Event)
    writable: bool = True
    wake: Callable[[], None] = _nobody


class Disconnected(Exception):
    """The console has gone."""


class Channel:
    """Frames to and from one console."""

    def __init__(self, websocket: WebSocket, *, close_within_s: float = 2.0) -> None:
        self._websocket = websocket
        self._link = cast("_Link", websocket.scope["extensions"][_KEY])
        self._protocol = self._link.protocol
        self._close_within_s = close_within_s

    @property
    def subprotocols(self) -> list[str]:
        """What the console offers."""
        return cast("list[str]", self._websocket.scope["subprotocols"])

    @property
    def address(self) -> str:
        """The network address the console comes from."""
        client = self._websocket.client
        return client.host if client is not None else ""

    @property
    def writable(self) -> bool:
        """Whether the console takes what it is sent."""
        return self._link.writable

    def when_writable(self, wake: Callable[[], None]) -> None:
        """Call `wake` each time the console takes frames again."""
        self._link.wake = wake

    async def accept(self, subprotocol: str | None) -> None:
        """Accept the connection."""
        await self._websocket.accept(subprotocol)

    def write(self, data: bytes) -> None:
        """Send whole WebSocket frames, headers included. Raises Disconnected.

        They go past ASGI straight into the transport, as the same bytes go to many consoles: through
        Starlette, uvicorn and websockets each would be made into a frame again for each console.
        """
        transport = self._protocol.transport
        if transport.is_closing() or self._protocol.close_sent:
            raise Disconnected
        transport.write(data)

    async def receive(self) -> str | bytes:
        """The next frame: bytes for a binary one. Raises Disconnected."""
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise Disconnected
        text: str | None = message.get("text")
        return text if text is not None else cast("bytes", message["bytes"])

    async def close(self, code: CloseCode, why: str, retry_after_s: float | None = None) -> None:
        """Say why and close; a console that does not read or answer in time is cut."""
        try:
            async with asyncio.timeout(self._close_within_s):
                await self._websocket.close(int(code), encode_close_reason(code, why, retry_after_s))
                await self._link.lost.wait()
        except (TimeoutError, RuntimeError, WebSocketDisconnect):
            self._protocol.transport.abort()
