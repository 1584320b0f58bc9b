from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from platform_backend.administration import backup
from platform_backend.store import database_copy
from platform_backend.store.database_copy import inspect


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """What the tool complained of: one sentence on one line."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def test_a_backup_is_whole_private_and_told_in_one_line(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "backup.sqlite3"
    assert backup.main([str(file), "--data", str(data)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"{file}: ")
    assert out.count("\n") == 1
    assert "events" in out
    assert err == ""
    assert file.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(data / "platform.sqlite3")) as raw:
        epoch = raw.execute("SELECT value FROM meta WHERE key = 'epoch'").fetchone()[0]
        noted = raw.execute("SELECT detail FROM audit WHERE what = 'store.backup'").fetchall()
    assert inspect(file).epoch == epoch
    assert noted == [(str(file),)]
    assert os.listdir(tmp_path) in (["data", file.name], [file.name, "data"])


def test_a_file_is_replaced_only_when_asked(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine"
    file.write_text("mine")
    assert backup.main([str(file), "--data", str(data)]) == 1
    assert "--force" in said(capsys)
    assert file.read_text() == "mine"
    assert backup.main([str(file), "--data", str(data), "--force"]) == 0
    assert inspect(file).epoch


def test_a_file_that_appears_meanwhile_is_not_replaced(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine"

    def inspect_slowly(path: Path) -> database_copy.Contents:
        file.write_text("mine")
        return inspect(path)

    monkeypatch.setattr(backup, "inspect", inspect_slowly)
    assert backup.main([str(file), "--data", str(data)]) == 1
    assert "exists" in said(capsys)
    assert file.read_text() == "mine"
    assert sorted(os.listdir(tmp_path)) == ["data", "mine"]


def test_a_copy_that_cannot_be_read_back_is_no_backup(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(path: Path) -> database_copy.Contents:
        with open(path, "r+b") as copy:
            copy.seek(path.stat().st_size // 2)
            copy.write(b"\xff" * 20000)
        return inspect(path)

    monkeypatch.setattr(backup, "inspect", spoil)
    assert backup.main([str(tmp_path / "b"), "--data", str(data)]) == 1
    assert "damaged" in said(capsys)
    assert os.listdir(tmp_path) == ["data"]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (lambda _data, there: there, "is a folder"),
        (lambda data, _there: data / "platform.sqlite3", "the database itself"),
        (lambda _data, there: there / "no" / "b", "No such file or directory"),
    ],
)
def test_a_place_that_will_not_do_is_said(
    data: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    where: Callable[[Path, Path], Path],
    words: str,
) -> None:
    assert backup.main([str(where(data, tmp_path)), "--data", str(data), "--force"]) == 1
    assert words in said(capsys)
    assert os.listdir(tmp_path) == ["data"]


def test_a_folder_without_a_database_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert backup.main([str(tmp_path / "b"), "--data", str(tmp_path)]) == 1
    assert "--data" in said(capsys)
    assert os.listdir(tmp_path) == []


def test_a_backup_that_cannot_be_noted_is_a_backup(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "audit.key").write_bytes(b"short")
    file = tmp_path / "b"
    assert backup.main([str(file), "--data", str(data)]) == 0
    assert "could not be noted" in capsys.readouterr().err
    assert inspect(file).epoch
