"""Another client of the platform: the console's own feed and requests, without a window."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from backend_client.access import Access
from backend_client.bearer import Bearer
from backend_client.changes import Changes
from backend_client.feed import Feed
from backend_client.outbox import Outbox
from backend_client.picture import Picture
from backend_client.protocol.commands import Args
from backend_client.protocol.entities import Incident
from backend_client.protocol.messages import Result
from backend_client.requests import Requests
from backend_client.sign_in import sign_in
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from console.people.session import client_info


class Client:
    """Follows a platform and gives commands to it."""

    def __init__(self, *, feed: Feed, picture: Picture, requests: Requests) -> None:
        self.feed = feed
        self.picture = picture
        self.requests = requests
        self._news = asyncio.Event()
        self._followers: list[Callable[[Changes], None]] = []

    def follow(self, on_changes: Callable[[Changes], None]) -> None:
        """Let somebody else hear what changes too."""
        self._followers.append(on_changes)

    def heard(self, news: Changes | FeedStatus) -> None:
        """Something changed."""
        if isinstance(news, Changes):
            for follower in self._followers:
                follower(news)
        self._news.set()

    async def until(self, condition: Callable[[], bool], *, within_s: float = 20.0) -> None:
        """Wait for news until `condition` holds. Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while not condition():
                self._news.clear()
                await self._news.wait()

    def incident(self, id_: str) -> Incident:
        """One incident as it is now."""
        return self.picture.of(Incident)[id_].data

    async def give(self, name: str, *, target: str | None = None, args: Args | None = None) -> Result:
        """Give a command; it must succeed."""
        result = await self.requests.send(name, target=target, args=args)
        assert result.ok, result.error
        return result


@asynccontextmanager
async def signed_in(*, http: str, feed: str, password: str, folder: Path) -> AsyncIterator[Client]:
    """A client that is signed in as admin and current."""
    token = await sign_in(http_base=http, user="admin", password=password)
    picture = Picture()
    clients: list[Client] = []
    line = Feed(
        access=Access(addresses=(feed,), person=Bearer.of_person(token=token, at=feed)),
        client=client_info(),
        picture=picture,
        on_changes=lambda changes: clients[0].heard(changes),
        on_status=lambda status: clients[0].heard(status),
    )
    outbox = Outbox(path=folder / "client.sqlite")
    await outbox.open()
    requests = Requests(feed=line, outbox=outbox, on_change=lambda: None)
    clients.append(Client(feed=line, picture=picture, requests=requests))
    tasks = TaskSet()
    tasks.spawn(line.run(), name="client feed")
    try:
        await clients[0].until(lambda: line.status.state is FeedState.LIVE)
        yield clients[0]
    finally:
        await requests.close()
        await tasks.close()
        await outbox.close()
