"""Both ends of a connection without a network: what comes is given, what goes is measured.

Each runs the product's own connection over a list of frames and fails when it does what it must not: raise,
log an error, answer without measure, or close for another reason than the contract has.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

import msgspec
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosedOK
from websockets.frames import Close

from backend_client.access import SignOn
from backend_client.bearer import Bearer
from backend_client.clock import ServerClock
from backend_client.feed_connection import Connection as ClientEnd
from backend_client.feed_connection import Hooks
from backend_client.feed_connection import Timing as ClientTiming
from backend_client.picture import Picture
from backend_client.protocol import commands
from backend_client.protocol.codec import Wire
from backend_client.protocol.errors import CloseCode, ErrorCode, Refused
from backend_client.protocol.messages import (
    ClientInfo,
    Command,
    Query,
    Reply,
    Result,
    Scope,
    User,
)
from backend_client.protocol.times import format_time
from backend_client.protocol.topics import TOPICS
from backend_client.sign_in import Token
from backend_client.tally import Tally
from platform_backend.access.sign_ins import Session
from platform_backend.commands.context import Actor
from platform_backend.district_time import DistrictTime
from platform_backend.feed.channel import Channel, Disconnected
from platform_backend.feed.connection import Connection as PlatformEnd
from platform_backend.feed.connection import Services, Timing
from platform_backend.feed.outgoing import Outgoing, Pump
from platform_backend.feed.subscriptions import Subscriptions
from platform_backend.frames import Layout
from platform_backend.tally import Tally as PlatformTally
from tests.properties.site import Site
from tests.properties.virtual_loop import VirtualLoop

#: Bytes that may be answered to an input, beside the pages of a small snapshot for each subscribe.
_MOST_ANSWERED = 20_000_000
#: Frames that a console sends in a moment: its sign-in, a ping, subscriptions until it gives up.
_MOST_SENT = 12
_EXPECTED_CLOSES = frozenset(
    {CloseCode.BAD_FRAME, CloseCode.NOT_AUTHENTICATED, CloseCode.TOO_SLOW, CloseCode.FORBIDDEN}
)
_USER = User(id="u", name="u", roles=("dispatcher",), scope=Scope(division="1"))


class Misbehaved(AssertionError):
    """An end did what it must not, whatever it is sent."""


class _Errors(logging.Handler):
    """Collects what is logged as an error: a task of a connection that fails says so there."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def no_errors_logged() -> Iterator[None]:
    """Raise Misbehaved at the end when an error was logged."""
    errors = _Errors()
    root = logging.getLogger()
    root.addHandler(errors)
    try:
        yield
    finally:
        root.removeHandler(errors)
    for record in errors.records:
        cause = record.exc_info[1] if record.exc_info else None
        raise Misbehaved(f"{record.getMessage()}: {cause!r}") from cause


async def serve_console(wire: Wire, frames: Sequence[bytes]) -> Picture:
    """Let the console's end read what a platform sends; the picture it makes of it."""
    picture, clock, socket = Picture(), ServerClock(), _Socket(wire, frames)
    end = ClientEnd(
        socket=cast("ClientConnection", socket),
        sign_on=_sign_on(),
        renewed=_renewed,
        client=ClientInfo(name="c", version="1", workstation="w", instance="i"),
        picture=picture,
        topics=TOPICS,
        clock=clock,
        tally=Tally(),
        timing=ClientTiming(),
        hooks=Hooks(
            on_welcome=lambda *_: None,
            on_user=_ignore,
            on_subscribed=_ignore,
            on_current=_ignore,
            on_changes=_ignore,
            on_answer=_ignore,
            on_signal=_ignore,
        ),
    )
    with no_errors_logged():
        await end.follow()
    if socket.sent > _MOST_SENT:
        raise Misbehaved(f"{socket.sent} frames were sent to a platform of {len(frames)}")
    # Whatever the platform says the time is, it can be written and counted with.
    format_time(clock.now() + 24 * 3600.0)
    return picture


async def serve_platform(wire: Wire, frames: Sequence[bytes]) -> CloseCode | None:
    """Let the platform's end read what a console sends; with which code it closed, None when it did not."""
    channel = _Channel(wire, frames)
    end = PlatformEnd(channel=cast("Channel", channel), services=_services(), timing=Timing())
    with no_errors_logged():
        await end.run()
    if channel.answered > _MOST_ANSWERED:
        raise Misbehaved(f"{channel.answered} bytes were answered to {sum(map(len, frames))}")
    if channel.code is not None and channel.code not in _EXPECTED_CLOSES:
        raise Misbehaved(f"closed with {channel.code}")
    return channel.code


class _Socket:
    """As much of a socket as the console's end uses."""

    def __init__(self, wire: Wire, frames: Sequence[bytes]) -> None:
        self.subprotocol = wire.name
        self.sent = 0
        self._frames = deque(frames)

    async def recv(self, *, decode: bool) -> bytes:
        assert not decode
        await asyncio.sleep(0)
        if not self._frames:
            raise ConnectionClosedOK(Close(1000, ""), None)
        return self._frames.popleft()

    async def send(self, data: bytes, *, text: bool) -> None:
        self.sent += 1
        await asyncio.sleep(0)

    async def close(self, code: int = 1000, reason: str = "") -> None:
        self._frames.clear()


class _Channel:
    """As much of a channel as the platform's end uses."""

    address = "127.0.0.1"
    writable = True

    def __init__(self, wire: Wire, frames: Sequence[bytes]) -> None:
        self.subprotocols = [wire.name]
        self.answered = 0
        self.code: CloseCode | None = None
        self._wire = wire
        self._frames = deque(frames)

    async def accept(self, subprotocol: str | None) -> None:
        pass

    def when_writable(self, wake: Callable[[], None]) -> None:
        pass

    def write(self, data: bytes) -> None:
        self.answered += len(data)

    async def receive(self) -> str | bytes:
        await asyncio.sleep(0)
        while self._frames:
            frame = self._frames.popleft()
            if self._wire.binary:
                return frame
            try:
                return frame.decode()
            except UnicodeDecodeError:
                # The WebSocket layer lets nothing else through as text.
                continue
        raise Disconnected

    async def close(self, code: CloseCode, why: str, retry_after_s: float | None = None) -> None:
        self.code = code


@cache
def _site() -> Site:
    site = Site(VirtualLoop())
    for number, codes in enumerate(("11", "", "21")):
        site.put("wall", f"e{number}", codes)
        site.move(f"u{number}", "o1")
    return site


def _services() -> Services:
    # One for all: consoles can look at what it holds, not change it.
    site = _site()

    def subscriptions(session: Session, outgoing: Outgoing, layout: Layout) -> Subscriptions:
        return Subscriptions(
            log=site.log,
            states=site.states,
            epoch=site.epoch,
            user=session.user,
            outgoing=outgoing,
            layout=layout,
            clock=time.monotonic,
        )

    return Services(
        epoch=site.epoch,
        simulated=False,
        clock=DistrictTime(),
        session=_session,
        current=lambda _: _USER,
        subscriptions=subscriptions,
        command=_command,
        status=_status,
        query=_query,
        opened=_ignore,
        joined=_ignore,
        left=_ignore,
        tally=PlatformTally(),
        pump=Pump(),
    )


def _session(token: str) -> Session:
    if token != "token":
        raise Refused(ErrorCode.UNAUTHENTICATED, "sign in first")
    return Session("s", _USER, time.time() + 3600.0)


async def _command(_actor: Actor, command: Command) -> Result:
    kind: Any = commands.ARGS.get(command.name)
    try:
        msgspec.json.decode(command.args, type=kind or Any)
    except msgspec.MsgspecError as error:
        raise Refused(ErrorCode.BAD_REQUEST, str(error)) from error
    return Result(cmd_id=command.cmd_id, ok=True, topic="incidents", ver=1, seq=1)


async def _status(_actor: Actor, cmd_id: str) -> Result | None:
    return None if len(cmd_id) % 2 else Result(cmd_id=cmd_id, ok=True)


async def _query(_actor: Actor, query: Query) -> Reply:
    return Reply(id=query.id, ok=True, data=query.args)


def _sign_on() -> SignOn:
    token = Token(value="token", obtained=time.monotonic(), lifetime_s=3600.0)
    return SignOn(Bearer.of_person(token=token, at="ws://127.0.0.1:1/feed"), token)


async def _renewed() -> SignOn:
    return _sign_on()


def _ignore(_: object) -> None:
    pass
