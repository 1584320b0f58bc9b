"""A steady load on a platform: another desk that sets statuses and notes, so many times a second.

One event in ten is an incident's, the others are units': in a district's day nearly all events are people who
move (480 incidents a day against 40 units under way, in the simulation).
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from backend_client.access import Access
from backend_client.addresses import http_base_of
from backend_client.bearer import Bearer
from backend_client.feed import Feed
from backend_client.outbox import Outbox
from backend_client.picture import Picture
from backend_client.protocol.commands import Args, SetStatus
from backend_client.protocol.entities import CLOSED_STATES, Camera, Incident, Unit, UnitStatus
from backend_client.protocol.incident_args import Words
from backend_client.protocol.wall import WallTile
from backend_client.protocol.wall_args import WallShow
from backend_client.requests import Requests
from backend_client.sign_in import sign_in
from backend_client.status import FeedState
from backend_client.tasks import TaskSet
from console.people.session import client_info

_CURRENT_S = 30.0
_INCIDENT_EVERY = 10


class Load:
    """Signs in at `feed` as admin, puts the first `tiles` cameras on the wall and then works."""

    def __init__(self, *, feed: str, password: str, tiles: int, per_second: float, data: Path) -> None:
        self._address = feed
        self._password = password
        self._tiles = tiles
        self._pause_s = 1 / per_second
        self._data = data
        self._ready = threading.Event()
        self._end = threading.Event()
        self.given = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Work in a thread of its own, from the moment the wall is set to the end of the block."""
        worker = threading.Thread(target=lambda: asyncio.run(self._run()), name="load")
        worker.start()
        try:
            if not self._ready.wait(_CURRENT_S):
                raise SystemExit("the load's own feed did not become current")
            yield
        finally:
            self._end.set()
            worker.join()

    async def _run(self) -> None:
        http = http_base_of(self._address)
        token = await sign_in(http_base=http, user="admin", password=self._password)
        picture, current = Picture(), asyncio.Event()
        feed = Feed(
            access=Access(addresses=(self._address,), person=Bearer.of_person(token=token, at=self._address)),
            client=client_info(),
            picture=picture,
            on_changes=lambda _changes: None,
            on_status=lambda status: current.set() if status.state is FeedState.LIVE else None,
        )
        outbox = Outbox(path=self._data / "load.sqlite")
        await outbox.open()
        requests = Requests(feed=feed, outbox=outbox, on_change=lambda: None)
        tasks = TaskSet()
        tasks.spawn(feed.run(), name="load feed")
        try:
            await current.wait()
            await self._set_wall(requests, picture)
            self._ready.set()
            await self._work(requests, picture, tasks)
        finally:
            await requests.close()
            await tasks.close()
            await outbox.close()

    async def _set_wall(self, requests: Requests, picture: Picture) -> None:
        cameras = sorted(picture.of(Camera))[: self._tiles]
        tiles = tuple(WallTile(tile=number, camera=camera) for number, camera in enumerate(cameras, start=1))
        result = await requests.send("wall.show", target="wall-1", args=WallShow(tiles=tiles))
        if not result.ok:
            raise SystemExit(f"the wall could not be set: {result.error}")

    async def _work(self, requests: Requests, picture: Picture, tasks: TaskSet) -> None:
        incidents = cycle(
            [id_ for id_, entry in picture.of(Incident).items() if entry.data.state not in CLOSED_STATES]
        )
        # Each says again what it does already, as units that move do: the board is not turned over by it.
        units = cycle([(id_, entry.data.status) for id_, entry in sorted(picture.of(Unit).items())])
        loop = asyncio.get_running_loop()
        due = loop.time()
        while not self._end.is_set():
            name, target, args = self._next(incidents, units)
            tasks.spawn(requests.send(name, target=target, args=args), name="load command")
            self.given += 1
            due += self._pause_s
            await asyncio.sleep(max(0.0, due - loop.time()))

    def _next(
        self, incidents: Iterator[str], units: Iterator[tuple[str, UnitStatus]]
    ) -> tuple[str, str, Args]:
        """Statuses of units, and now and then a note on an incident."""
        if self.given % _INCIDENT_EVERY:
            unit, status = next(units)
            return "unit.set_status", unit, SetStatus(status=status)
        return "incident.note", next(incidents), Words(text=f"load {self.given}")
