from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert

from platform_backend import schema
from platform_backend.store import Store, StoreUnusable


def test_commits_are_flushed_and_logged_ahead(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.sqlite3")
    with store.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    store.close()


def test_writing_takes_the_lock_at_once(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    store = Store(path)
    with store.writing():
        other = sqlite3.connect(path, timeout=0.0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
    store.close()


def test_the_epoch_stays(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    epochs = []
    for _ in range(2):
        store = Store(path)
        epochs.append(store.get_meta()["epoch"])
        store.close()
    assert epochs[0] == epochs[1]


def test_an_exception_writes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.sqlite3")

    def write() -> None:
        with store.writing() as connection:
            connection.execute(insert(schema.meta), {"key": "half", "value": "done"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert "half" not in store.get_meta()
    store.close()


def test_a_damaged_file_is_said_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    path.write_bytes(b"this is not a database at all" * 100)
    before = path.read_bytes()
    with pytest.raises(StoreUnusable, match=r"is damaged.*left as it is"):
        Store(path)
    assert path.read_bytes() == before


def test_a_file_damaged_further_in_is_said(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    Store(path).close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreUnusable, match="is damaged"):
        Store(path)


def test_another_versions_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    Store(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    raw.close()
    with pytest.raises(StoreUnusable, match="another version"):
        Store(path)
