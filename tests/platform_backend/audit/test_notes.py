from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from backend_client.protocol.errors import Refused
from backend_client.tasks import TaskSet
from platform_backend.audit.notes import SELDOM_S, AuditNotes
from platform_backend.audit.trail import AuditTrail
from platform_backend.store.committer import Committer
from platform_backend.store.store import Store
from tests.platform_backend.conftest import Running, user
from tests.platform_backend.trails import Trail


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_repeated_acts_are_noted_once_a_minute(tmp_path: Path) -> None:
    trail, clock = Trail(tmp_path), Clock()
    store = Store(trail.database)
    committer = Committer(store=store, publish=lambda done: None, now=lambda: 1.0)
    notes = AuditNotes(trail=AuditTrail(trail.key), committer=committer, clock=clock)
    tasks = TaskSet()
    tasks.spawn(committer.run(), name="committer")

    async def look(session: str, camera: str) -> None:
        await notes.seldom(session=session, who="ann", origin="here", what="camera.view", target=camera)

    try:
        for _ in range(3):
            await look("s1", "c1")
        await look("s1", "c2")
        await look("s2", "c1")
        clock.now = SELDOM_S
        await look("s1", "c1")
        await notes.note(who="ann", origin="here", what="audit.search")
        seen = trail.sql("SELECT what, target FROM audit ORDER BY number")
        assert [str(target) for _, target in seen] == ["c1", "c2", "c1", "c1", "None"]
    finally:
        await tasks.close()
        committer.release()
        store.close()


async def test_who_looks_at_which_camera_is_noted(running: Running) -> None:
    """People once a minute, a wall's own account each time: it opens a stream and keeps it."""
    running.platform.cameras.port = 1
    camera = running.platform.states.all_of("devices")[0].id
    wall = user("wall-1", "device")
    for token in (await running.token(), await running.token(wall)):
        async with httpx.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as client:
            for stream in ("main", "sub", "none"):
                await client.get(f"{running.http}/cameras/{camera}/{stream}.ts")
    async with running.console() as one:
        found = (await one.query("audit.search", what="camera.view"))["data"]["entries"]
    assert [(entry["who"], entry["target"], entry["detail"]) for entry in reversed(found)] == [
        ("admin", camera, "main"),
        ("wall-1", camera, "main"),
        ("wall-1", camera, "sub"),
    ]


async def test_what_could_not_be_noted_is_refused_and_tried_again(tmp_path: Path) -> None:
    trail, clock = Trail(tmp_path), Clock()
    store = Store(trail.database)
    committer = Committer(store=store, publish=lambda done: None, now=lambda: 1.0)
    notes = AuditNotes(trail=AuditTrail(trail.key), committer=committer, clock=clock)
    committer.close()
    for _ in range(2):
        with pytest.raises(Refused):
            await notes.seldom(session="s1", who="ann", origin="here", what="camera.view", target="c1")
    committer.release()
    store.close()
