from __future__ import annotations

import asyncio
import logging
import shutil
import stat
from contextlib import closing
from pathlib import Path

import pytest

from backend_client.tasks import TaskSet
from platform_backend.audit import anchors as module
from platform_backend.audit.anchors import (
    RUNNING,
    START,
    STOP,
    Anchor,
    AnchorFile,
    AnchorKeeper,
    BadLine,
    note_restored,
)
from platform_backend.store.store import Store
from tests.platform_backend.trails import Trail
from tests.waiting import until

KEY = bytes(32)
ONE = Anchor("2027-01-15T08:00:00.000Z", START, 1, bytes(32))
TWO = Anchor("2027-01-15T08:01:00.000Z", RUNNING, 20, bytes(32))


def test_anchors_come_back_in_order_and_are_said_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = AnchorFile(tmp_path / "anchors", KEY)
    assert file.read() == []
    with caplog.at_level(logging.INFO):
        file.append(ONE)
        file.append(TWO)
    assert file.read() == [ONE, TWO]
    assert str(TWO) in caplog.messages[-1]
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("old", ["start", " 1 ", "0000", "2027"])
def test_a_changed_line_is_no_anchor(tmp_path: Path, old: str) -> None:
    file = AnchorFile(tmp_path / "anchors", KEY)
    file.append(ONE)
    file.append(TWO)
    lines = file.path.read_text().splitlines(keepends=True)
    file.path.write_text(lines[0].replace(old, "9" * len(old), 1) + lines[1])
    assert file.read() == [BadLine(1), TWO]


def test_bytes_that_are_no_text_are_no_anchor(tmp_path: Path) -> None:
    file = AnchorFile(tmp_path / "anchors", KEY)
    file.path.write_bytes(b"\xff\xff\n\nx\n")
    assert file.read() == [BadLine(1), BadLine(2), BadLine(3)]


def test_a_torn_line_is_dropped_with_the_next(tmp_path: Path) -> None:
    file = AnchorFile(tmp_path / "anchors", KEY)
    file.append(ONE)
    file.append(TWO)
    file.path.write_bytes(file.path.read_bytes()[:-20])
    assert file.read() == [ONE]
    file.append(TWO)
    assert file.read() == [ONE, TWO]


async def test_new_entries_get_an_anchor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOOK_S", 0.01)
    monkeypatch.setattr(module, "ANCHOR_ENTRIES", 2)
    trail = Trail(tmp_path)
    trail.write("a")
    with closing(Store(trail.database)) as store:
        keeper = AnchorKeeper(file=trail.anchors, store=store, now=lambda: 1.0)
        assert keeper.problem() is None
        keeper.drop(START)
        tasks = TaskSet()
        tasks.spawn(keeper.run(), name="anchors")
        await asyncio.to_thread(trail.write, "b", "c")
        await until(lambda: len(trail.anchors.read()) == 2)
        await tasks.close()
        keeper.drop(STOP)
        assert keeper.problem() is None
    assert [line.number for line in trail.anchors.read() if isinstance(line, Anchor)] == [1, 3, 3]


def test_the_last_anchor_is_found_without_reading_them_all(tmp_path: Path) -> None:
    file = AnchorFile(tmp_path / "anchors", KEY)
    assert file.last() is None
    for number in range(30):
        file.append(Anchor(ONE.at, RUNNING, number, bytes(32)))
        last = file.last()
        assert last is not None
        assert last.number == number
    with file.path.open("ab") as torn:
        torn.write(b"2027-01-15T08:0")
    last = file.last()
    assert last is not None
    assert last.number == 29
    file.append(TWO)
    assert file.read()[-2:] == [last, TWO]
    file.path.write_text("forged\n")
    assert file.last() is None


async def test_a_database_that_cannot_be_read_is_said_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LOOK_S", 0.01)
    monkeypatch.setattr(module, "ANCHOR_ENTRIES", 1)
    trail = Trail(tmp_path)
    trail.write("a")
    with closing(Store(trail.database)) as store:
        trail.sql("ALTER TABLE audit_head RENAME TO elsewhere")
        keeper = AnchorKeeper(file=trail.anchors, store=store, now=lambda: 1.0)
        keeper.drop(START)
        assert "anchor could not be written" in caplog.text
        tasks = TaskSet()
        tasks.spawn(keeper.run(), name="anchors")
        await until(lambda: "end could not be read" in caplog.text)
        await asyncio.to_thread(trail.sql, "ALTER TABLE elsewhere RENAME TO audit_head")
        await until(trail.anchors.read)
        await tasks.close()


def test_a_disk_that_takes_nothing_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    trail = Trail(tmp_path)
    trail.write("a")
    with closing(Store(trail.database)) as store:
        AnchorKeeper(file=AnchorFile(tmp_path, KEY), store=store, now=lambda: 1.0).drop(START)
    assert "anchor could not be written" in caplog.text


def test_an_older_database_is_noticed_and_a_restored_one_is_not(tmp_path: Path) -> None:
    trail = Trail(tmp_path)
    trail.write("a")
    shutil.copy(trail.database, tmp_path / "backup")
    trail.write("b")
    trail.anchor()
    shutil.copy(tmp_path / "backup", trail.database)
    for name in ("platform.sqlite3-wal", "platform.sqlite3-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    with closing(Store(trail.database)) as store:
        keeper = AnchorKeeper(file=trail.anchors, store=store, now=lambda: 1.0)
        assert "entry 2, which was the last at 2027" in (keeper.problem() or "")
        note_restored(tmp_path, trail.database, now=1.0)
        assert keeper.problem() is None
    assert trail.check().problem is None
