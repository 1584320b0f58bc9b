"""Janus spoken to: its JSON over a WebSocket on a Unix socket, as the only client it has.

Source: Janus's own documentation of its API and of the VideoRoom plugin, version 1.1.
"""

from __future__ import annotations

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

import msgspec
from websockets.asyncio.client import ClientConnection, unix_connect
from websockets.exceptions import InvalidHandshake, WebSocketException
from websockets.typing import Subprotocol

from backend_client.tasks import TaskSet
from platform_backend.conference.janus_files import SOCKET

_PLUGIN: Final = "janus.plugin.videoroom"
_ANSWER_WITHIN_S: Final = 5.0
_ALIVE: Final = "keepalive"
_ALIVE_EVERY_S: Final = 15.0
#: An offer to a page for all others in a full room is some 100 KiB.
_MOST_BYTES: Final = 4 * 2**20


class JanusFailed(Exception):
    """Janus is gone, does not answer, or refuses; the message says what it said."""


class Description(msgspec.Struct, frozen=True):
    """A session description, an ``offer`` or an ``answer``."""

    type: str
    sdp: str


class Stream(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a subscription: `mid` is its own, the others are whose it is, if it is anybody's now."""

    mid: str
    feed_id: int | None = None
    feed_mid: str | None = None


class RoomData(msgspec.Struct, frozen=True, kw_only=True):
    """What the VideoRoom plugin says; `videoroom` is the kind of it."""

    videoroom: str = ""
    error: str = ""
    streams: tuple[Stream, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a request to the plugin has brought."""

    data: RoomData = RoomData()
    jsep: Description | None = None


class _PluginData(msgspec.Struct, frozen=True, kw_only=True):
    data: RoomData = RoomData()


class _Made(msgspec.Struct, frozen=True, kw_only=True):
    id: int


class _Error(msgspec.Struct, frozen=True, kw_only=True):
    reason: str = ""


class _Message(msgspec.Struct, frozen=True, kw_only=True):
    janus: str
    transaction: str = ""
    sender: int = 0
    data: _Made | None = None
    plugindata: _PluginData = _PluginData()
    jsep: Description | None = None
    error: _Error = _Error()


class Janus:
    """One session with Janus; `connected` makes it. Every request raises JanusFailed."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._session: int | None = None
        self._numbers = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[_Message]] = {}
        self._listeners: dict[int, Callable[[str], None]] = {}
        self._alive: frozenset[str] = frozenset()
        self._ended = asyncio.Event()

    async def attach(self, heard: Callable[[str], None]) -> int:
        """A new handle, of which `heard` is told events: ``webrtcup``, ``hangup`` and others."""
        made = (await self._ask("attach", plugin=_PLUGIN)).data
        if made is None:
            raise JanusFailed("no handle was made")
        self._listeners[made.id] = heard
        return made.id

    async def say(self, handle: int, body: Mapping[str, Any], jsep: Description | None = None) -> Answer:
        """Ask the plugin for something; the answer with what it has to say, and its description, if any."""
        more = {} if jsep is None else {"jsep": jsep}
        message = await self._ask("message", handle_id=handle, body=body, **more)
        if message.plugindata.data.error:
            raise JanusFailed(f"{body['request']}: {message.plugindata.data.error}")
        return Answer(data=message.plugindata.data, jsep=message.jsep)

    async def detach(self, handle: int) -> None:
        """Give a handle up, and with it what it sends or receives; nothing more is heard of it."""
        self._listeners.pop(handle, None)
        await self._ask("detach", handle_id=handle)

    async def run(self) -> None:
        """Take in what Janus says until it says no more."""
        try:
            while True:
                self._take(msgspec.json.decode(await self._socket.recv(), type=_Message))
        except (WebSocketException, msgspec.MsgspecError):
            return
        finally:
            self._ended.set()
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(JanusFailed("the room server has ended"))

    async def open(self) -> None:
        """Make the session."""
        made = (await self._ask("create")).data
        if made is None:
            raise JanusFailed("no session was made")
        self._session = made.id

    async def keep_alive(self) -> None:
        """Tell Janus that somebody is there, which it wants to hear within a minute, until it is gone."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(_ALIVE_EVERY_S):
                    await self._ended.wait()
            await self._ask(_ALIVE)

    def _take(self, message: _Message) -> None:
        waiting = self._waiting.get(message.transaction)
        # An "ack" says only that the answer will come, but where nothing was asked.
        if waiting is not None and (message.janus != "ack" or message.transaction in self._alive):
            if not waiting.done():
                waiting.set_result(message)
        elif (heard := self._listeners.get(message.sender)) is not None:
            heard(message.janus)

    async def _ask(self, what: str, **more: Any) -> _Message:
        if self._ended.is_set():
            raise JanusFailed("the room server has ended")
        transaction = str(next(self._numbers))
        session = {} if self._session is None else {"session_id": self._session}
        request = {"janus": what, "transaction": transaction, **session, **more}
        waiting = self._waiting[transaction] = asyncio.get_running_loop().create_future()
        if what == _ALIVE:
            self._alive = frozenset({transaction})
        try:
            async with asyncio.timeout(_ANSWER_WITHIN_S):
                await self._socket.send(msgspec.json.encode(request).decode())
                message: _Message = await waiting
        except (WebSocketException, TimeoutError) as error:
            raise JanusFailed(f"{what}: no answer") from error
        finally:
            del self._waiting[transaction]
        if message.janus == "error":
            raise JanusFailed(f"{what}: {message.error.reason}")
        return message


@asynccontextmanager
async def connected(folder: Path) -> AsyncIterator[Janus]:
    """A session with the Janus whose socket is in `folder`. Raises OSError while there is none yet."""
    # A socket's path has 107 characters at most, and data folders may lie deeper.
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        socket = await unix_connect(
            f"/proc/self/fd/{descriptor}/{SOCKET}",
            uri="ws://janus/",
            subprotocols=[Subprotocol("janus-protocol")],
            max_size=_MOST_BYTES,
            compression=None,
            close_timeout=0.5,
        )
    except (InvalidHandshake, EOFError, TimeoutError) as error:
        raise ConnectionError(f"Janus does not speak: {error}") from error
    finally:
        os.close(descriptor)
    tasks = TaskSet()
    janus = Janus(socket)
    try:
        tasks.spawn(janus.run(), name="janus")
        await janus.open()
        yield janus
    finally:
        try:
            await tasks.close()
            await socket.close()
        finally:
            # Also when this is told twice to end.
            socket.transport.abort()
