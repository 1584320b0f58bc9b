"""The database on disk: SQLite in WAL mode, every commit flushed, one writer.

An older database is brought up to date when it is opened; a copy of it as it was stays beside it.
`writing` must only be used from the one writer thread (see `committer`); `reading` from any thread.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, update
from sqlalchemy.exc import DatabaseError
from uuid6 import uuid7

from platform_backend.failures import CannotStart
from platform_backend.store import schema
from platform_backend.store.database_copy import copy_database, remove

_BUSY_TIMEOUT_S = 10.0
#: What the write-ahead log may keep on disk once a long reader (a backup) has let it grow.
_WAL_BYTES = 64 << 20

_log = logging.getLogger(__name__)


class StoreUnusable(CannotStart):
    """The database cannot be used; the message is one sentence that says what to do."""


class Store:
    """Two engines on one SQLite file: one connection that writes, a few that read.

    `keep_former`: whether an older database stays beside the one that it is brought up to date in.
    """

    def __init__(self, path: Path, *, keep_former: bool = True) -> None:
        self.path = path
        self._keep_former = keep_former
        self._writer = _engine(path, pool_size=1, begin="BEGIN IMMEDIATE")
        self._readers = _engine(path, pool_size=4, begin="BEGIN")
        try:
            # It holds secrets of accounts: nobody else on this machine has a use for it.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._prepare()
        except BaseException as error:
            self.close()
            if isinstance(error, (DatabaseError, sqlite3.Error, OSError)):
                raise StoreUnusable(_explain(path, error)) from error
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
            found = self._version(connection)
            if found is None:
                _make(connection)
            elif found > int(schema.SCHEMA_VERSION):
                raise StoreUnusable(
                    f"{self.path} was written by a newer version of this program (its schema is {found}, "
                    f"this one knows {schema.SCHEMA_VERSION}): use that one, or another folder."
                )
            elif found < int(schema.SCHEMA_VERSION):
                self._upgrade(connection, found)
            for table in schema.metadata.sorted_tables:
                connection.execute(select(table).limit(1)).all()

    def _version(self, connection: Connection) -> int | None:
        if not connection.dialect.has_table(connection, schema.meta.name):
            return None
        meta = schema.meta.c
        found = connection.scalar(select(meta.value).where(meta.key == "schema"))
        if found is None or not found.isdecimal():
            raise StoreUnusable(f"{self.path} is not a platform's database: choose another folder.")
        return int(found)

    def _upgrade(self, connection: Connection, found: int) -> None:
        kept = self.path.with_name(f"{self.path.name}.before-{_revision(int(schema.SCHEMA_VERSION))}")
        # What an upgrade that failed has left there is a copy of the same.
        remove(kept)
        if self._keep_former:
            copy_database(self.path, kept)
        try:
            # Alembic takes a while to load, and hardly any start has a use for it.
            from platform_backend.store.migrations.upgrade import upgrade

            upgrade(connection, since=_revision(found))
            meta = schema.meta
            newest = update(meta).where(meta.c.key == "schema").values(value=schema.SCHEMA_VERSION)
            connection.execute(newest)
            # The first versions let everybody on the machine read it; now there are keys in it.
            self.path.chmod(0o600)
        except Exception as error:
            remove(kept)
            raise StoreUnusable(
                f"{self.path} could not be brought from schema {found} to {schema.SCHEMA_VERSION} "
                f"({getattr(error, 'orig', error)}): it was left as it is; use the version of this program "
                "that wrote it, or another folder."
            ) from error
        if self._keep_former:
            said = "%s is brought from schema %d to %s; as it was it stays in %s"
            _log.warning(said, self.path, found, schema.SCHEMA_VERSION, kept)


def _make(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    rows = [{"key": "schema", "value": schema.SCHEMA_VERSION}, {"key": "epoch", "value": uuid7().hex}]
    connection.execute(insert(schema.meta), rows)
    # What Alembic would write, written without loading it.
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version ("
        "version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    revision = _revision(int(schema.SCHEMA_VERSION))
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision,))


def _revision(version: int) -> str:
    return f"{version:04}"


def _engine(path: Path, *, pool_size: int, begin: str) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        pool_size=pool_size,
        max_overflow=0,
        # A failed statement is logged; password hashes and what people wrote are not.
        hide_parameters=True,
        connect_args={"timeout": _BUSY_TIMEOUT_S, "check_same_thread": False},
    )

    def on_connect(connection: Any, _record: object) -> None:
        # The driver's own implicit BEGIN is deferred; transactions are begun explicitly below instead.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA journal_size_limit = {_WAL_BYTES}")

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
