from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from platform_backend.data_folder import DataFolder, DataFolderUnusable
from platform_backend.store.store import Store


def test_it_is_made_and_locked(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b"
    with closing(DataFolder(path)):
        assert path.is_dir()
        with pytest.raises(DataFolderUnusable, match="another platform"):
            DataFolder(path)
    with closing(DataFolder(path)):
        pass


def test_what_lies_in_it_is_private(tmp_path: Path) -> None:
    path = tmp_path / "data"
    with closing(DataFolder(path)) as folder, closing(Store(folder.database)):
        folder.key()
        folder.audit_key()
        folder.metrics_token()
        files = {file.name: file.stat().st_mode & 0o777 for file in path.iterdir()}
    assert path.stat().st_mode & 0o777 == 0o700
    assert {"token.key", "audit.key", "platform.sqlite3", "platform.lock"} < files.keys()
    assert set(files.values()) == {0o600}


def test_a_folder_that_is_there_stays_as_open_as_it_was(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    with closing(DataFolder(tmp_path)):
        assert tmp_path.stat().st_mode & 0o777 == 0o750


def test_the_key_stays(tmp_path: Path) -> None:
    with closing(DataFolder(tmp_path)) as folder:
        key = folder.key()
    with closing(DataFolder(tmp_path)) as folder:
        assert folder.key() == key


def test_a_broken_key_file_is_said_and_kept(tmp_path: Path) -> None:
    (tmp_path / "token.key").write_bytes(b"short")
    with closing(DataFolder(tmp_path)) as folder, pytest.raises(DataFolderUnusable, match="delete it"):
        folder.key()
    assert (tmp_path / "token.key").read_bytes() == b"short"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataFolderUnusable, match="--data"):
        DataFolder(tmp_path / "file" / "below")


def test_the_key_that_signs_evidence_is_made_and_a_broken_one_is_said(tmp_path: Path) -> None:
    with closing(DataFolder(tmp_path)) as folder:
        folder.check_evidence_key()
        key = tmp_path / "evidence.key"
        assert key.stat().st_mode & 0o077 == 0
        assert folder.recordings_file.parent == tmp_path
        key.write_bytes(b"short")
        with pytest.raises(DataFolderUnusable, match=r"evidence\.key"):
            folder.check_evidence_key()
