"""The feed: keeps the picture current through every kind of break, one connection after another.

Frames are read and applied on the caller's loop, which is also the user interface's. A turn of the loop is
therefore bounded (`Timing.turn_s`), so that paints come through under any load.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable
from typing import Protocol

import msgspec
from websockets.exceptions import ConnectionClosed

from backend_client.access import Access, SignOn
from backend_client.backoff import Backoff
from backend_client.changes import Changes
from backend_client.clock import ServerClock
from backend_client.endings import MAX_RETRY_AFTER_S, Ending
from backend_client.feed_connection import Connection, Hooks, Timing
from backend_client.feed_socket import NoFeed, open_socket
from backend_client.picture import Picture
from backend_client.protocol.messages import (
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
from backend_client.rotation import OF_THE_BEARER, Rotation
from backend_client.sign_in import PlatformUnreachable, SignInRefused
from backend_client.status import FeedState, FeedStatus
from backend_client.tally import Tally
from backend_client.tasks import TaskSet

_log = logging.getLogger(__name__)


class NotConnected(Exception):
    """There is no authenticated connection to send on."""


class FeedListener(Protocol):
    """Whoever asks things of the platform over the feed."""

    def welcomed(self, user: User, limits: Limits) -> None:
        """A connection is authenticated: messages can be sent."""

    def answered(self, message: Result | CommandUnknown | Reply) -> None:
        """The platform answered."""

    def lost(self) -> None:
        """The connection is gone, or about to be somebody else's; unanswered messages may have arrived."""

    def left(self) -> None:
        """Somebody else acts here from now on; who, the next welcome tells."""


class Feed:
    """Follows the feed of the site that `access` opens, at one platform after another, until cancelled.

    `on_changes` hears of every change of `picture`, `on_status` of every change of state and once a second in
    between, `on_signal` of what other participants of a conference say. Where no platform lets this console
    in, the feed waits for somebody else to sign in; picture and counters stay.
    """

    def __init__(
        self,
        *,
        access: Access,
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
        self._access = access
        self._rotation = Rotation(access.addresses)
        self._client = client
        self._picture = picture
        self._on_status = on_status
        self._topics = topics
        self._clock = clock or ServerClock()
        self._backoff = backoff or Backoff(random=random.Random())
        self._timing = timing or Timing()
        self._tally = Tally()
        self._listeners: list[FeedListener] = []
        self._tasks = TaskSet()
        self._connection: Connection | None = None
        self._sign_on: SignOn | None = None
        self._welcomed = False
        self._woken = asyncio.Event()
        self._limits: Limits | None = None
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
            platform=self._rotation.address,
            acting=self._welcomed and self._is_bearers(),
            needs_sign_in=self._rotation.needs_sign_in,
            why=self._fault.why,
            detail=self._fault.detail,
        )

    def now(self) -> float:
        """The platform's time in seconds since the epoch."""
        return self._clock.now()

    @property
    def rate(self) -> float:
        """How fast the platform's time runs; seconds in which people and lines act are the machine's."""
        return self._clock.rate

    def listen(self, listener: FeedListener) -> None:
        """Let `listener` hear of answers and of connections that come and go."""
        self._listeners.append(listener)

    async def send(self, message: ClientMessage) -> None:
        """Send one message. Raises NotConnected."""
        if self._connection is None or not self._welcomed:
            raise NotConnected
        try:
            await self._connection.send(message)
        except ConnectionClosed as error:
            raise NotConnected from error

    async def run(self) -> None:
        """Connect, follow and reconnect, for ever."""
        self._tasks.spawn(self._report(), name="feed status")
        self._tasks.spawn(self._follow_access(), name="feed bearer")
        self._outage_since = time.monotonic()
        try:
            while True:
                self._attempt += 1
                self._enter_outage()
                ending = await self._once(self._rotation.address)
                self._end_of_connection(ending)
                await self._wait()
        finally:
            await self._tasks.close()
            if self._state is not FeedState.REFUSED:
                self._enter(FeedState.STOPPED)

    async def _once(self, address: str) -> Ending:
        """Live through one connection, or find that there is none to be had."""
        self._woken.clear()
        try:
            self._sign_on = await self._access.sign_on(address)
            socket = await open_socket(address, tls=self._access.tls, timing=self._timing)
        except SignInRefused as error:
            return _refusal(error)
        except PlatformUnreachable as error:
            return Ending(error.why, str(error))
        except NoFeed as error:
            return error.ending
        self._connection = Connection(
            socket=socket,
            sign_on=self._sign_on,
            renewed=lambda: self._access.sign_on(address),
            client=self._client,
            picture=self._picture,
            topics=self._topics,
            clock=self._clock,
            tally=self._tally,
            timing=self._timing,
            hooks=self._hooks,
        )
        try:
            return await self._connection.follow()
        except Exception:
            # A fault of ours in one frame must not end the desk's feed: it is logged whole, and the next
            # connection starts from the last cursor.
            _log.exception("the feed's connection ended with an error")
            return Ending("internal", "The console made a mistake reading the feed; see the log.")

    def _end_of_connection(self, ending: Ending) -> None:
        steady = time.monotonic()
        if self._connection is not None:
            if self._live_since is not None:
                self._last_data = self._connection.last_frame
            self._connection = None
        healthy = self._live_since is not None and steady - self._live_since >= self._timing.healthy_s
        if healthy:
            self._backoff.reset()
            self._attempt = 0
            self._outage_since = steady
        self._live_since = None
        self._hold()
        if ending.final and ending.why in OF_THE_BEARER and self._sign_on is not None:
            bearer = self._sign_on.bearer
            gave_way = self._access.refused(bearer, self._rotation.address)
            if gave_way or (bearer.is_device and ending.why == "not_authenticated"):
                # A device signs in anew by itself; being refused that is final.
                ending = msgspec.structs.replace(ending, final=False)
        self._sign_on = None
        _log.info("feed: %s", ending.detail or ending.why)
        self._rotation.failed(ending, now=steady, was_healthy=healthy)
        self._fault = self._rotation.verdict()

    async def _wait(self) -> None:
        """Stay away for as long as the outage and the platform that is next ask for, or until a sign-in."""
        if self._woken.is_set():
            return
        steady = time.monotonic()
        asked = self._rotation.wait_s(steady)
        if asked is None:
            self._enter(FeedState.REFUSED)
            await self._woken.wait()
            return
        delay = self._backoff.next_delay(outage_s=steady - self._outage_since, at_least_s=asked)
        self._retry_at = steady + delay
        _log.info("feed: %s is tried in %.1f s.", self._rotation.address, delay)
        self._enter_outage()
        try:
            async with asyncio.timeout(delay):
                await self._woken.wait()
        except TimeoutError:
            pass
        self._retry_at = None

    # People who come and go

    async def _follow_access(self) -> None:
        """Go on as whoever acts now, on the connection that there is."""
        version = self._access.version
        while True:
            version = await self._access.changed(version)
            self._rotation.forget()
            self._woken.set()
            if self._is_bearers():
                continue
            # Before its first welcome a connection cannot change hands: that welcome sees to it.
            was_welcomed = self._welcomed
            self._hold()
            for listener in self._listeners:
                listener.left()
            self._on_status(self.status)
            if was_welcomed:
                await self._go_on_as_bearer()
            self._tasks.spawn(self._access.say_goodbye(), name="feed goodbye")

    async def _go_on_as_bearer(self) -> None:
        """Sign on again in-band until the connection is the bearer's; one that cannot be is given up.

        Nothing is sent from here to the new welcome: it would count as the other's word.
        """
        connection, limits = self._connection, self._limits
        while connection is not None and connection is self._connection:
            try:
                sign_on = await self._access.sign_on(self._rotation.address)
            except SignInRefused as error:
                await connection.leave(_refusal(error))
                return
            except PlatformUnreachable as error:
                await connection.leave(Ending(error.why, str(error)))
                return
            if connection is not self._connection:
                return
            self._sign_on = sign_on
            welcome = await connection.sign_on_again(sign_on)
            if welcome is None or connection is not self._connection:
                return
            if self._is_bearers() and limits is not None:
                self._can_send(welcome.user, limits)
                return

    def _is_bearers(self) -> bool:
        """Whether the connection, or the attempt at one, is that of whoever acts now."""
        return self._sign_on is not None and self._sign_on.bearer is self._access.bearer

    def _hold(self) -> None:
        if self._welcomed:
            self._welcomed = False
            for listener in self._listeners:
                listener.lost()

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
        self._access.address = self._rotation.address
        self._rotation.forget()
        self._simulated = welcome.simulated
        self._limits = limits
        if self._is_bearers():
            self._can_send(welcome.user, limits)
        else:
            # Somebody else signed in while this connection was being made.
            self._tasks.spawn(self._go_on_as_bearer(), name="feed other bearer")

    def _can_send(self, user: User, limits: Limits) -> None:
        self._user = user
        self._welcomed = True
        # Served: the next break waits its turn with the backoff again.
        self._woken.clear()
        for listener in self._listeners:
            listener.welcomed(user, limits)
        self._on_status(self.status)

    def _on_user(self, user: User) -> None:
        self._user = user
        self._on_status(self.status)

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
        for listener in self._listeners:
            listener.answered(message)


def _refusal(error: SignInRefused) -> Ending:
    if error.passes:
        return Ending(error.why, str(error), retry_after_s=min(error.retry_after_s or 0.0, MAX_RETRY_AFTER_S))
    return Ending("not_authenticated", str(error), final=True)
