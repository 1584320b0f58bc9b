from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from backend_client.protocol.errors import Refused
from platform_backend.store import schema
from platform_backend.store.batch import Batch
from platform_backend.store.committer import MAX_BATCH, Committed, Committer
from platform_backend.store.store import Store
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


async def test_when_the_disk_fails_nobody_is_told_it_worked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_batch: Batch) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Batch, "flush", full)
        for _ in range(3):
            with pytest.raises(Refused, match="No space left") as refused:
                await desk.committer.submit(put("lost"))
            assert refused.value.error.retryable
    with desk.store.reading() as connection:
        assert connection.scalar(select(schema.meta.c.key).where(schema.meta.c.key == "lost")) is None
    # A look at what is there already says nothing about the disk.
    await desk.committer.submit(lambda _: None)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert await desk.committer.submit(put("later")) == "later"
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
    assert "Traceback" not in caplog.text


async def test_a_job_that_finds_the_disk_full_takes_all_others_with_it(desk: Desk) -> None:
    def full(batch: Batch) -> None:
        # What SQLite does by itself when it runs out of room half-way.
        batch.connection.exec_driver_sql("ROLLBACK")
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    jobs = [desk.committer.submit(work) for work in (put("before"), full, put("after"))]
    for job in jobs:
        with pytest.raises(Refused, match="disk is full"):
            await job
    assert not {"before", "after"} & desk.store.get_meta().keys()


async def test_a_transaction_that_was_given_up_unseen_is_no_success(desk: Desk) -> None:
    def give_up(batch: Batch) -> None:
        batch.connection.exec_driver_sql("ROLLBACK")

    jobs = [desk.committer.submit(work) for work in (put("before"), give_up)]
    for job in jobs:
        with pytest.raises(Refused, match="given up"):
            await job
    assert "before" not in desk.store.get_meta()


async def test_a_fault_of_ours_is_logged_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_batch: Batch) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Batch, "flush", broken)
        with pytest.raises(Refused, match="cannot write"):
            await desk.committer.submit(put("lost"))
    assert "ZeroDivisionError" in caplog.text


async def test_a_stopping_committer_finishes_what_it_took_and_refuses_more(desk: Desk) -> None:
    taken = desk.committer.submit(put("taken"))
    desk.committer.close()
    with pytest.raises(Refused, match="stopping"):
        await desk.committer.submit(put("late"))
    assert await taken == "taken"
