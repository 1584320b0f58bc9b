"""The rooms of conferences as Janus comes and goes."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from backend_client.protocol.conference import Provider
from backend_client.protocol.conference_rules import joined
from backend_client.tasks import TaskSet
from tests.platform_backend.conference.janus_site import Site, janus
from tests.waiting import until


async def test_when_janus_is_killed_the_conference_falls_back_and_a_later_one_has_a_room(
    tmp_path: Path,
) -> None:
    site = Site()
    async with janus(site, tmp_path) as keeper:
        await site.made()
        assert keeper.pid is not None
        os.kill(keeper.pid, signal.SIGKILL)
        await until(lambda: site.conference.provider is Provider.MESH)
        assert site.acts == ["conference.room", "conference.room_failed"]
        await until(lambda: keeper.starts == 2 and site.rooms.server is not None)
        site.change(provider=Provider.JANUS)
        await site.made()
        assert joined(site.conference) == ()


async def test_a_room_server_that_does_not_come_counts_as_failed() -> None:
    site = Site(start_s=0.2)
    tasks = TaskSet()
    tasks.spawn(site.rooms.run(), name="rooms")
    await until(lambda: site.acts == ["conference.room_failed"])
    assert site.rooms.server is None
    await tasks.close()
