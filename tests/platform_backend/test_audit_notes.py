from __future__ import annotations

from pathlib import Path

import pytest

from backend_client.protocol.errors import Refused
from backend_client.tasks import TaskSet
from platform_backend.audit import AuditTrail
from platform_backend.audit_notes import SELDOM_S, AuditNotes
from platform_backend.committer import Committer
from platform_backend.store import Store
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
