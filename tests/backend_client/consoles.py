"""A feed against a scripted platform, with everything it told noted down."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend_client.access import Access
from backend_client.backoff import Backoff
from backend_client.bearer import Bearer
from backend_client.changes import Changes
from backend_client.feed import Feed
from backend_client.feed_connection import Timing
from backend_client.picture import Picture
from backend_client.protocol.messages import ClientInfo
from backend_client.sign_in import Token
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.waiting import until

CLIENT = ClientInfo(name="test", version="1", workstation="ws", instance="i1")


class QuickBackoff(Backoff):
    """Waits next to nothing, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__(random=random.Random(1))
        self.asked: list[float] = []
        self.resets = 0

    def next_delay(self, *, outage_s: float, at_least_s: float = 0.0) -> float:
        self.asked.append(at_least_s)
        return 0.01

    def reset(self) -> None:
        self.resets += 1


class ScriptedBearer(Bearer):
    """Gives out what it was told to; `refusals` notes where it was refused."""

    def __init__(self, *tokens: Token | Exception) -> None:
        super().__init__()
        self.tokens = list(tokens)
        self.refusals: list[str] = []

    async def token(self, address: str) -> Token:
        """The tokens in turn; the last one for ever."""
        given = self.tokens.pop(0) if len(self.tokens) > 1 else self.tokens[0]
        if isinstance(given, Exception):
            raise given
        return given

    def refused(self, address: str) -> None:
        self.refusals.append(address)


class FollowingConsole:
    """One console's feed, running."""

    def __init__(self, *addresses: str, timing: Timing | None = None) -> None:
        self.picture = Picture()
        self.backoff = QuickBackoff()
        self.statuses: list[FeedStatus] = []
        self.changes: list[Changes] = []
        self.bearer = ScriptedBearer(token())
        self.access = Access(addresses=addresses, person=self.bearer)
        self.feed = Feed(
            access=self.access,
            client=CLIENT,
            picture=self.picture,
            on_changes=self.changes.append,
            on_status=self.statuses.append,
            topics=("incidents", "counters"),
            backoff=self.backoff,
            timing=timing or Timing(close_s=0.2),
        )
        self.running: asyncio.Task[None] | None = None

    @property
    def state(self) -> FeedState:
        return self.feed.status.state

    @property
    def states(self) -> list[FeedState]:
        """States in the order in which they were entered."""
        entered: list[FeedState] = []
        for status in self.statuses:
            if not entered or entered[-1] is not status.state:
                entered.append(status.state)
        return entered

    @property
    def tokens(self) -> list[Token | Exception]:
        """What the bearer gives out."""
        return self.bearer.tokens

    @tokens.setter
    def tokens(self, tokens: list[Token | Exception]) -> None:
        self.bearer.tokens = tokens

    @property
    def status(self) -> FeedStatus:
        return self.feed.status

    async def live(self) -> None:
        await until(lambda: self.state is FeedState.LIVE)

    async def outages(self, number: int) -> None:
        """Wait until so many connections have ended."""
        await until(lambda: len(self.backoff.asked) == number)

    async def has(self, *ids: str) -> None:
        """Wait until the picture holds exactly these incidents."""
        await until(lambda: set(self.picture.entries("incident")) == set(ids))


def token(value: str = "token", lifetime_s: float = 3600.0) -> Token:
    """A token that was obtained just now."""
    return Token(value=value, obtained=time.monotonic(), lifetime_s=lifetime_s)


@asynccontextmanager
async def following(
    *platforms: ScriptedPlatform | str, timing: Timing | None = None
) -> AsyncIterator[FollowingConsole]:
    """Run a feed against platforms, or addresses, for as long as the context lasts."""
    addresses = [each if isinstance(each, str) else each.address for each in platforms]
    console = FollowingConsole(*addresses, timing=timing)
    tasks = TaskSet()
    console.running = tasks.spawn(console.feed.run(), name="feed under test")
    try:
        yield console
    finally:
        await tasks.close()
