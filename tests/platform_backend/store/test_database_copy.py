from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from platform_backend.store import database_copy
from platform_backend.store.database_copy import NotADatabase, copy_database, inspect, remove
from platform_backend.store.store import Store


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.sqlite3"
    Store(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE load (number INTEGER PRIMARY KEY, filler BLOB)")
        raw.executemany("INSERT INTO load (filler) VALUES (randomblob(2000))", [()] * 3000)
    return path


def test_a_copy_is_one_moment_of_a_source_that_is_written_to(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_copy, "_STEP_PAGES", 50)
    target, ended = tmp_path / "copy.sqlite3", threading.Event()
    written = 0

    def write() -> None:
        nonlocal written
        with closing(sqlite3.connect(source, isolation_level=None)) as raw:
            while not ended.is_set():
                raw.execute("BEGIN")
                raw.execute("INSERT INTO load (filler) VALUES (x'00')")
                raw.execute("UPDATE meta SET value = (SELECT max(number) FROM load) WHERE key = 'epoch'")
                raw.execute("COMMIT")
                written += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copy_database(source, target, gently=True)
    finally:
        ended.set()
        writer.join()
    assert written > 0
    with closing(sqlite3.connect(target)) as raw:
        newest = raw.execute("SELECT max(number) FROM load").fetchone()[0]
        said = raw.execute("SELECT value FROM meta WHERE key = 'epoch'").fetchone()[0]
    assert newest < 3000 + written
    assert newest == 3000 or int(said) == newest
    assert inspect(target).epoch == said


def test_a_copy_is_its_owners_and_has_no_companions(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    copy_database(source, target)
    assert target.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.glob("copy*")] == ["copy.sqlite3"]


def test_nothing_is_overwritten(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    target.write_text("mine")
    with pytest.raises(FileExistsError):
        copy_database(source, target)
    assert target.read_text() == "mine"


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "source.sqlite3"
    source.write_bytes(b"not a database" * 1000)
    with pytest.raises(sqlite3.DatabaseError):
        copy_database(source, tmp_path / "copy.sqlite3")
    assert os.listdir(tmp_path) == ["source.sqlite3"]


def test_what_is_no_database_is_said(source: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database" * 1000)
    with pytest.raises(NotADatabase, match="not a platform's database"):
        inspect(text)
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as raw, raw:
        raw.execute("CREATE TABLE meta (key, value)")
    with pytest.raises(NotADatabase, match="not a platform's database"):
        inspect(other)
    content = bytearray(source.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    source.write_bytes(content)
    with pytest.raises(NotADatabase, match="damaged"):
        inspect(source)
    with pytest.raises(FileNotFoundError):
        inspect(tmp_path / "missing")


def test_a_database_goes_with_its_companions(tmp_path: Path) -> None:
    for name in ("a", "a-wal", "a-shm", "b"):
        (tmp_path / name).touch()
    remove(tmp_path / "a")
    remove(tmp_path / "a")
    assert os.listdir(tmp_path) == ["b"]
