"""One connection of the feed, from its first frame to its end."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from backend_client.access import SignOn
from backend_client.backoff import HEALTHY_S
from backend_client.changes import Changes
from backend_client.clock import ServerClock
from backend_client.endings import Ending, ending_of_close
from backend_client.picture import OutOfStep, Picture
from backend_client.protocol.codec import JSON, BadFrame, UnknownType, choose
from backend_client.protocol.errors import CloseCode, encode_close_reason
from backend_client.protocol.messages import (
    AUTH_WITHIN_S,
    MOST_RATE,
    PROTOCOL_NAME,
    SILENCE_S,
    Auth,
    ClientInfo,
    ClientMessage,
    CommandUnknown,
    Event,
    Hello,
    Limits,
    Ping,
    Pong,
    Reply,
    Result,
    Resync,
    ServerMessage,
    Signal,
    Subscribe,
    Subscribed,
    User,
    Welcome,
)
from backend_client.protocol.times import format_time, parse_time
from backend_client.sign_in import PlatformUnreachable, SignInRefused
from backend_client.tally import Tally
from backend_client.tasks import TaskSet

M = TypeVar("M", Hello, Welcome)

#: New subscriptions after a loss of step within so many seconds before the connection is given up.
_STEPS_LOST = 5
_STEPS_LOST_WITHIN_S = 10.0
_PINGS_KEPT = 16
#: Bounds of what a platform may ask for and say, so that none can make a console flood it or lose its clock:
#: seconds between pings, seconds since 1970 (until the year 8307). How fast its time may run is `MOST_RATE`.
_HEARTBEAT_S = (1.0, SILENCE_S / 2)
_LATEST = 200e9
#: A token is renewed when this part of what it had left is gone.
_RENEW_AT = 0.8


@dataclass(frozen=True, slots=True)
class Timing:
    """Durations of the feed in seconds; `turn_s` bounds the work of one turn of the loop."""

    open_s: float = AUTH_WITHIN_S
    silence_s: float = SILENCE_S
    healthy_s: float = HEALTHY_S
    close_s: float = 1.0
    status_s: float = 1.0
    turn_s: float = 0.002


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a connection tells its feed."""

    on_welcome: Callable[[Welcome, Limits], None]
    on_user: Callable[[User], None]
    on_subscribed: Callable[[tuple[str, ...]], None]
    on_current: Callable[[bool], None]
    on_changes: Callable[[Changes], None]
    on_answer: Callable[[Result | CommandUnknown | Reply], None]
    on_signal: Callable[[Signal], None]


class Connection:
    """Speaks ccc.v1 on an open socket: signs on, subscribes, applies, pings, watches for silence, renews."""

    def __init__(
        self,
        *,
        socket: ClientConnection,
        sign_on: SignOn,
        renewed: Callable[[], Awaitable[SignOn]],
        client: ClientInfo,
        picture: Picture,
        topics: tuple[str, ...],
        clock: ServerClock,
        tally: Tally,
        timing: Timing,
        hooks: Hooks,
    ) -> None:
        self._socket = socket
        self._sign_on_used = sign_on
        self._renewed = renewed
        self._client = client
        self._picture = picture
        self._wanted = topics
        self._clock = clock
        self._tally = tally
        self._timing = timing
        self._hooks = hooks
        self._wire = choose([socket.subprotocol or ""]) or JSON
        self._decoder = self._wire.server_frames()
        self._tasks = TaskSet()
        self._renewal: asyncio.Task[None] | None = None
        self._session = ""
        self._other: asyncio.Future[Welcome | None] | None = None
        self._ending: Ending | None = None
        self._sub = ""
        self._subscriptions = 0
        self._topics: tuple[str, ...] = ()
        self._current = False
        self._steps_lost: deque[float] = deque(maxlen=_STEPS_LOST)
        self._pings: dict[str, float] = {}
        self.last_frame = time.monotonic()

    async def send(self, message: ClientMessage) -> None:
        """Send one message. Raises ConnectionClosed."""
        await self._socket.send(self._wire.encode(message), text=not self._wire.binary)

    async def sign_on_again(self, sign_on: SignOn) -> Welcome | None:
        """Let somebody else act from here on; return his welcome, None when the connection ended instead.

        One at a time.
        """
        self._other = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(self._timing.open_s):
                await self._show(sign_on)
                return await self._other
        except ConnectionClosed:
            return None
        except TimeoutError:
            # Whose word would be what is sent next? A new connection knows.
            await self._end(None, Ending("no_welcome", "The platform did not let the other person in."))
            return None
        finally:
            self._other = None

    async def leave(self, ending: Ending) -> None:
        """Close because of what happened beside the connection."""
        await self._end(None, ending)

    async def follow(self) -> Ending:
        """Live through the whole connection and say how it ended."""
        try:
            hello, welcome = await self._sign_on()
            self._picture.show_to(welcome.user)
            self._hooks.on_welcome(welcome, hello.limits)
            self._topics = tuple(topic for topic in self._wanted if topic in welcome.topics)
            self._tasks.spawn(self._ping(sorted((*_HEARTBEAT_S, hello.heartbeat_s))[1]), name="feed ping")
            self._tasks.spawn(self._watch(), name="feed silence")
            await self._subscribe()
            await self._read()
        except ConnectionClosed as closed:
            if self._ending is None and closed.rcvd is not None:
                return ending_of_close(closed.rcvd.code, closed.rcvd.reason)
            return self._ending or Ending("connection_lost", "The connection to the platform broke.")
        except TimeoutError:
            fault = Ending("no_hello", "The platform accepted the connection and then said nothing.")
            return await self._end(CloseCode.SILENT, fault)
        except BadFrame as error:
            self._tally.bad(str(error))
            fault = Ending("bad_frame", "The platform sent a malformed frame.")
            return await self._end(CloseCode.BAD_FRAME, fault)
        except _WrongProtocol:
            return await self._end(CloseCode.PROTOCOL, ending_of_close(CloseCode.PROTOCOL, ""))
        finally:
            if self._other is not None and not self._other.done():
                self._other.set_result(None)
            await self._tasks.close()
            await self._socket.close()

    # Signing on

    async def _sign_on(self) -> tuple[Hello, Welcome]:
        hello = await self._expect(Hello)
        if hello.protocol != PROTOCOL_NAME:
            raise _WrongProtocol
        self._clock.begin(server=_moment(hello.time))
        await self._show(self._sign_on_used)
        welcome = await self._expect(Welcome)
        self._session = welcome.session
        return hello, welcome

    async def _show(self, sign_on: SignOn) -> None:
        """Show a token, and see to it that it is renewed in time. Raises ConnectionClosed."""
        self._sign_on_used = sign_on
        if self._renewal is not None:
            self._renewal.cancel()
        self._renewal = self._tasks.spawn(self._renew(), name="feed renewal")
        await self.send(Auth(token=sign_on.token.value, client=self._client))

    async def _expect(self, kind: type[M]) -> M:
        async with asyncio.timeout(self._timing.open_s):
            while True:
                message = self._decode(await self._socket.recv(decode=False))
                if isinstance(message, kind):
                    return message
                if message is not None:
                    raise BadFrame(f"{type(message).__name__} before {kind.__name__}")

    # Following

    async def _subscribe(self) -> None:
        self._subscriptions += 1
        self._sub = f"s{self._subscriptions}"
        self._current = False
        self._hooks.on_current(False)
        self._picture.begin(self._topics, wire=self._wire)
        resume = self._picture.resume(self._topics)
        await self.send(Subscribe(id=self._sub, topics=self._topics, resume=resume))

    async def _read(self) -> NoReturn:
        """Take in frames until the connection closes, giving way to the loop after every bounded turn.

        A message that is already queued is returned without a visit to the loop, so that a burst costs no
        timers; the turn's end is what lets paints through.
        """
        receive = self._socket.recv
        turn = self._timing.turn_s
        end_of_turn = time.monotonic() + turn
        while True:
            frame = await receive(decode=False)
            try:
                message = self._decode(frame)
                if type(message) is Event:
                    if message.sub == self._sub and (changes := self._picture.apply(message)):
                        self._hooks.on_changes(changes)
                elif message is not None:
                    await self._take(message)
            except OutOfStep as error:
                await self._lost_step(error)
            if (moment := time.monotonic()) >= end_of_turn:
                await asyncio.sleep(0)
                moment = time.monotonic()
                end_of_turn = moment + turn
            self.last_frame = moment

    def _decode(self, frame: bytes) -> ServerMessage | None:
        self._tally.frames += 1
        try:
            return self._decoder.decode(frame)
        except UnknownType as error:
            self._tally.unknown(error.name)
            return None

    async def _take(self, message: ServerMessage) -> None:
        match message:
            case Result() | CommandUnknown() | Reply():
                self._hooks.on_answer(message)
            case Pong():
                self._pong(message)
            case Welcome():
                self._welcomed_again(message)
            case Hello():
                raise BadFrame("a second hello")
            case Signal():
                self._hooks.on_signal(message)
            case Subscribed():
                if message.id == self._sub:
                    self._subscribed(message)
            case _:
                if message.sub == self._sub:
                    if isinstance(message, Resync):
                        self._tally.resync(f"{message.topic}: {message.reason}")
                    if changes := self._picture.take(message):
                        self._hooks.on_changes(changes)
                    self._look_whether_current()

    def _welcomed_again(self, message: Welcome) -> None:
        if self._other is not None and message.session == self._session:
            # It was under way when somebody else signed on: it must not be taken for his.
            return
        self._session = message.session
        self._picture.show_to(message.user)
        self._hooks.on_user(message.user)
        if self._other is not None and not self._other.done():
            self._other.set_result(message)

    def _subscribed(self, message: Subscribed) -> None:
        for topic, error in message.refused.items():
            # What is refused for good may no longer be seen; what is merely unavailable stays as last known.
            if not error.retryable and (changes := self._picture.forget(topic)):
                self._hooks.on_changes(changes)
        self._topics = tuple(topic for topic in self._topics if topic not in message.refused)
        self._hooks.on_subscribed(tuple(message.refused))
        self._look_whether_current()

    def _look_whether_current(self) -> None:
        if not self._current and self._picture.is_current(self._topics):
            self._current = True
            self._hooks.on_current(True)

    async def _lost_step(self, error: OutOfStep) -> None:
        self._tally.resync(str(error))
        moment = time.monotonic()
        self._steps_lost.append(moment)
        if len(self._steps_lost) == _STEPS_LOST and moment - self._steps_lost[0] < _STEPS_LOST_WITHIN_S:
            raise BadFrame(f"out of step {_STEPS_LOST} times in a row, last: {error}")
        await self._subscribe()

    # Side tasks

    async def _ping(self, heartbeat_s: float) -> None:
        while True:
            at = format_time(self._clock.now())
            self._pings[at] = time.monotonic()
            if len(self._pings) > _PINGS_KEPT:
                del self._pings[next(iter(self._pings))]
            try:
                await self.send(Ping(at=at, cursors=self._picture.cursors))
            except ConnectionClosed:
                return
            await asyncio.sleep(heartbeat_s)

    def _pong(self, message: Pong) -> None:
        if not 0.0 < message.rate <= MOST_RATE:
            raise BadFrame(f"a clock that runs {message.rate} times as fast")
        sent = self._pings.pop(message.at, None)
        if sent is not None:
            self._clock.sample(
                sent=sent, received=time.monotonic(), server=_moment(message.time), rate=message.rate
            )

    async def _watch(self) -> None:
        """Close a connection on which nothing has come for too long."""
        while True:
            left = self.last_frame + self._timing.silence_s - time.monotonic()
            if left <= 0:
                break
            await asyncio.sleep(left)
        await self._end(CloseCode.SILENT, Ending("silent", "The platform fell silent."))

    async def _renew(self) -> None:
        """Sign on again with a younger token of the same bearer before this one ends."""
        while True:
            shown = self._sign_on_used
            await asyncio.sleep(max(shown.token.left_s(time.monotonic()) * _RENEW_AT, 1.0))
            try:
                fresh = await self._renewed()
                if fresh.bearer is not shown.bearer:
                    # Somebody else acts now: the feed sees to that.
                    return
                if fresh.token.value != shown.token.value:
                    self._sign_on_used = fresh
                    await self.send(Auth(token=fresh.token.value, client=self._client))
            except PlatformUnreachable:
                continue
            except SignInRefused as error:
                if error.passes:
                    continue
                await self._end(None, Ending("not_authenticated", str(error), final=True))
                return
            except ConnectionClosed:
                return

    async def _end(self, code: CloseCode | None, ending: Ending) -> Ending:
        """Close from this side; the reader then finds the connection closed."""
        self._ending = ending
        if code is None:
            await self._socket.close()
        else:
            await self._socket.close(code, encode_close_reason(code, ending.why))
        return ending


class _WrongProtocol(Exception):
    """The platform's hello names another protocol."""


def _moment(text: str) -> float:
    """A time in a frame. Raises BadFrame."""
    try:
        moment = parse_time(text)
    except ValueError as error:
        raise BadFrame(str(error)) from error
    if not 0.0 <= moment < _LATEST:
        raise BadFrame(f"not a time of this age: {text[:40]!r}")
    return moment
