"""One console's connection: handshake, what it sends, and when it is closed.

Three tasks live as long as the connection: a reader, a writer, and a watch over silence and sign-in.
Whichever finds a reason to close says so through `end`; the first reason wins.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from backend_client.protocol.codec import BadFrame, UnknownType, client_frames, encode
from backend_client.protocol.errors import CloseCode, Error, ErrorCode, Refused
from backend_client.protocol.messages import (
    AUTH_WITHIN_S,
    BOOKMARK_S,
    HEARTBEAT_S,
    PROTOCOL_NAME,
    SILENCE_S,
    Auth,
    ClientInfo,
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
    ServerInfo,
    ServerMessage,
    Subscribe,
    Unsubscribe,
    Welcome,
)
from backend_client.protocol.times import format_time
from backend_client.protocol.topics import TOPICS
from backend_client.tasks import TaskSet
from platform_backend.accounts import Session
from platform_backend.channel import Channel, Disconnected
from platform_backend.commands.context import Actor
from platform_backend.commands.executor import refusal
from platform_backend.outgoing import BACKLOG_LIMIT, Outgoing
from platform_backend.snapshots import PAGE_ITEMS
from platform_backend.subscriptions import STATE_INTERVAL_S, Subscriptions

LIMITS = Limits(frame_bytes=1 << 20, page=PAGE_ITEMS, pending_commands=64)
SERVER = ServerInfo(name="grid-command-platform", version="0.1.0")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timing:
    """Every limit in time of a connection, in seconds, and how far behind it may be, in characters."""

    auth_within_s: float = AUTH_WITHIN_S
    silence_s: float = SILENCE_S
    bookmark_s: float = BOOKMARK_S
    watch_s: float = 1.0
    state_interval_s: float = STATE_INTERVAL_S
    close_within_s: float = 2.0
    backlog_limit: int = BACKLOG_LIMIT


@dataclass(frozen=True, slots=True)
class Services:
    """What a connection asks of the platform.

    `rate` is how fast the platform's clock runs, `joined` is told of each signed-in connection (and makes
    room by ending the one it replaces), `left` of each that has ended.
    """

    epoch: str
    simulated: bool
    now: Callable[[], float]
    session: Callable[[str], Session]
    lives: Callable[[str], bool]
    subscriptions: Callable[[Session, Outgoing], Subscriptions]
    command: Callable[[Actor, Command], Awaitable[Result]]
    status: Callable[[Actor, str], Awaitable[Result | None]]
    query: Callable[[Actor, Query], Awaitable[Reply]]
    joined: Callable[[Connection], None]
    left: Callable[[Connection], None]


class Connection:
    """Serves one console until it goes or must go. `unknown` counts frames of types nobody here knows."""

    def __init__(self, *, channel: Channel, services: Services, timing: Timing) -> None:
        self.unknown = 0
        self.session: Session | None = None
        self.client: ClientInfo | None = None
        self.subscriptions: Subscriptions | None = None
        self._channel = channel
        self._services = services
        self._timing = timing
        self._outgoing = Outgoing(
            on_overflow=partial(self.end, CloseCode.TOO_SLOW, "too_slow"), limit=timing.backlog_limit
        )
        self._ended: asyncio.Future[tuple[CloseCode, str] | None] = asyncio.get_running_loop().create_future()
        self._tasks = TaskSet()
        self._unanswered = 0
        self._opened = self._heard = time.monotonic()

    async def run(self) -> None:
        """Serve until the end; afterwards nothing of the connection is left."""
        if PROTOCOL_NAME not in self._channel.subprotocols:
            await self._channel.accept(None)
            await self._channel.close(CloseCode.PROTOCOL, "no_common_subprotocol")
            return
        await self._channel.accept(PROTOCOL_NAME)
        now = format_time(self._services.now())
        self._send(
            Hello(protocol=PROTOCOL_NAME, server=SERVER, time=now, heartbeat_s=HEARTBEAT_S, limits=LIMITS)
        )
        try:
            for part in (self._read, self._write, self._watch):
                self._tasks.spawn(self._guarded(part), name=f"connection{part.__name__}")
            reason = await self._ended
        finally:
            self._services.left(self)
            if self.subscriptions is not None:
                self.subscriptions.close()
            await self._tasks.close()
        if reason is not None:
            _log.info("closing a connection: %d %s", *reason)
            await self._channel.close(*reason)

    def end(self, code: CloseCode | None, why: str = "") -> None:
        """Close the connection for a reason (None: it is gone already)."""
        if not self._ended.done():
            self._ended.set_result(None if code is None else (code, why))

    async def _guarded(self, part: Callable[[], Awaitable[None]]) -> None:
        try:
            await part()
        except Disconnected:
            self.end(None)
        except Exception:
            # One console's trouble must not spread; without a close reason it comes back by itself.
            _log.exception("a connection failed")
            self.end(None)

    async def _write(self) -> None:
        await self._outgoing.run(send=self._channel.send, state_frame=self._state_frame)

    async def _read(self) -> None:
        decoder = client_frames()
        while not self._ended.done():
            frame = await self._channel.receive()
            self._heard = time.monotonic()
            if isinstance(frame, bytes):
                self.end(CloseCode.BAD_FRAME, "binary_frame")
            elif len(frame.encode()) > LIMITS.frame_bytes:
                self.end(CloseCode.BAD_FRAME, "frame_too_large")
            else:
                try:
                    self._take(decoder.decode(frame))
                except UnknownType as unknown:
                    self.unknown += 1
                    _log.info("skipped a frame of unknown type %.40r", unknown.name)
                except BadFrame as bad:
                    _log.warning("a console sent a bad frame: %.200s", bad)
                    self.end(CloseCode.BAD_FRAME, "bad_frame")

    async def _watch(self) -> None:
        timing = self._timing
        bookmarked = time.monotonic()
        while True:
            await asyncio.sleep(timing.watch_s)
            now = time.monotonic()
            if now - self._heard > timing.silence_s:
                self.end(CloseCode.SILENT, "silent")
            if self.session is None:
                if now - self._opened > timing.auth_within_s:
                    self.end(CloseCode.NO_AUTH_IN_TIME, "no_auth_in_time")
            elif self.session.expires_at <= self._services.now():
                self.end(CloseCode.NOT_AUTHENTICATED, "token_expired")
            elif not self._services.lives(self.session.id):
                self.end(CloseCode.NOT_AUTHENTICATED, "session_ended")
            if self.subscriptions is not None and now - bookmarked >= timing.bookmark_s:
                bookmarked = now
                self.subscriptions.bookmark()

    def _take(self, message: ClientMessage) -> None:
        if isinstance(message, Auth):
            self._authenticate(message)
            return
        if self.session is None or self.subscriptions is None:
            self.end(CloseCode.NOT_AUTHENTICATED, "auth_first")
            return
        match message:
            case Subscribe():
                self.subscriptions.subscribe(message)
            case Unsubscribe(topics=topics):
                self.subscriptions.unsubscribe(topics)
            case Ping(at=at):
                self._send(Pong(at=at, time=format_time(self._services.now())))
            case Command(cmd_id=cmd_id):
                if self._may_ask():
                    self._spawn(self._command(message))
                else:
                    self._send(refusal(cmd_id, Refused(ErrorCode.RATE_LIMITED, "too many at once")))
            case CommandStatus(cmd_id=cmd_id):
                self._spawn(self._status(cmd_id))
            case Query(id=id_):
                if self._may_ask():
                    self._spawn(self._query(message))
                else:
                    error = Refused(ErrorCode.RATE_LIMITED, "too many at once").error
                    self._send(Reply(id=id_, ok=False, error=error))

    def _authenticate(self, message: Auth) -> None:
        try:
            session = self._services.session(message.token)
        except Refused:
            self.end(CloseCode.NOT_AUTHENTICATED, "token_refused")
            return
        if self.session is None:
            self.session, self.client = session, message.client
            self.subscriptions = self._services.subscriptions(session, self._outgoing)
            self._services.joined(self)
            if self._ended.done():
                return
        elif self.session.user.id != session.user.id:
            self.end(CloseCode.NOT_AUTHENTICATED, "another_user")
            return
        self.session = session
        self._send(
            Welcome(
                session=session.id,
                user=session.user,
                epoch=self._services.epoch,
                topics=TOPICS,
                simulated=self._services.simulated,
            )
        )

    async def _command(self, message: Command) -> None:
        try:
            result = await self._services.command(self._actor(), message)
        except Refused as refused:
            result = refusal(message.cmd_id, refused)
        self._send(result)

    async def _status(self, cmd_id: str) -> None:
        try:
            result = await self._services.status(self._actor(), cmd_id)
        except Refused as refused:
            result = refusal(cmd_id, refused)
        self._send(CommandUnknown(cmd_id=cmd_id) if result is None else result)

    async def _query(self, message: Query) -> None:
        try:
            reply = await self._services.query(self._actor(), message)
        except Refused as refused:
            error: Error = refused.error
            reply = Reply(id=message.id, ok=False, error=error)
        self._send(reply)

    def _may_ask(self) -> bool:
        return self._unanswered < LIMITS.pending_commands

    def _spawn(self, work: Awaitable[None]) -> None:
        self._unanswered += 1
        self._tasks.spawn(self._counted(work), name="connection.ask")

    async def _counted(self, work: Awaitable[None]) -> None:
        try:
            await work
        finally:
            self._unanswered -= 1

    def _actor(self) -> Actor:
        assert self.session is not None
        user = self.session.user
        return Actor(id=user.id, name=user.name, roles=user.roles, scope=user.scope)

    def _send(self, message: ServerMessage) -> None:
        self._outgoing.push(encode(message).decode())

    def _state_frame(self, topic: str, key: tuple[str, str]) -> str | None:
        return None if self.subscriptions is None else self.subscriptions.state_frame(topic, key)
