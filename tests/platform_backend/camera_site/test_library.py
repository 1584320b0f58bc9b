"""Encoded scenes are kept, found again, checked, and made anew when they are damaged."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from platform_backend.camera_site.drawing.scenes import SCENES
from platform_backend.camera_site.encoding import access_units
from platform_backend.camera_site.library import SceneLibrary, jobs
from tests.platform_backend.camera_site.tiny import PICTURES, TINY, TinyScene


def _library(cache: Path) -> SceneLibrary:
    return SceneLibrary(cache, scenes=[TinyScene()])


def test_a_scene_is_encoded_once_and_found_again(tmp_path: Path) -> None:
    library = _library(tmp_path / "cache")
    assert library.find(0, TINY) is None
    path = library.ensure(0, TINY)
    assert len(access_units(path.read_bytes())) == PICTURES
    written = path.stat().st_mtime_ns
    assert library.packets(0, TINY) == library.find(0, TINY) == path
    assert path.stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_file_is_found_out_and_made_again(tmp_path: Path, damage: str) -> None:
    library = _library(tmp_path)
    path = library.ensure(0, TINY)
    good = path.read_bytes()
    path.write_bytes(good[:-100] if damage == "cut" else good[:500] + b"\xff" + good[501:])
    assert library.find(0, TINY) is None
    again = library.ensure(0, TINY)
    assert len(access_units(again.read_bytes())) == PICTURES
    assert list(tmp_path.iterdir()) == [again]


def test_scenes_of_older_drawings_and_half_written_files_go(tmp_path: Path) -> None:
    library = _library(tmp_path)
    (tmp_path / "tiny-sub-000000000000-0000000000000000.h264").write_bytes(b"old")
    (tmp_path / ".tiny-sub-x.h264.123").write_bytes(b"half")
    path = library.ensure(0, TINY)
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        _library(tmp_path).ensure(0, TINY)
    assert not list(tmp_path.iterdir())


def test_every_scene_has_a_job_of_each_quality() -> None:
    assert list(jobs("main")) == [(scene, "main") for scene in range(len(SCENES))]
