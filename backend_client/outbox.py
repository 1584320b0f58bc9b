"""Commands on disk: none that an operator gave is lost, whatever happens to this process."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import msgspec

from backend_client.protocol.errors import Error
from backend_client.protocol.messages import Command

_log = logging.getLogger(__name__)

R = TypeVar("R")

_SCHEMA_VERSION = 2
#: `place` is the order in which they were given: no clock tells that, all of them are set now and then.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS commands (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    cmd_id TEXT NOT NULL UNIQUE,
    user TEXT NOT NULL,
    given_at REAL NOT NULL,
    frame BLOB NOT NULL,
    refusal BLOB
)
"""
_FROM_VERSION_1 = (
    "ALTER TABLE commands RENAME TO commands_1",
    _SCHEMA,
    "INSERT INTO commands (cmd_id, user, given_at, frame, refusal)"
    " SELECT cmd_id, user, given_at, frame, refusal FROM commands_1 ORDER BY cmd_id",
    "DROP TABLE commands_1",
)
_INSERT = "INSERT INTO commands (cmd_id, user, given_at, frame, refusal) VALUES (?, ?, ?, ?, ?)"
#: A file and what SQLite keeps beside it.
_SUFFIXES = ("", "-wal", "-shm")


class OutboxUnusable(Exception):
    """The outbox cannot be written; the text is a sentence for the person at the desk."""


class StoredCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A command that has no final answer yet, or one whose refusal nobody has seen."""

    command: Command
    user: str
    given_at: float
    refusal: Error | None = None


class Outbox:
    """A file of commands, flushed in a thread of its own so that a slow disk never stalls the desk.

    Every method returns when its change is on the disk (``synchronous=FULL``). One file is for one platform.
    `kept_aside` names the file that could not be read and was put aside when a new one was started.
    """

    def __init__(self, *, path: Path) -> None:
        self._path = path
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="outbox")
        self._database: sqlite3.Connection | None = None
        self.kept_aside: Path | None = None

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    async def open(self) -> None:
        """Open or create the file; an unreadable one is renamed and kept. Raises OutboxUnusable."""
        await self._run(self._open)

    async def add(self, stored: StoredCommand) -> None:
        """Keep a command. Raises OutboxUnusable."""
        row = (
            stored.command.cmd_id,
            stored.user,
            stored.given_at,
            msgspec.json.encode(stored.command),
            None,
        )
        await self._run(lambda: self._write(_INSERT, row))

    async def remove(self, cmd_id: str) -> None:
        """Forget a command that has its answer. Raises OutboxUnusable."""
        await self._run(lambda: self._write("DELETE FROM commands WHERE cmd_id = ?", (cmd_id,)))

    async def refuse(self, cmd_id: str, refusal: Error) -> None:
        """Keep why a command was refused until somebody has seen it. Raises OutboxUnusable."""
        row = (msgspec.json.encode(refusal), cmd_id)
        await self._run(lambda: self._write("UPDATE commands SET refusal = ? WHERE cmd_id = ?", row))

    async def load(self, user: str) -> tuple[StoredCommand, ...]:
        """The commands of one user in the order they were given. Raises OutboxUnusable."""
        return await self._run(lambda: self._load(user))

    async def close(self) -> None:
        """Finish what is being written and let go of the file."""
        await self._run(self._close)
        self._worker.shutdown(wait=False)

    # In the worker thread

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = _open_database(self._path)
        except sqlite3.OperationalError:
            raise
        except (sqlite3.DatabaseError, ValueError) as error:
            _log.warning("outbox %s is unreadable: %s", self._path, error)
            self.kept_aside = _put_aside(self._path)
            self._database = _open_database(self._path)

    def _write(self, statement: str, parameters: tuple[object, ...]) -> None:
        assert self._database is not None
        with self._database:
            self._database.execute(statement, parameters)

    def _load(self, user: str) -> tuple[StoredCommand, ...]:
        assert self._database is not None
        rows = self._database.execute(
            "SELECT given_at, frame, refusal FROM commands WHERE user = ? ORDER BY place", (user,)
        )
        return tuple(
            StoredCommand(
                command=msgspec.json.decode(frame, type=Command),
                user=user,
                given_at=given_at,
                refusal=None if refusal is None else msgspec.json.decode(refusal, type=Error),
            )
            for given_at, frame, refusal in rows
        )

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    async def _run(self, work: Callable[[], R]) -> R:
        try:
            # Shielded: a caller that gives up waiting must not leave a write half known.
            return await asyncio.shield(asyncio.wrap_future(self._worker.submit(work)))
        except (sqlite3.Error, OSError, msgspec.MsgspecError) as error:
            raise OutboxUnusable(
                f"Commands cannot be kept in {self._path} ({error}). "
                "Free some disk space or check the folder."
            ) from error


def _open_database(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version not in (0, 1, _SCHEMA_VERSION):
            raise ValueError(f"made by another version of the console ({version})")
        with database:
            # Begun by hand: Python's sqlite3 would commit before statements that change tables.
            database.execute("BEGIN IMMEDIATE")
            for statement in _FROM_VERSION_1 if version == 1 else (_SCHEMA,):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
        for frame, refusal in database.execute("SELECT frame, refusal FROM commands"):
            msgspec.json.decode(frame, type=Command)
            if refusal is not None:
                msgspec.json.decode(refusal, type=Error)
    except BaseException:
        database.close()
        raise
    return database


def _put_aside(path: Path) -> Path:
    kept = path.with_name(f"{path.name}.unreadable-{time.strftime('%Y%m%d-%H%M%S')}")
    for suffix in _SUFFIXES:
        piece = path.with_name(path.name + suffix)
        if piece.exists():
            piece.rename(kept.with_name(kept.name + suffix))
    return kept
