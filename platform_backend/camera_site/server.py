"""The site's HTTP: streams of cameras, its health, and which cameras are switched off.

Requests are parsed by h11; pictures go straight into the socket's transport. Starlette on uvicorn would serve
64 viewers too (5.5 % of a core against 2.5 %), but gives no hand on the transport: there a server cannot see
how much a viewer has not read, nor cut him off.
"""

from __future__ import annotations

import asyncio
import functools
import socket
import time
from collections.abc import Callable
from typing import Any, TypeAlias, cast

import h11
import msgspec

from platform_backend.access.tokens import BadToken, Claims, TokenSigner, bearer
from platform_backend.camera_site.quality import QUALITIES, SUB, Quality
from platform_backend.camera_site.timeline import Timeline, Viewer
from platform_backend.camera_site.transport_stream import Loop

CONTROL_SESSION = "platform"
"""The session name in tokens that the platform signs for itself; no user's session is called so."""

_STREAM_HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
)
_SEND_BUFFER = 128 * 1024
_REQUEST_WITHIN_S = 10.0
_LARGEST_BODY = 4 << 20

FindLoop: TypeAlias = Callable[[str, Quality], tuple[Loop, int] | None]


class Offline(msgspec.Struct, frozen=True):
    """Body of ``POST /offline``: all cameras that are switched off from now on."""

    cameras: frozenset[str]


class CameraSite:
    """Everything the connections share.

    `find_loop` gives (loop, shift) to start a viewer with, or None while nothing is encoded; `find_own` the
    same of the camera's own scene, or None while that is missing.
    """

    def __init__(self, *, signer: TokenSigner, find_loop: FindLoop, find_own: FindLoop) -> None:
        self.signer = signer
        self.find_loop = find_loop
        self.find_own = find_own
        self.timeline = Timeline()
        self.offline: frozenset[str] = frozenset()
        self._server: asyncio.Server | None = None

    async def start(self, *, port: int, host: str = "127.0.0.1") -> int:
        """Listen and start the clock; returns the port. Raises OSError when it is taken."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(site=self), host, port, backlog=512)
        self.timeline.start()
        return cast(int, self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Let every viewer go and close the port."""
        if self._server is not None:
            self._server.close()
        self.timeline.stop()

    def switch_off(self, cameras: frozenset[str]) -> None:
        """Refuse these cameras, and no others, from now on; running streams of theirs end."""
        self.offline = cameras
        for viewer in [viewer for viewer in self.timeline.viewers if viewer.camera in cameras]:
            self.timeline.leave(viewer)
            viewer.line.abort()

    def health(self) -> bytes:
        """The figures of the site as JSON."""
        figures: dict[str, Any] = msgspec.to_builtins(self.timeline.figures)
        counts = {"viewers": len(self.timeline.viewers), "offline": len(self.offline)}
        return msgspec.json.encode({**counts, **figures})


class _Connection(asyncio.Protocol):
    """One TCP connection: one request, then its answer or an endless stream."""

    def __init__(self, *, site: CameraSite) -> None:
        self._site = site
        self._parser = h11.Connection(h11.SERVER)
        self._request: h11.Request | None = None
        self._body = bytearray()
        self._viewer: Viewer | None = None
        self._transport: asyncio.Transport
        self._timeout: asyncio.TimerHandle

    def write(self, data: bytes) -> None:
        """Hand bytes to the socket."""
        self._transport.write(data)

    def held(self) -> int:
        """Bytes that the socket has not taken yet."""
        return self._transport.get_write_buffer_size()

    def abort(self) -> None:
        """Cut the connection now; what is held is lost."""
        self._transport.abort()

    def _answer(self, status: int, body: bytes) -> None:
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        response = h11.Response(status_code=status, headers=headers)
        for event in (response, h11.Data(data=body), h11.EndOfMessage()):
            self._transport.write(self._parser.send(event) or b"")
        self._transport.close()

    def _refuse(self, status: int, why: str) -> None:
        self._answer(status, msgspec.json.encode({"error": {"message": why}}))

    def _claims(self, request: h11.Request) -> Claims | None:
        header = next((value for name, value in request.headers if name == b"authorization"), b"")
        token = bearer(header.decode("latin-1"))
        try:
            return self._site.signer.verify(token, now=time.time()) if token else None
        except BadToken:
            return None

    def _serve(self, request: h11.Request) -> None:
        address = request.target.decode("latin-1").partition("?")[0]
        method, parts = request.method, address.strip("/").split("/")
        if (method, address) == (b"GET", "/health"):
            self._answer(200, self._site.health())
            return
        claims = self._claims(request)
        if claims is None:
            self._refuse(401, "sign in first")
        elif (method, address) == (b"POST", "/offline"):
            self._switch_off(claims)
        elif method == b"GET" and len(parts) == 3 and parts[0] == "cameras" and parts[2].endswith(".ts"):
            self._stream(parts[1], parts[2].removesuffix(".ts"))
        else:
            self._refuse(404, "no such address")

    def _switch_off(self, claims: Claims) -> None:
        if claims.session != CONTROL_SESSION:
            self._refuse(403, "only the platform may do this")
            return
        try:
            order = msgspec.json.decode(bytes(self._body), type=Offline)
        except msgspec.DecodeError as error:
            self._refuse(400, str(error))
            return
        self._site.switch_off(order.cameras)
        self._answer(200, b"{}")

    def _stream(self, camera: str, stream: str) -> None:
        quality = QUALITIES.get(stream)
        if quality is None:
            self._refuse(404, "no such stream")
        elif camera in self._site.offline:
            self._refuse(503, "the camera is offline")
        elif (found := self._site.find_loop(camera, quality)) is None:
            self._refuse(503, "the scene is still being prepared")
        else:
            self._timeout.cancel()
            self._transport.write(_STREAM_HEAD)
            # A stream keeps its size to its end, so one of other quality is not changed over to.
            own = functools.partial(self._site.find_own, camera, quality) if quality is SUB else None
            self._viewer = Viewer(camera=camera, loop=found[0], shift=found[1], line=self, find_own=own)
            self._site.timeline.join(self._viewer)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        # A small kernel buffer: what lies there is shown late, and cannot be taken back.
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        self._timeout = asyncio.get_running_loop().call_later(_REQUEST_WITHIN_S, self._transport.abort)

    def data_received(self, data: bytes) -> None:
        if self._viewer is not None or self._transport.is_closing():
            return
        try:
            self._parser.receive_data(data)
            while (event := self._parser.next_event()) not in (h11.NEED_DATA, h11.PAUSED):
                if isinstance(event, h11.Request):
                    self._request = event
                elif isinstance(event, h11.Data):
                    self._body += event.data
                    if len(self._body) > _LARGEST_BODY:
                        self._refuse(413, "too large")
                        return
                elif isinstance(event, h11.EndOfMessage) and self._request is not None:
                    self._serve(self._request)
                    return
        except h11.RemoteProtocolError as error:
            self._refuse(error.error_status_hint, "not HTTP")

    def connection_lost(self, error: Exception | None) -> None:
        self._timeout.cancel()
        if self._viewer is not None:
            self._site.timeline.leave(self._viewer)
