"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from console.files import proposed_name, why_unwritten, write_whole


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text("former")
    write_whole(path, lambda beside: beside.write_text("whole"))
    assert path.read_text() == "whole"
    assert os.listdir(tmp_path) == ["表.txt"]
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "numbers.json", lambda beside: beside.write_text("{}"), private=True)
    assert (tmp_path / "numbers.json").stat().st_mode & 0o777 == 0o600


def test_what_fails_halfway_leaves_the_former_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("former")

    def write(beside: Path) -> None:
        beside.write_text("hal")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="space") as caught:
        write_whole(path, write)
    assert why_unwritten(caught.value) == "The disk is full. Nothing was written."
    assert path.read_text() == "former"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_other_ends_go_on_to_the_caller(tmp_path: Path) -> None:
    def write(beside: Path) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        write_whole(tmp_path / "a.txt", write)
    assert os.listdir(tmp_path) == []


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    # /dev/full is where a real system says that there is no room.
    with pytest.raises(OSError, match="space") as caught:
        write_whole(tmp_path / "a.txt", lambda _beside: Path("/dev/full").write_text("x" * 100_000))
    assert "full" in why_unwritten(caught.value)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere/a.txt", "There is no such folder. Choose another one."),
        ("/proc/a.txt", "There is no such folder. Choose another one."),
        ("folder", "A folder has this name. Choose another name."),
        ("a" * 300, "The file cannot be written: File name too long"),
    ],
)
def test_why_it_cannot_be_written_is_one_sentence(tmp_path: Path, path: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r"\w") as caught:
        write_whole(tmp_path / path, lambda beside: beside.write_text("x"))
    assert why_unwritten(caught.value) == said
    assert os.listdir(tmp_path) == ["folder"]


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_closed_folder_is_told(tmp_path: Path, code: int) -> None:
    def write(beside: Path) -> None:
        raise OSError(code, os.strerror(code))

    with pytest.raises(OSError, match=r"\w") as caught:
        write_whole(tmp_path / "a.txt", write)
    assert why_unwritten(caught.value) == "This folder may not be written to. Choose another one."


def test_a_proposed_name_is_good_on_every_system() -> None:
    assert proposed_name("20260302", "派遣单", "3301/04: 1?", "") == "20260302_派遣单_3301-04- 1"
    assert len(proposed_name("长" * 300)) == 120


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
