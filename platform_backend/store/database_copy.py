"""A database file copied whole while others write to it, and looked at before anybody relies on it."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from platform_backend.failures import CannotStart

_BUSY_TIMEOUT_S = 10.0
#: Pages copied at a stretch, and the rest after it, in seconds: the disk is the writer's first of all.
_STEP_PAGES = 2048
_REST_S = 0.005


class NotADatabase(CannotStart):
    """The file is no database of a platform, or is damaged; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: version of its tables, epoch, number of events, time of the last (or None)."""

    schema: str
    epoch: str
    events: int
    last_at: float | None


def copy_database(source: Path, target: Path, *, gently: bool = False) -> None:
    """Copy one moment of `source` to the new file `target`: its owner's alone, and on disk at the end.

    `gently`: in steps with rests between them, for a source that a platform is writing to.
    Raises sqlite3.Error or OSError; then there is no target.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(_open(source)) as reader, closing(sqlite3.connect(target)) as writer:
            # The copy is flushed once as a whole; until then it is nothing to rely on.
            writer.execute("PRAGMA synchronous = OFF")
            # A view held from here on: otherwise every commit of the platform begins the copy anew.
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
            reader.backup(
                writer,
                pages=_STEP_PAGES if gently else -1,
                progress=(lambda *_: time.sleep(_REST_S)) if gently else None,
            )
            # One file without companions, whatever the source was.
            writer.execute("PRAGMA journal_mode = DELETE").fetchone()
        flush(target)
    except BaseException:
        remove(target)
        raise


def inspect(path: Path) -> Contents:
    """Read all of a database and say what it holds. Raises NotADatabase, or OSError when it is unreadable."""
    with open(path, "rb"):
        pass
    try:
        with closing(_open(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                raise NotADatabase(f"{path} is damaged ({' '.join(found.split())}).")
            meta = dict(connection.execute("SELECT key, value FROM meta"))
            events, last_at = connection.execute("SELECT count(*), max(at) FROM events").fetchone()
            return Contents(meta["schema"], meta["epoch"], events, last_at)
    except (sqlite3.DatabaseError, KeyError) as error:
        raise NotADatabase(f"{path} is not a platform's database ({error}).") from error


def holds_code(path: Path) -> bool:
    """Whether a database does something by itself when it is written to or read: a platform's never does."""
    with closing(_open(path)) as connection:
        found = "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
        return bool(connection.execute(found).fetchone()[0])


def flush(path: Path) -> None:
    """Have a file, or a folder's list of files, on disk."""
    # Folders cannot be opened there, and need not be.
    if sys.platform == "win32" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Take a database and its companions away, as far as they are there."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        with suppress(FileNotFoundError):
            path.with_name(name).unlink()


def _open(path: Path) -> sqlite3.Connection:
    # By address, because `mode` is only heard there: nothing is made, nothing is written.
    address = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=_BUSY_TIMEOUT_S, isolation_level=None)
