"""What was imported from this workstation: no row twice, whatever happens in between. No Qt here.

Before a row is sent, its content's mark and the id of its command stand on the disk. What the platform
answered is noted behind it. A row whose answer was lost is sent again under the very same command id, which
the platform carries out once; after the time for which platforms remember results nobody can tell any more,
and then it is not sent, but shown as doubtful.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

R = TypeVar("R")

#: Platforms remember results for 24 h and refuse commands that are older: an hour less, as clocks differ.
REMEMBERED_S: Final = 23 * 3600.0
#: How long it is known here what was imported.
KEPT_S: Final = 400 * 24 * 3600.0
_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS rows (
    mark TEXT PRIMARY KEY,
    cmd_id TEXT NOT NULL,
    user TEXT NOT NULL,
    epoch TEXT NOT NULL,
    given_at REAL NOT NULL,
    incident TEXT,
    refusal TEXT
) WITHOUT ROWID
"""
_AT_ONCE: Final = 500


class JournalUnusable(Exception):
    """The journal cannot be read or written; the text is a sentence for the person at the desk."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that was given: `incident` is what it became, `refusal` why not; neither: the answer was lost.

    `given_at` is the platform's time, `epoch` names the platform's database then.
    """

    mark: str
    cmd_id: str
    user: str
    epoch: str
    given_at: float
    incident: str | None = None
    refusal: str | None = None


class ImportJournal:
    """A file beside the outbox, for one platform as that is; opened when it is first asked."""

    def __init__(self, *, path: Path) -> None:
        self._path = path
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="imports")
        self._database: sqlite3.Connection | None = None

    async def known(self, marks: Iterable[str]) -> Mapping[str, Entry]:
        """What became of rows with these marks, by mark. Raises JournalUnusable."""
        wanted = list(marks)
        found: dict[str, Entry] = {}
        # In portions: no single question may hold the interpreter, and with it the desk, for long.
        for start in range(0, len(wanted), _AT_ONCE):
            portion = wanted[start : start + _AT_ONCE]
            found |= await self._run(partial(self._known, portion))
        return found

    async def give(self, entries: Iterable[Entry]) -> None:
        """Note rows that are about to be sent. Raises JournalUnusable."""
        rows = [
            (each.mark, each.cmd_id, each.user, each.epoch, each.given_at, each.incident, each.refusal)
            for each in entries
        ]
        await self._run(lambda: self._write("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?)", rows))

    async def done(self, mark: str, *, incident: str) -> None:
        """Note what a row became. Raises JournalUnusable."""
        update = "UPDATE rows SET incident = ? WHERE mark = ?"
        await self._run(lambda: self._write(update, [(incident, mark)]))

    async def refused(self, marks: Iterable[str], *, why: str) -> None:
        """Note that rows took no effect, so that they may be sent anew. Raises JournalUnusable."""
        update = "UPDATE rows SET refusal = ? WHERE mark = ?"
        rows = [(why, mark) for mark in marks]
        await self._run(lambda: self._write(update, rows))

    async def forget(self, *, before: float) -> None:
        """Drop what was given `before` a moment. Raises JournalUnusable."""
        await self._run(lambda: self._write("DELETE FROM rows WHERE given_at < ?", [(before,)]))

    async def close(self) -> None:
        """Finish what is being written and let go of the file."""
        await self._run(self._close)
        self._worker.shutdown(wait=False)

    # In the worker thread

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(self._path)
            try:
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("PRAGMA synchronous = FULL")
                (version,) = database.execute("PRAGMA user_version").fetchone()
                if version not in (0, _VERSION):
                    raise sqlite3.DatabaseError(f"made by another version of the console ({version})")
                database.execute(_SCHEMA)
                database.execute(f"PRAGMA user_version = {_VERSION}")
            except BaseException:
                database.close()
                raise
            self._database = database
        return self._database

    def _known(self, marks: list[str]) -> dict[str, Entry]:
        holes = ",".join("?" * len(marks))
        rows = self._opened().execute(f"SELECT * FROM rows WHERE mark IN ({holes})", marks)
        return {row[0]: Entry(*row) for row in rows}

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        database = self._opened()
        with database:
            database.executemany(statement, rows)

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    async def _run(self, work: Callable[[], R]) -> R:
        try:
            return await asyncio.shield(asyncio.wrap_future(self._worker.submit(work)))
        except (sqlite3.Error, OSError) as error:
            raise JournalUnusable(f"{self._path}: {error}") from error
