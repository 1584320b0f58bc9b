"""The one place that knows uvicorn's WebSocket: a channel that can be cut when its console does not read.

ASGI has no way to abort a connection, and uvicorn's `send` waits until the socket takes bytes, a close frame
included. So the protocol is handed to the application beside the ASGI messages.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from backend_client.protocol.errors import CloseCode, encode_close_reason

_KEY = "console.link"


class AbortableWebSocket(WebSocketsSansIOProtocol):
    """uvicorn's protocol that puts a `_Link` to itself into the ASGI scope."""

    async def run_asgi(self) -> None:
        self._link = _Link(self, asyncio.Event())
        self.scope["extensions"] = {**(self.scope.get("extensions") or {}), _KEY: self._link}  # type: ignore[dict-item]
        await super().run_asgi()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if (link := getattr(self, "_link", None)) is not None:
            link.lost.set()


@dataclass(frozen=True, slots=True)
class _Link:
    protocol: AbortableWebSocket
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

    async def send(self, frames: Sequence[str]) -> None:
        """Send text frames in one write; waits while the console does not read. Raises Disconnected.

        They go past ASGI straight into the transport: an event passed to 50 consoles is encoded into a frame
        50 times, and through Starlette, uvicorn and websockets each of these costs several times as much.
        """
        protocol = self._link.protocol
        await protocol.writable.wait()
        if protocol.disconnected or protocol.close_sent or protocol.transport.is_closing():
            raise Disconnected
        protocol.transport.write(b"".join([part for frame in frames for part in _text_frame(frame)]))

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
            self._link.protocol.transport.abort()


def _text_frame(text: str) -> tuple[bytes, bytes]:
    """Head and payload of an unmasked, unfragmented text frame (RFC 6455, 5.2)."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)), payload
    if size < 1 << 16:
        return b"\x81\x7e" + size.to_bytes(2), payload
    return b"\x81\x7f" + size.to_bytes(8), payload
