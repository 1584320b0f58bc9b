from __future__ import annotations

from pathlib import Path

import pytest

from console.video.files import whole_file, written


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.ts"
    with whole_file(path) as beside:
        beside.write_bytes(b"12")
        assert not path.exists()
        assert beside.suffix == ".ts"
    assert [each.name for each in tmp_path.iterdir()] == ["a.ts"]
    assert path.read_bytes() == b"12"


def test_nothing_is_left_of_a_failure(tmp_path: Path) -> None:
    with pytest.raises(TypeError), whole_file(tmp_path / "a.ts") as beside:
        beside.write_bytes("no bytes")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        written(tmp_path / "none" / "a.png", b"1")
