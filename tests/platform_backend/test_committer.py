from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from backend_client.protocol.errors import Refused
from platform_backend import schema
from platform_backend.batch import Batch
from platform_backend.committer import MAX_BATCH, Committed, Committer
from platform_backend.store import Store
from tests.waiting import until


class Desk:
    """A committer on a fresh store, with what it published."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path)
        self.published: list[Committed] = []
        self.committer = Committer(store=self.store, publish=self.published.append, now=lambda: 1.0)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path / "store.sqlite3")
    async with asyncio.TaskGroup() as group:
        group.create_task(desk.committer.run(), name="committer")
        yield desk
        desk.committer.close()
    desk.committer.release()
    desk.store.close()


def put(key: str):  # type: ignore[no-untyped-def]
    def work(batch: Batch) -> str:
        batch.connection.execute(insert(schema.meta), {"key": key, "value": key})
        return key

    return work


async def test_jobs_that_arrive_during_a_commit_share_the_next_one(desk: Desk) -> None:
    entered, leave = threading.Event(), threading.Event()

    def slow(_batch: Batch) -> None:
        entered.set()
        leave.wait(10.0)

    first = desk.committer.submit(slow)
    await until(entered.is_set)
    others = [desk.committer.submit(put(str(number))) for number in range(50)]
    assert not any(other.done() for other in others)
    leave.set()
    await first
    assert await asyncio.gather(*others) == [str(number) for number in range(50)]
    assert (desk.committer.commits, desk.committer.jobs) == (2, 51)


async def test_a_crowd_is_split_so_that_nobody_waits_too_long(desk: Desk) -> None:
    jobs = [desk.committer.submit(lambda _: None) for _ in range(MAX_BATCH + 1)]
    await asyncio.gather(*jobs)
    assert desk.committer.commits == 2


async def test_an_answer_means_it_is_in_the_file(desk: Desk) -> None:
    await desk.committer.submit(put("written"))
    assert desk.store.get_meta()["written"] == "written"
    assert len(desk.published) == 1


async def test_one_jobs_failure_is_its_own(desk: Desk) -> None:
    def broken(_batch: Batch) -> None:
        raise ZeroDivisionError

    good, bad = desk.committer.submit(put("good")), desk.committer.submit(broken)
    assert await good == "good"
    with pytest.raises(ZeroDivisionError):
        await bad


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_when_the_disk_fails_nobody_is_told_it_worked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_batch: Batch) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Batch, "flush", full)
        job = desk.committer.submit(put("lost"))
        with pytest.raises(Refused, match="No space left") as refused:
            await job
    assert refused.value.error.retryable
    assert "could not be written" in caplog.text
    with desk.store.reading() as connection:
        assert connection.scalar(select(schema.meta.c.key).where(schema.meta.c.key == "lost")) is None
    assert await desk.committer.submit(put("later")) == "later"


async def test_a_stopping_committer_finishes_what_it_took_and_refuses_more(desk: Desk) -> None:
    taken = desk.committer.submit(put("taken"))
    desk.committer.close()
    with pytest.raises(Refused, match="stopping"):
        await desk.committer.submit(put("late"))
    assert await taken == "taken"
