"""A tour on a tile of the wall whose next camera is opened ahead: what an alarm at that camera then finds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from backend_client.access import Access
from backend_client.bearer import Bearer
from backend_client.feed import Feed
from backend_client.outbox import Outbox
from backend_client.picture import Picture
from backend_client.protocol.wall import TourStep
from backend_client.protocol.wall_args import TourSave, WallTour
from backend_client.requests import Requests
from backend_client.sign_in import sign_in
from backend_client.status import FeedState
from backend_client.tasks import TaskSet
from benchmarks.alarm_room import NotMeasured, Platform
from console.people.session import client_info

#: What comes next is opened five seconds before. An alarm comes when it has been open for longer than a group
#: of pictures lasts: they move, and nobody sees them yet.
DWELL_S: Final = 10.0
ALARM_AFTER_S: Final = (7.5, 9.2)
_PATIENCE_S: Final = 30.0


def tour_to(served: Platform, *, wall: str, tile: int, first: str, then: str, data: Path) -> None:
    """Let the cameras `first` and `then` take turns on the wall's tile from now on. Raises NotMeasured."""
    asyncio.run(_tour_to(served, wall=wall, tile=tile, steps=(first, then), data=data))


async def _tour_to(served: Platform, *, wall: str, tile: int, steps: tuple[str, ...], data: Path) -> None:
    tour = TourSave(
        name=f"ahead {steps[-1]}", dwell_s=DWELL_S, steps=tuple(TourStep(camera=camera) for camera in steps)
    )
    async with asyncio.timeout(_PATIENCE_S), _connected(served, data) as requests:
        saved = await requests.send("tour.save", target=None, args=tour)
        if not saved.ok or saved.data is None:
            raise NotMeasured(f"the platform refused a tour: {saved.error}")
        start = WallTour(tour=saved.data["id"], tiles=(tile,))
        started = await requests.send("wall.tour", target=wall, args=start)
        if not started.ok:
            raise NotMeasured(f"the platform did not start a tour: {started.error}")


@asynccontextmanager
async def _connected(served: Platform, data: Path) -> AsyncIterator[Requests]:
    """Somebody else who is signed in."""
    token = await sign_in(http_base=served.http, user="admin", password=served.password)
    current = asyncio.Event()
    feed = Feed(
        access=Access(addresses=(served.feed,), person=Bearer.of_person(token=token, at=served.feed)),
        client=client_info(),
        picture=Picture(),
        on_changes=lambda _changes: None,
        on_status=lambda status: current.set() if status.state is FeedState.LIVE else None,
    )
    outbox = Outbox(path=data / "tours.sqlite")
    await outbox.open()
    requests = Requests(feed=feed, outbox=outbox, on_change=lambda: None)
    tasks = TaskSet()
    tasks.spawn(feed.run(), name="tours feed")
    try:
        await current.wait()
        yield requests
    finally:
        await requests.close()
        await tasks.close()
        await outbox.close()
