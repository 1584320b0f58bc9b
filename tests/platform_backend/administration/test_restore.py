from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from platform_backend.administration import backup, restore
from platform_backend.data_folder import DataFolder
from platform_backend.store.database_copy import inspect
from tests.platform_backend.administration.test_backup import said
from tests.platform_backend.store.test_store import content, make_first_version


def one(path: Path, statement: str) -> Any:
    with closing(sqlite3.connect(path)) as raw, raw:
        return (raw.execute(statement).fetchone() or [None])[0]


@pytest.fixture
def saved(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A backup of the folder, after which something more happened there."""
    file = tmp_path / "backup.sqlite3"
    assert backup.main([str(file), "--data", str(data)]) == 0
    one(data / "platform.sqlite3", "INSERT INTO meta VALUES ('later', 'yes')")
    capsys.readouterr()
    return file


def test_a_restored_database_has_a_new_epoch_and_the_former_one_is_kept(
    data: Path, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = data / "platform.sqlite3"
    before, epoch = content(database), inspect(database).epoch
    assert restore.main([str(saved), "--data", str(data)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    former = next(data.glob("platform.sqlite3.before-restore-*"))
    assert out.count("\n") == 1
    assert former.name in out
    assert content(former) == before
    assert one(database, "SELECT value FROM meta WHERE key = 'later'") is None
    assert inspect(database).epoch != epoch
    assert one(database, "SELECT count(*) FROM audit WHERE what = 'store.restore'") == 1
    assert database.stat().st_mode & 0o777 == 0o600
    # Each time is another one: consoles cannot tell what they saw before from what they see now otherwise.
    epochs = {epoch, inspect(database).epoch}
    former.unlink()
    assert restore.main([str(saved), "--data", str(data)]) == 0
    assert inspect(database).epoch not in epochs


def test_a_running_platforms_folder_is_left_alone(
    data: Path, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(data / "platform.sqlite3")
    with closing(DataFolder(data)):
        assert restore.main([str(saved), "--data", str(data)]) == 1
    assert "in use by another platform" in said(capsys)
    assert content(data / "platform.sqlite3") == before


def test_an_older_backup_is_brought_up_to_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    file, folder = tmp_path / "old.sqlite3", tmp_path / "new"
    make_first_version(file)
    before = file.read_bytes()
    assert restore.main([str(file), "--data", str(folder)]) == 0
    assert "token.key" in capsys.readouterr().err
    assert one(folder / "platform.sqlite3", "SELECT value FROM meta WHERE key = 'schema'") != "1"
    assert sorted(os.listdir(folder)) == ["audit.anchors", "audit.key", "platform.lock", "platform.sqlite3"]
    assert file.read_bytes() == before
    assert caplog.text == ""


def test_keys_that_are_missing_on_another_machine_are_named(
    data: Path, saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one(saved, "INSERT INTO sessions VALUES ('s', 'admin', 1.0, 2.0, 0, '')")
    folder = tmp_path / "standby"
    assert restore.main([str(saved), "--data", str(folder)]) == 0
    err = capsys.readouterr().err.splitlines()
    assert ["audit.key" in line for line in err] == [True, False]
    assert "token.key" in err[1]
    # A key made here would be the wrong one, and so is one that is there for another reason.
    assert not (folder / "audit.key").exists()
    (folder / "audit.key").write_bytes(bytes(32))
    shutil.copy(data / "token.key", folder)
    assert restore.main([str(saved), "--data", str(folder)]) == 0
    err = capsys.readouterr().err.splitlines()
    assert ["audit.key" in line for line in err] == [True]


@pytest.mark.parametrize("fault", ["missing", "text", "damaged", "newer", "itself"])
def test_what_is_no_backup_is_said_and_nothing_is_touched(
    data: Path, saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    file, words = tmp_path / "bad", "bad"
    match fault:
        case "missing":
            words = "No such file"
        case "text":
            file.write_text("not a database " * 1000)
            words = "not a platform's database"
        case "damaged":
            spoilt = bytearray(saved.read_bytes())
            spoilt[len(spoilt) // 2 :] = b"\xff" * (len(spoilt) - len(spoilt) // 2)
            file.write_bytes(spoilt)
            words = "damaged"
        case "newer":
            shutil.copy(saved, file)
            one(file, "UPDATE meta SET value = '99' WHERE key = 'schema'")
            words = "newer version"
        case "itself":
            file, words = data / "platform.sqlite3", "the database itself"
    before, names = content(data / "platform.sqlite3"), sorted(os.listdir(data))
    assert restore.main([str(file), "--data", str(data)]) == 1
    assert words in said(capsys)
    assert content(data / "platform.sqlite3") == before
    assert sorted(os.listdir(data)) == names


def test_a_damaged_database_gives_way_to_its_backup(
    data: Path, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = data / "platform.sqlite3"
    database.write_bytes(b"not a database any more" * 1000)
    assert restore.main([str(saved), "--data", str(data)]) == 0
    assert inspect(database).epoch
    former = next(data.glob("platform.sqlite3.before-restore-*Z"))
    assert former.read_bytes().startswith(b"not a database any more")


def test_a_disk_without_room_is_said_and_nothing_is_touched(
    data: Path, saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    before = content(data / "platform.sqlite3")
    monkeypatch.setattr(restore, "copy_database", full)
    assert restore.main([str(saved), "--data", str(data)]) == 1
    assert "disk is full" in said(capsys)
    assert content(data / "platform.sqlite3") == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON users BEGIN UPDATE users SET enabled = 1; END",
        "CREATE VIEW v AS SELECT * FROM users",
    ],
)
def test_a_backup_that_does_something_by_itself_is_none(
    data: Path, saved: Path, capsys: pytest.CaptureFixture[str], statement: str
) -> None:
    before = content(data / "platform.sqlite3")
    one(saved, statement)
    assert restore.main([str(saved), "--data", str(data)]) == 1
    assert "triggers or views" in said(capsys)
    assert content(data / "platform.sqlite3") == before
