"""From a bound socket to a served application: uvicorn with our WebSocket protocol and our own signals."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import socket
import ssl
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette

from platform_backend.failures import CannotStart
from platform_backend.feed.channel import AbortableWebSocket
from platform_backend.feed.connection import LIMITS
from platform_backend.feed.connections import MAX_CONNECTIONS
from platform_backend.web.patient_http import PatientHttp

#: Longest wait for running requests at the end, and for what was cancelled or closed then, in seconds.
_GRACE_S = 1.0
_CLOSED_WITHIN_S = 0.5
_LOOK_AGAIN_S = 0.01
#: In so many turns of the loop it has come to a connection's protocol, or to its end, which was let in, or
#: aborted, before.
_TURNS = 5
_BACKLOG = 512
#: Longest wait for a TLS handshake and for the goodbye at its end, in seconds.
_HANDSHAKE_S = 5.0
_SHUTDOWN_S = 2.0
#: Open files beside those for consoles, signed in or about to: HTTP requests, streams, the database.
_OTHER_FILES = 1024


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Raises CannotStart when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise CannotStart(
            f"Port {port} on {host} cannot be used ({error.strerror or error}): end the program that has it, "
            "or choose another with --port (0: any free one)."
        ) from error
    return listener


class Server(uvicorn.Server):
    """uvicorn without its own signal handlers: ending is decided by whoever owns the process, with `stop`."""

    def __init__(self, app: Starlette, *, tls: ssl.SSLContext | None = None) -> None:
        self._stopping = asyncio.Event()
        self._closing = asyncio.Event()
        self._tls = tls
        super().__init__(
            uvicorn.Config(
                app,
                http=PatientHttp,
                ws=AbortableWebSocket,
                # Larger than a frame may be, so that too large ones are refused in the contract's own words.
                ws_max_size=LIMITS.frame_bytes * 4,
                ws_ping_interval=None,
                ws_per_message_deflate=False,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                backlog=_BACKLOG,
            )
        )

    def stop(self) -> None:
        """End `serve` soon."""
        self._stopping.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen; uvicorn itself would wait a minute for a handshake."""
        _make_room(2 * MAX_CONNECTIONS + _OTHER_FILES)
        loop = asyncio.get_running_loop()
        secure = self._tls is not None
        self.servers = [
            await loop.create_server(
                self._protocol,
                sock=listener,
                ssl=self._tls,
                ssl_handshake_timeout=_HANDSHAKE_S if secure else None,
                ssl_shutdown_timeout=_SHUTDOWN_S if secure else None,
                backlog=_BACKLOG,
            )
            for listener in sockets or ()
        ]
        self.started = True

    def _protocol(self) -> PatientHttp:
        made = PatientHttp(config=self.config, server_state=self.server_state, app_state={})
        made.too_late = self._closing.is_set
        return made

    async def main_loop(self) -> None:
        """Wait for `stop`, at once instead of at the next of uvicorn's ten looks a second."""
        await self.on_tick(0)
        await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye to everybody and wait for what runs, no longer than the grace."""
        self._closing.set()
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in tuple(self.server_state.connections):
            connection.shutdown()
        if tasks := tuple(self.server_state.tasks):
            _, late = await asyncio.wait(tasks, timeout=_GRACE_S)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=_CLOSED_WITHIN_S)
        await self._closed()

    async def _closed(self) -> None:
        """Wait until everybody has gone, and end it with those who do not take their goodbye."""
        for _ in range(round(_CLOSED_WITHIN_S / _LOOK_AGAIN_S)):
            if not self.server_state.connections:
                break
            await asyncio.sleep(_LOOK_AGAIN_S)
        for connection in tuple(self.server_state.connections):
            connection.transport.abort()
        for _ in range(_TURNS):
            await asyncio.sleep(0)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _make_room(files: int) -> None:
    """Let this process have so many files open, as far as the system allows; many begin with 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = files if hard == resource.RLIM_INFINITY else min(files, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
