"""A little platform on a real socket that keeps to the contract, except where a test tells it not to."""

from __future__ import annotations

import ssl
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import msgspec
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from backend_client.protocol.codec import JSON, Wire
from backend_client.protocol.entities import Entity
from backend_client.protocol.errors import CloseCode, Error, encode_close_reason
from backend_client.protocol.messages import (
    PROTOCOL_NAME,
    Auth,
    ClientMessage,
    Command,
    CommandStatus,
    CommandUnknown,
    Hello,
    Limits,
    Ping,
    Pong,
    Query,
    Reply,
    Result,
    Scope,
    ServerInfo,
    ServerMessage,
    Subscribe,
    User,
    Welcome,
)
from backend_client.protocol.queries import Found
from backend_client.protocol.times import format_time
from tests.backend_client.world import View, World


class Session:
    """One console's connection."""

    def __init__(self, socket: ServerConnection, wire: Wire) -> None:
        self.socket = socket
        self._wire = wire
        self.view: View | None = None
        self.received: list[ClientMessage] = []
        self.is_cut = False

    def pings(self) -> int:
        """How many pings have come in."""
        return sum(isinstance(message, Ping) for message in self.received)

    def tokens(self) -> list[str]:
        """Tokens the console has signed on with."""
        return [message.token for message in self.received if isinstance(message, Auth)]

    def commands(self) -> list[Command]:
        """Commands the console has sent."""
        return [message for message in self.received if isinstance(message, Command)]

    async def send(self, message: ServerMessage) -> None:
        """Send a frame as it should be."""
        await self.socket.send(self._wire.encode(message), text=not self._wire.binary)

    async def send_raw(self, text: str) -> None:
        """Send whatever it is: in the connection's encoding when it is JSON at all."""
        frame = text.encode()
        with suppress(ValueError):
            frame = self._wire.from_json(frame)
        await self.socket.send(frame, text=not self._wire.binary)

    async def flush(self) -> None:
        """Send what the subscription is owed."""
        if self.view is not None:
            for frame in self.view.pull():
                await self.send(frame)

    def cut(self) -> None:
        """Break the connection without a word."""
        self.is_cut = True
        self.socket.transport.abort()

    async def close(self, code: CloseCode, why: str, retry_after_s: float | None = None) -> None:
        """Close with a reason of the contract."""
        await self.socket.close(code, encode_close_reason(code, why, retry_after_s))


class ScriptedPlatform:
    """Serves `world`. Faults are asked for by setting the attributes below."""

    def __init__(self, world: World, *, wire: Wire = JSON) -> None:
        self.world = world
        self._wire = wire
        self.sessions: list[Session] = []
        self.port = 0
        self._scheme = "ws"
        self.user = "zhang"
        #: Whose token it is, where it is not the user's above; tokens that are not accepted.
        self.users: dict[str, str] = {}
        self.refused_tokens: set[str] = set()
        #: Welcomes are withheld on connections that had one.
        self.no_second_welcome = False
        self.clock_ahead_s = 0.0
        self.heartbeat_s = 20.0
        self.pending_commands = 8
        self.frame_bytes = 100_000
        #: Close every new connection with this instead of a welcome.
        self.close_with: tuple[int, str] | None = None
        #: Say nothing at all.
        self.mute = False
        #: So many commands never arrive / are carried out but the connection breaks before the result.
        self.lose_commands = 0
        self.lose_results = 0
        #: So many results get lost although the connection lives.
        self.swallow_results = 0
        #: Errors to answer the next commands with, without carrying them out.
        self.refusals: list[Error] = []
        self.executed: Counter[str] = Counter()
        self.order: list[str] = []
        self.results: dict[str, Result] = {}

    @property
    def address(self) -> str:
        """Where the feed is."""
        return f"{self._scheme}://127.0.0.1:{self.port}/feed"

    @property
    def session(self) -> Session:
        """The latest connection."""
        return self.sessions[-1]

    async def put(self, entity: str, id_: str, data: Entity | msgspec.Raw) -> None:
        """Change something and tell everybody."""
        self.world.put(entity, id_, data)
        await self.tell()

    async def tell(self) -> None:
        """Send every open subscription what it is owed."""
        for session in self.sessions:
            try:
                await session.flush()
            except ConnectionClosed:
                continue

    @asynccontextmanager
    async def running(
        self, port: int = 0, *, tls: ssl.SSLContext | None = None
    ) -> AsyncIterator[ScriptedPlatform]:
        """Serve for as long as the context lasts."""
        self._scheme = "ws" if tls is None else "wss"
        async with serve(
            self._talk,
            "127.0.0.1",
            port,
            subprotocols=[Subprotocol(self._wire.name)],
            compression=None,
            close_timeout=0.2,
            ssl=tls,
        ) as server:
            self.port = next(iter(server.sockets)).getsockname()[1]
            yield self

    async def _talk(self, socket: ServerConnection) -> None:
        session = Session(socket, self._wire)
        self.sessions.append(session)
        if self.close_with is not None:
            await socket.close(*self.close_with)
            return
        if not self.mute:
            await session.send(self.hello())
        decoder = self._wire.client_frames()
        try:
            async for frame in socket:
                if session.is_cut:
                    # What was read off the socket before it broke must not count as arrived.
                    return
                message = decoder.decode(frame)
                session.received.append(message)
                if not self.mute:
                    await self._answer(session, message)
        except ConnectionClosed:
            pass

    async def welcome(self, session: Session, token: str) -> None:
        """Let the owner of a token in."""
        id_ = self.users.get(token, self.user)
        user = User(id=id_, name=id_, roles=("dispatcher",), scope=Scope())
        await session.send(
            Welcome(
                session=f"session of {id_}",
                user=user,
                epoch=self.world.epoch,
                topics=tuple(self.world.logs),
            )
        )

    def now(self) -> float:
        return time.time() + self.clock_ahead_s

    def hello(self) -> Hello:
        """The first frame."""
        return Hello(
            protocol=PROTOCOL_NAME,
            server=ServerInfo(name="scripted", version="1"),
            time=format_time(self.now()),
            heartbeat_s=self.heartbeat_s,
            limits=Limits(frame_bytes=self.frame_bytes, page=100, pending_commands=self.pending_commands),
        )

    async def _answer(self, session: Session, message: ClientMessage) -> None:
        match message:
            case Auth(token=token) if token in self.refused_tokens:
                await session.close(CloseCode.NOT_AUTHENTICATED, "token_refused")
            case Auth(token=token):
                if not self.no_second_welcome or len(session.tokens()) == 1:
                    await self.welcome(session, token)
            case Subscribe(id=sub, topics=topics, resume=resume):
                session.view = View(self.world, sub=sub, topics=topics, resume=resume)
                await session.flush()
            case Ping(at=at):
                await session.send(Pong(at=at, time=format_time(self.now())))
            case Command():
                await self._command(session, message)
            case CommandStatus(cmd_id=cmd_id):
                known = self.results.get(cmd_id)
                await session.send(known if known is not None else CommandUnknown(cmd_id=cmd_id))
            case Query(id=id_, name="incidents.search"):
                found = msgspec.json.encode(Found(total=7, items=()))
                await session.send(Reply(id=id_, ok=True, data=msgspec.Raw(found)))
            case Query(id=id_):
                error = Error(code="not_found", message="no such query")
                await session.send(Reply(id=id_, ok=False, error=error))
            case _:
                pass

    async def _command(self, session: Session, command: Command) -> None:
        if self.lose_commands:
            self.lose_commands -= 1
            session.cut()
            return
        if command.cmd_id not in self.results:
            if self.refusals:
                error = self.refusals.pop(0)
                result = Result(cmd_id=command.cmd_id, ok=False, error=error)
                if not error.retryable:
                    self.results[command.cmd_id] = result
                await session.send(result)
                return
            self.executed[command.cmd_id] += 1
            self.order.append(command.name)
            self.results[command.cmd_id] = Result(
                cmd_id=command.cmd_id, ok=True, topic="incidents", ver=1, seq=1
            )
        if self.lose_results:
            self.lose_results -= 1
            session.cut()
            return
        if self.swallow_results:
            self.swallow_results -= 1
            return
        await session.send(self.results[command.cmd_id])
