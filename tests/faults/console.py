"""Consoles without windows: the real feed, picture, requests and outbox, as many as a test wants."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import msgspec

from backend_client.access import Access
from backend_client.bearer import Bearer
from backend_client.feed import Feed
from backend_client.outbox import Outbox
from backend_client.pending import CommandState
from backend_client.picture import Picture
from backend_client.protocol.entities import ENTITY_TYPES
from backend_client.protocol.messages import ClientInfo
from backend_client.protocol.topics import TOPICS
from backend_client.requests import Requests
from backend_client.sign_in import Token
from backend_client.status import FeedState
from backend_client.tasks import TaskSet
from tests.waiting import until

_TOKEN_HOLDS_S = 12 * 3600.0


class Follower:
    """A console that only looks: its picture follows the feed at `address`."""

    def __init__(self, *, address: str, token: str, instance: str, topics: tuple[str, ...] = TOPICS) -> None:
        self.picture = Picture()
        self._tasks = TaskSet()
        signed_in = Token(value=token, obtained=time.monotonic(), lifetime_s=_TOKEN_HOLDS_S)
        self.feed = Feed(
            access=Access(addresses=(address,), person=Bearer.of_person(token=signed_in, at=address)),
            client=ClientInfo(name="test", version="1", workstation=instance, instance=instance),
            picture=self.picture,
            on_changes=lambda _: None,
            on_status=lambda _: None,
            topics=topics,
        )

    @property
    def live(self) -> bool:
        """Whether the picture is current."""
        return self.feed.status.state is FeedState.LIVE

    async def start(self) -> None:
        """Follow the feed from now on."""
        self._tasks.spawn(self.feed.run(), name="feed")

    async def close(self) -> None:
        """Stop."""
        await self._tasks.close()


class Console(Follower):
    """A console that also acts: its commands go through an outbox on the disk."""

    def __init__(self, *, address: str, token: str, instance: str, outbox: Path) -> None:
        super().__init__(address=address, token=token, instance=instance)
        self._outbox = Outbox(path=outbox)
        self.requests = Requests(feed=self.feed, outbox=self._outbox, on_change=lambda: None)

    async def start(self) -> None:
        """Open the outbox and follow the feed."""
        await self._outbox.open()
        await super().start()

    async def drained(self, *, within_s: float) -> None:
        """Wait until no command is on its way. Raises TimeoutError."""
        await until(self._nothing_on_its_way, timeout=within_s)
        for command in self.requests.pending():
            await self.requests.dismiss(command.cmd_id)

    async def close(self) -> None:
        """Stop; what is not answered stays on the disk."""
        await self.requests.close()
        await super().close()
        await self._outbox.close()

    def _nothing_on_its_way(self) -> bool:
        return all(command.state is CommandState.REFUSED for command in self.requests.pending())


def digests(picture: Picture) -> dict[str, str]:
    """What a picture holds, by entity name: equal digests are equal ids, versions and data."""
    return {name: _digest(picture, name) for name in ENTITY_TYPES}


def _digest(picture: Picture, name: str) -> str:
    entries = sorted(picture.entries(name).values(), key=lambda entry: entry.id)
    return hashlib.sha256(msgspec.json.encode([(e.id, e.ver, e.data) for e in entries])).hexdigest()
