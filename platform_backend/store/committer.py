"""Group commit: jobs that arrive while a commit is under way are committed together in the next one.

Disk work happens in one writer thread, so the event loop never waits for a flush. A job's answer is given
only after its transaction is on disk, and after everything it changed has been published.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection

from backend_client.protocol.causes import Cause
from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.log_types import LogEvent, PresetOrder
from platform_backend.store.batch import Batch, Row
from platform_backend.store.disk_trouble import DiskTrouble, of_disk
from platform_backend.store.store import Store
from platform_backend.tally import Tally

T = TypeVar("T")

#: Jobs of one transaction: bounds how long the first of them waits for the last.
MAX_BATCH = 512

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Committed:
    """What a transaction changed, to be published in this order; `orders` are for cameras to carry out."""

    events: tuple[LogEvent, ...]
    state_rows: tuple[Row, ...]
    orders: tuple[PresetOrder, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[Batch], Any]
    answer: asyncio.Future[Any]


class Committer:
    """Runs jobs in the writer thread; `publish` is called on the event loop after each commit.

    `commits` counts transactions, `jobs` what was done in them. `now` is the district's time, `real_now` the
    machine's.
    """

    def __init__(
        self,
        *,
        store: Store,
        publish: Callable[[Committed], None],
        now: Callable[[], float],
        real_now: Callable[[], float] | None = None,
        tally: Tally | None = None,
    ) -> None:
        self.commits = 0
        self.jobs = 0
        self._store = store
        self._publish = publish
        self._now = now
        self._real_now = real_now if real_now is not None else now
        self._tally = tally or Tally()
        self._disk = DiskTrouble(clock=time.monotonic)
        self._pending: deque[_Job] = deque()
        self._arrived = asyncio.Event()
        self._closing = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    @property
    def waiting(self) -> int:
        """Jobs that have not been begun."""
        return len(self._pending)

    def submit(self, work: Callable[[Batch], T]) -> asyncio.Future[T]:
        """Queue `work` for the next transaction. Its answer is what it returns, or its exception.

        Refused with ``unavailable`` when the transaction cannot be written or the platform is stopping.
        """
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        if self._closing:
            answer.set_exception(Refused(ErrorCode.UNAVAILABLE, "the platform is stopping", Cause.STOPPING))
        else:
            self._pending.append(_Job(work, answer))
            self._arrived.set()
        return answer

    async def run(self) -> None:
        """Commit what is queued until `close`."""
        loop = asyncio.get_running_loop()
        while not (self._closing and not self._pending):
            await self._arrived.wait()
            self._arrived.clear()
            while self._pending:
                jobs = [self._pending.popleft() for _ in range(min(MAX_BATCH, len(self._pending)))]
                # Shielded: a cancelled platform still answers for what it has written.
                await asyncio.shield(loop.run_in_executor(self._thread, self._commit, jobs, loop))

    def close(self) -> None:
        """Refuse new jobs and let `run` end when the queued ones are done."""
        self._closing = True
        self._arrived.set()

    def release(self) -> None:
        """Wait for the writer thread to end, after `run` has."""
        self._thread.shutdown(wait=True)

    def _commit(self, jobs: list[_Job], loop: asyncio.AbstractEventLoop) -> None:
        answers: list[tuple[_Job, Any, BaseException | None]] = []
        began = time.monotonic()
        written = True
        try:
            with self._store.writing() as connection:
                before = _changes(connection)
                batch = Batch(connection, now=self._now(), real_now=self._real_now())
                for job in jobs:
                    try:
                        answers.append((job, job.work(batch), None))
                    except Exception as error:
                        if of_disk(error) is not None:
                            raise
                        answers.append((job, None, error))
                _check_whole(connection)
                batch.flush()
                _check_whole(connection)
                wrote = _changes(connection) != before
            done = Committed(tuple(batch.events), tuple(batch.state_rows.values()), tuple(batch.orders))
            if wrote:
                self._disk.succeeded()
        except Exception as error:
            cause = of_disk(error)
            if cause is None:
                _log.exception("a transaction of %d jobs could not be written", len(jobs))
            else:
                self._disk.failed(cause, len(jobs))
            sentence = f"the platform cannot write to its disk ({cause or error})"
            failure = Refused(ErrorCode.UNAVAILABLE, sentence, Cause.NOT_KEPT)
            answers = [(job, None, failure) for job in jobs]
            done = Committed((), ())
            written = False
        loop.call_soon_threadsafe(self._finish, done, answers, time.monotonic() - began, written)

    def _finish(
        self,
        done: Committed,
        answers: list[tuple[_Job, Any, BaseException | None]],
        seconds: float,
        written: bool,
    ) -> None:
        if written:
            self._tally.commits.add(seconds)
        else:
            self._tally.disk_failures += 1
        self.commits += 1
        self.jobs += len(answers)
        try:
            self._publish(done)
        finally:
            for job, value, error in answers:
                if job.answer.done():
                    continue
                if error is None:
                    job.answer.set_result(value)
                else:
                    job.answer.set_exception(error)


def _changes(connection: Connection) -> int:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver.total_changes


def _check_whole(connection: Connection) -> None:
    # On some failures SQLite gives the whole transaction up by itself; what came after stood alone then.
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    if not driver.in_transaction:
        raise OSError(errno.EIO, "the transaction was given up half-way")
