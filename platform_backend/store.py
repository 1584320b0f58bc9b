"""The database on disk: SQLite in WAL mode, every commit flushed, one writer.

`writing` must only be used from the one writer thread (see `committer`); `reading` from any thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import DatabaseError
from uuid6 import uuid7

from platform_backend import schema
from platform_backend.failures import CannotStart

_BUSY_TIMEOUT_S = 10.0


class StoreUnusable(CannotStart):
    """The database cannot be used; the message is one sentence that says what to do."""


class Store:
    """Two engines on one SQLite file: one connection that writes, a few that read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = _engine(path, pool_size=1, begin="BEGIN IMMEDIATE")
        self._readers = _engine(path, pool_size=4, begin="BEGIN")
        try:
            self._prepare()
        except (DatabaseError, sqlite3.Error) as error:
            self.close()
            raise StoreUnusable(_explain(path, error)) from error
        except StoreUnusable:
            self.close()
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its start and is on disk when it ends."""
        with self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view for queries; nothing may be written through it."""
        with self._readers.begin() as connection:
            yield connection

    def get_meta(self) -> dict[str, str]:
        """Everything the `meta` table says."""
        with self.reading() as connection:
            return {row.key: row.value for row in connection.execute(select(schema.meta))}

    def checkpoint(self) -> None:
        """Move everything from the write-ahead log into the database file, after a bulk insert."""
        with self._writer.connect() as connection:
            connection.rollback()
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close all connections."""
        self._readers.dispose()
        self._writer.dispose()

    def _prepare(self) -> None:
        with self.writing() as connection:
            # Reads a page of every table: a damaged file says so now, not at the first command.
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
            schema.metadata.create_all(connection)
            known = dict(connection.execute(select(schema.meta.c.key, schema.meta.c.value)).all())
            if not known:
                rows = [
                    {"key": "schema", "value": schema.SCHEMA_VERSION},
                    {"key": "epoch", "value": uuid7().hex},
                ]
                connection.execute(insert(schema.meta), rows)
            elif known.get("schema") != schema.SCHEMA_VERSION:
                raise StoreUnusable(
                    f"{self.path} was written by another version of this program (its schema is "
                    f"{known.get('schema')}, not {schema.SCHEMA_VERSION}): use that one, or another folder."
                )
            for table in schema.metadata.sorted_tables:
                connection.execute(select(table).limit(1)).all()


def _engine(path: Path, *, pool_size: int, begin: str) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        pool_size=pool_size,
        max_overflow=0,
        connect_args={"timeout": _BUSY_TIMEOUT_S, "check_same_thread": False},
    )

    def on_connect(connection: Any, _record: object) -> None:
        # The driver's own implicit BEGIN is deferred; transactions are begun explicitly below instead.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def _explain(path: Path, error: Exception) -> str:
    cause = str(getattr(error, "orig", None) or error)
    if "not a database" in cause or "malformed" in cause:
        return (
            f"The database {path} is damaged ({cause}): it was left as it is; restore it from a backup, "
            "or start with another data folder."
        )
    if "locked" in cause:
        return f"The database {path} is in use by another program: end that one, or use another data folder."
    return f"The database {path} cannot be opened ({cause}): check the folder's permissions and free space."
