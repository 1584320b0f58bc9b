"""The feed: keeps the picture current through every kind of break, one connection after another.

Frames are read and applied on the caller's loop, which is also the user interface's. A turn of the loop is
therefore bounded (`Timing.turn_s`), so that paints come through under any load.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI
from websockets.typing import Subprotocol

from backend_client.backoff import Backoff
from backend_client.changes import Changes
from backend_client.clock import ServerClock
from backend_client.endings import Ending
from backend_client.feed_connection import Connection, Hooks, Timing
from backend_client.picture import Picture
from backend_client.protocol.messages import (
    PROTOCOL_NAME,
    ClientInfo,
    ClientMessage,
    CommandUnknown,
    Limits,
    Reply,
    Result,
    Signal,
    User,
    Welcome,
)
from backend_client.protocol.topics import TOPICS
from backend_client.sign_in import PlatformUnreachable, SignInRefused, Token
from backend_client.status import FeedState, FeedStatus
from backend_client.tally import Tally
from backend_client.tasks import TaskSet

_log = logging.getLogger(__name__)

#: Beyond any platform's `limits.frame_bytes`; those are known only after the first frame.
_MAX_FRAME_BYTES = 16 * 2**20
#: Frames that wait unread before the socket is left alone: about what two reads of the socket bring.
_MAX_QUEUE = 512


class NotConnected(Exception):
    """There is no authenticated connection to send on."""


class FeedListener(Protocol):
    """Whoever asks things of the platform over the feed."""

    def welcomed(self, user: User, limits: Limits) -> None:
        """A connection is authenticated: messages can be sent."""

    def answered(self, message: Result | CommandUnknown | Reply) -> None:
        """The platform answered."""

    def lost(self) -> None:
        """The connection is gone; unanswered messages may or may not have arrived."""


class Feed:
    """Follows the feed at `address` (``ws://`` or ``wss://``) until it is refused or cancelled.

    `token` gives a token with some life left whenever one is needed. `on_changes` hears of every change of
    `picture`, `on_status` of every change of state and once a second in between, `on_signal` of what other
    participants of a conference say.
    """

    def __init__(
        self,
        *,
        address: str,
        token: Callable[[], Awaitable[Token]],
        client: ClientInfo,
        picture: Picture,
        on_changes: Callable[[Changes], None],
        on_status: Callable[[FeedStatus], None],
        on_signal: Callable[[Signal], None] | None = None,
        topics: tuple[str, ...] = TOPICS,
        clock: ServerClock | None = None,
        backoff: Backoff | None = None,
        timing: Timing | None = None,
    ) -> None:
        self._address = address
        self._token = token
        self._client = client
        self._picture = picture
        self._on_status = on_status
        self._topics = topics
        self._clock = clock or ServerClock()
        self._backoff = backoff or Backoff(random=random.Random())
        self._timing = timing or Timing()
        self._tally = Tally()
        self._listener: FeedListener | None = None
        self._connection: Connection | None = None
        self._welcomed = False
        self._user: User | None = None
        self._simulated = False
        self._refused: tuple[str, ...] = ()
        self._fault = Ending("")
        self._attempt = 0
        self._retry_at: float | None = None
        self._outage_since = 0.0
        self._live_since: float | None = None
        self._last_data: float | None = None
        self._state = FeedState.STOPPED
        self._since = self.now()
        self._hooks = Hooks(
            on_welcome=self._on_welcome,
            on_user=self._on_user,
            on_subscribed=self._on_subscribed,
            on_current=self._on_current,
            on_changes=on_changes,
            on_answer=self._on_answer,
            on_signal=on_signal or (lambda _: None),
        )
        picture.on_undecodable = self._tally.undecodable

    @property
    def status(self) -> FeedStatus:
        """How the feed is doing at this moment."""
        steady = time.monotonic()
        return FeedStatus(
            state=self._state,
            since=self._since,
            attempt=self._attempt,
            retry_in_s=None if self._retry_at is None else max(0.0, self._retry_at - steady),
            offset_s=self._clock.offset_s,
            last_frame_age=self._data_age(steady),
            counters=self._tally.counters,
            user=self._user,
            simulated=self._simulated,
            refused_topics=self._refused,
            why=self._fault.why,
            detail=self._fault.detail,
        )

    def now(self) -> float:
        """The platform's time in seconds since the epoch."""
        return self._clock.now()

    def listen(self, listener: FeedListener) -> None:
        """Let `listener` hear of answers and of connections that come and go."""
        self._listener = listener

    async def send(self, message: ClientMessage) -> None:
        """Send one message. Raises NotConnected."""
        if self._connection is None or not self._welcomed:
            raise NotConnected
        try:
            await self._connection.send(message)
        except ConnectionClosed as error:
            raise NotConnected from error

    async def run(self) -> None:
        """Connect, follow and reconnect; return only when the platform refuses this console for good."""
        tasks = TaskSet()
        tasks.spawn(self._report(), name="feed status")
        self._outage_since = time.monotonic()
        try:
            while True:
                self._attempt += 1
                self._enter_outage()
                self._fault = await self._once()
                self._end_of_connection()
                if self._fault.final:
                    self._enter(FeedState.REFUSED)
                    return
                await self._wait()
        finally:
            await tasks.close()
            if self._state is not FeedState.REFUSED:
                self._enter(FeedState.STOPPED)

    async def _once(self) -> Ending:
        """Live through one connection, or find that there is none to be had."""
        try:
            token = await self._token()
            socket = await self._open()
        except SignInRefused as error:
            return Ending("not_authenticated", str(error), final=True)
        except PlatformUnreachable as error:
            return Ending("unreachable", str(error))
        except InvalidURI:
            return Ending("bad_address", f"{self._address} is not the address of a feed.", final=True)
        except InvalidStatus as error:
            return Ending(
                "no_feed",
                f"{self._address} answered {error.response.status_code}: there is no feed there now.",
            )
        except (OSError, InvalidHandshake, TimeoutError, EOFError) as error:
            return Ending(
                "unreachable", f"The platform at {self._address} cannot be reached ({_words(error)})."
            )
        self._connection = Connection(
            socket=socket,
            token=self._token,
            client=self._client,
            picture=self._picture,
            topics=self._topics,
            clock=self._clock,
            tally=self._tally,
            timing=self._timing,
            hooks=self._hooks,
        )
        try:
            return await self._connection.follow(token)
        except Exception:
            # A fault of ours in one frame must not end the desk's feed: it is logged whole, and the next
            # connection starts from the last cursor.
            _log.exception("the feed's connection ended with an error")
            return Ending("internal", "The console made a mistake reading the feed; see the log.")

    async def _open(self) -> ClientConnection:
        return await connect(
            self._address,
            subprotocols=[Subprotocol(PROTOCOL_NAME)],
            compression=None,
            proxy=None,
            open_timeout=self._timing.open_s,
            close_timeout=self._timing.close_s,
            ping_interval=None,
            max_size=_MAX_FRAME_BYTES,
            max_queue=_MAX_QUEUE,
        )

    def _end_of_connection(self) -> None:
        steady = time.monotonic()
        if self._connection is not None:
            if self._live_since is not None:
                self._last_data = self._connection.last_frame
            self._connection = None
        if self._live_since is not None and steady - self._live_since >= self._timing.healthy_s:
            self._backoff.reset()
            self._attempt = 0
            self._outage_since = steady
        self._live_since = None
        if self._welcomed:
            self._welcomed = False
            if self._listener is not None:
                self._listener.lost()

    async def _wait(self) -> None:
        steady = time.monotonic()
        delay = self._backoff.next_delay(
            outage_s=steady - self._outage_since, at_least_s=self._fault.retry_after_s
        )
        self._retry_at = steady + delay
        _log.info("feed: %s Again in %.1f s.", self._fault.detail or self._fault.why, delay)
        self._enter_outage()
        await asyncio.sleep(delay)
        self._retry_at = None

    def _data_age(self, steady: float) -> float | None:
        if self._live_since is not None and self._connection is not None:
            return steady - self._connection.last_frame
        return None if self._last_data is None else steady - self._last_data

    def _enter_outage(self) -> None:
        self._enter(FeedState.CONNECTING if self._last_data is None else FeedState.RECONNECTING)

    def _enter(self, state: FeedState) -> None:
        if state is not self._state:
            self._state = state
            self._since = self.now()
        self._on_status(self.status)

    async def _report(self) -> None:
        while True:
            await asyncio.sleep(self._timing.status_s)
            self._on_status(self.status)

    # What the connection tells

    def _on_welcome(self, welcome: Welcome, limits: Limits) -> None:
        self._tally.connection()
        self._user = welcome.user
        self._simulated = welcome.simulated
        self._welcomed = True
        if self._listener is not None:
            self._listener.welcomed(welcome.user, limits)

    def _on_user(self, user: User) -> None:
        self._user = user

    def _on_subscribed(self, refused: tuple[str, ...]) -> None:
        self._refused = refused

    def _on_current(self, current: bool) -> None:
        if current:
            if self._live_since is None:
                self._live_since = time.monotonic()
            self._fault = Ending("")
            self._enter(FeedState.LIVE)
        else:
            self._enter(FeedState.SYNCING)

    def _on_answer(self, message: Result | CommandUnknown | Reply) -> None:
        if self._listener is not None:
            self._listener.answered(message)


def _words(error: BaseException) -> str:
    return str(error) or type(error).__name__
