from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from platform_backend.data_folder import DataFolder, DataFolderUnusable


def test_it_is_made_and_locked(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b"
    with closing(DataFolder(path)):
        assert path.is_dir()
        with pytest.raises(DataFolderUnusable, match="another platform"):
            DataFolder(path)
    with closing(DataFolder(path)):
        pass


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
