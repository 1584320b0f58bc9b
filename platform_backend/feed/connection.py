"""One console's connection: handshake, what it sends, and when it is closed.

Two tasks live as long as the connection: a reader, and a watch over silence and over who is signed in. What
is sent flows by itself, see `outgoing`. Whoever finds a reason to close says so through `end`; the first
reason wins.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from msgspec.structs import astuple

from backend_client.protocol.causes import Cause
from backend_client.protocol.codec import JSON, BadFrame, UnknownType, choose
from backend_client.protocol.errors import CloseCode, ErrorCode, Refused
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
    Signal,
    Subscribe,
    Unsubscribe,
    User,
    Welcome,
)
from backend_client.protocol.topics import TOPICS
from backend_client.tasks import TaskSet
from platform_backend.access.sign_ins import Session
from platform_backend.commands.context import Actor
from platform_backend.commands.executor import refusal
from platform_backend.district_time import DistrictTime
from platform_backend.feed.channel import Channel, Disconnected
from platform_backend.feed.outgoing import BACKLOG_LIMIT, Outgoing, Pump
from platform_backend.feed.snapshots import PAGE_ITEMS
from platform_backend.feed.subscriptions import STATE_INTERVAL_S, Subscriptions
from platform_backend.frames import Layout, layout_of
from platform_backend.logs import about
from platform_backend.tally import Tally

LIMITS = Limits(frame_bytes=1 << 20, page=PAGE_ITEMS, pending_commands=64)
SERVER = ServerInfo(name="grid-command-platform", version="0.1.0")
#: Longest name of a subscription, in characters, and most topics in one: both come back in answers.
_SUB_CHARACTERS = 128
_TOPICS = 64
#: Longest name a client gives of itself, in characters: each of its acts is noted with them.
_CLIENT_CHARACTERS = 128
#: Questions, `command.status` included, that may be open before nothing more is read.
_MOST_UNANSWERED = 4 * LIMITS.pending_commands
_TOO_MANY = Refused(ErrorCode.RATE_LIMITED, "too many at once", Cause.TOO_MANY)
_FAILED = Refused(ErrorCode.UNAVAILABLE, "the platform failed", Cause.FAILED)
_OTHER_PERSON = Refused(ErrorCode.UNAVAILABLE, "the sign-in has changed meanwhile", Cause.OTHER_PERSON)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timing:
    """Every limit in time of a connection, in seconds, and how far behind it may be, in bytes."""

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

    `current` answers the user of a session as the account is now, None when the session is over. `opened` is
    told of each connection, `joined` of each that has signed in, again when its user changes: both may end
    it, or the one it replaces. `left` is told of each that has ended.
    """

    epoch: str
    simulated: bool
    clock: DistrictTime
    session: Callable[[str], Session]
    current: Callable[[str], User | None]
    subscriptions: Callable[[Session, Outgoing, Layout], Subscriptions]
    command: Callable[[Actor, Command], Awaitable[Result]]
    status: Callable[[Actor, str], Awaitable[Result | None]]
    query: Callable[[Actor, Query], Awaitable[Reply]]
    opened: Callable[[Connection], None]
    joined: Callable[[Connection], None]
    left: Callable[[Connection], None]
    tally: Tally
    pump: Pump


@dataclass(frozen=True, slots=True)
class _End:
    code: CloseCode
    why: str
    retry_after_s: float | None


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
        self._layout = layout_of(choose(channel.subprotocols) or JSON)
        self._outgoing = Outgoing(
            sink=channel,
            pump=services.pump,
            state_frame=self._state_frame,
            on_overflow=partial(self.end, CloseCode.TOO_SLOW, "too_slow"),
            on_broken=self._broken,
            limit=timing.backlog_limit,
            tally=services.tally,
        )
        self._ended: asyncio.Future[_End | None] = asyncio.get_running_loop().create_future()
        self._tasks = TaskSet()
        self._unanswered = 0
        self._answered = asyncio.Event()
        self._opened = self._heard = time.monotonic()

    @property
    def backlog(self) -> int:
        """Bytes that wait for this console."""
        return self._outgoing.backlog

    @property
    def encoding(self) -> str:
        """``json`` or ``msgpack``."""
        return "msgpack" if self._layout.wire.binary else "json"

    async def run(self) -> None:
        """Serve until the end; afterwards nothing of the connection is left."""
        if choose(self._channel.subprotocols) is None:
            await self._channel.accept(None)
            self._services.tally.closes[str(int(CloseCode.PROTOCOL))] += 1
            await self._channel.close(CloseCode.PROTOCOL, "no_common_subprotocol")
            return
        await self._channel.accept(self._layout.wire.name)
        self._services.opened(self)
        self._outgoing.start()
        now = self._services.clock.text()
        hello = Hello(protocol=PROTOCOL_NAME, server=SERVER, time=now, heartbeat_s=HEARTBEAT_S, limits=LIMITS)
        self._send(hello)
        try:
            for part in (self._read, self._watch):
                self._tasks.spawn(self._guarded(part), name=f"connection{part.__name__}")
            end = await self._ended
        finally:
            self._services.left(self)
            self._outgoing.close()
            if self.subscriptions is not None:
                self.subscriptions.close()
            await self._tasks.close()
        self._count_end(end)
        if end is not None:
            await self._channel.close(end.code, end.why, end.retry_after_s)

    def end(self, code: CloseCode | None, why: str = "", retry_after_s: float | None = None) -> None:
        """Close the connection for a reason (None: it is gone already)."""
        if not self._ended.done():
            self._ended.set_result(None if code is None else _End(code, why, retry_after_s))

    def signal(self, signal: Signal) -> None:
        """Pass on what somebody says to this console's user."""
        self._send(signal)

    def _count_end(self, end: _End | None) -> None:
        code = "1006" if end is None else str(int(end.code))
        self._services.tally.closes[code] += 1
        lasted = round(time.monotonic() - self._opened, 1)
        why = None if end is None else end.why
        _log.info("connection closed", extra=about(**self._who(), code=code, why=why, lasted_s=lasted))

    def _who(self) -> dict[str, str]:
        if self.session is None or self.client is None:
            return {"address": self._channel.address}
        return {
            "session": self.session.id,
            "user": self.session.user.id,
            "address": self._channel.address,
            "workstation": self.client.workstation,
        }

    async def _guarded(self, part: Callable[[], Awaitable[None]]) -> None:
        try:
            await part()
        except Exception as error:
            self._broken(error)

    def _broken(self, error: Exception) -> None:
        if not isinstance(error, Disconnected):
            # One console's trouble must not spread; without a close reason it comes back by itself.
            _log.error("a connection failed", exc_info=error)
        self.end(None)

    async def _read(self) -> None:
        wire = self._layout.wire
        decoder = wire.client_frames()
        while not self._ended.done():
            while self._unanswered >= _MOST_UNANSWERED:
                # What is asked faster than it can be answered stays in the console's own buffers.
                self._answered.clear()
                await self._answered.wait()
            frame = await self._channel.receive()
            self._heard = time.monotonic()
            if isinstance(frame, bytes) is not wire.binary:
                self.end(CloseCode.BAD_FRAME, "text_frame" if wire.binary else "binary_frame")
            elif len(frame if isinstance(frame, bytes) else frame.encode()) > LIMITS.frame_bytes:
                self.end(CloseCode.BAD_FRAME, "frame_too_large")
            else:
                try:
                    self._take(decoder.decode(frame))
                except UnknownType as unknown:
                    self.unknown += 1
                    if self.unknown == 1:
                        # Once: a client of another version sends them as often as it likes.
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
            elif self.session.expires_at <= self._services.clock.real_now():
                self.end(CloseCode.NOT_AUTHENTICATED, "token_expired")
            elif (user := self._services.current(self.session.id)) is None:
                self.end(CloseCode.NOT_AUTHENTICATED, "session_ended")
            elif user != self.session.user:
                self._welcome(replace(self.session, user=user))
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
            case Subscribe(id=id_, topics=topics) if len(id_) > _SUB_CHARACTERS or len(topics) > _TOPICS:
                self.end(CloseCode.BAD_FRAME, "subscribe_too_large")
            case Subscribe():
                self.subscriptions.subscribe(message)
            case Unsubscribe(topics=topics):
                self.subscriptions.unsubscribe(topics)
            case Ping(at=at):
                clock = self._services.clock
                self._send(Pong(at=at, time=clock.text(), rate=clock.rate))
            case Command(cmd_id=cmd_id):
                if self._may_ask():
                    self._spawn(partial(self._command, message, self._actor()))
                else:
                    self._send(refusal(cmd_id, _TOO_MANY))
            case CommandStatus(cmd_id=cmd_id):
                self._spawn(partial(self._status, cmd_id, self._actor()))
            case Query(id=id_):
                if self._may_ask():
                    self._spawn(partial(self._query, message, self._actor()))
                else:
                    self._send(Reply(id=id_, ok=False, error=_TOO_MANY.error))

    def _authenticate(self, message: Auth) -> None:
        if any(len(name) > _CLIENT_CHARACTERS for name in astuple(message.client)):
            self.end(CloseCode.BAD_FRAME, "client_too_large")
            return
        try:
            session = self._services.session(message.token)
        except Refused as refused:
            if refused.error.code == ErrorCode.FORBIDDEN:
                self.end(CloseCode.FORBIDDEN, "account_disabled")
            else:
                self.end(CloseCode.NOT_AUTHENTICATED, "token_refused")
            return
        self.client = self.client or message.client
        self._welcome(session)

    def _welcome(self, session: Session) -> None:
        """Let `session` be the one this console acts under from now on, and say so.

        It may be another person's than before: wall and feed go on while people change at a desk.
        """
        if not session.user.roles:
            self.end(CloseCode.FORBIDDEN, "no_role")
            return
        former, self.session = self.session, session
        self._services.joined(self)
        if self._ended.done():
            return
        if former is None:
            _log.info("connection opened", extra=about(**self._who(), encoding=self.encoding))
        elif former.user.id != session.user.id:
            _log.info("another user at a connection", extra=about(**self._who(), former=former.user.id))
        self._send(
            Welcome(
                session=session.id,
                user=session.user,
                epoch=self._services.epoch,
                topics=TOPICS,
                simulated=self._services.simulated,
            )
        )
        if self.subscriptions is None:
            self.subscriptions = self._services.subscriptions(session, self._outgoing, self._layout)
        else:
            self.subscriptions.change_user(session.user)

    async def _command(self, message: Command, actor: Actor) -> None:
        try:
            result = await self._services.command(actor, message)
        except Refused as refused:
            result = refusal(message.cmd_id, refused)
        self._send(result)

    async def _status(self, cmd_id: str, actor: Actor) -> None:
        try:
            result = await self._services.status(actor, cmd_id)
        except Refused as refused:
            result = refusal(cmd_id, refused)
        self._send(CommandUnknown(cmd_id=cmd_id) if result is None else result)

    async def _query(self, message: Query, actor: Actor) -> None:
        try:
            reply = await self._services.query(actor, message)
        except Refused as refused:
            reply = Reply(id=message.id, ok=False, error=refused.error)
        except Exception:  # Who asked must not wait for ever.
            _log.exception("%.60r failed", message.name)
            reply = Reply(id=message.id, ok=False, error=_FAILED.error)
        if self._actor() != actor:
            # Somebody else, or somebody with other rights, would read the answer.
            reply = Reply(id=message.id, ok=False, error=_OTHER_PERSON.error)
        self._send(reply)

    def _may_ask(self) -> bool:
        return self._unanswered < LIMITS.pending_commands

    def _spawn(self, work: Callable[[], Awaitable[None]]) -> None:
        self._unanswered += 1
        self._tasks.spawn(self._counted(work), name="connection.ask")

    async def _counted(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        finally:
            self._unanswered -= 1
            self._answered.set()

    def _actor(self) -> Actor:
        assert self.session is not None
        assert self.client is not None
        user = self.session.user
        origin = f"{self._channel.address} {self.client.workstation}".strip()
        return Actor(user.id, user.name, user.roles, user.scope, origin=origin, instance=self.client.instance)

    def _send(self, message: ServerMessage) -> None:
        self._outgoing.push(self._layout.message(message))

    def _state_frame(self, topic: str, key: tuple[str, str]) -> bytes | None:
        return None if self.subscriptions is None else self.subscriptions.state_frame(topic, key)
