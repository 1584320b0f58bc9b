"""Pictures on disk."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from backend_client.protocol.errors import Refused
from platform_backend.store.media_files import MAX_BYTES, UNFINISHED, MediaFiles, content_type_of

PNG = b"\x89PNG\r\n\x1a\n" + b"1" * 100


def test_a_picture_is_kept_once_under_its_digest(tmp_path: Path) -> None:
    files = MediaFiles(tmp_path / "media")
    first, second = files.put(io.BytesIO(PNG)), files.put(io.BytesIO(PNG))
    assert first == second
    assert (first.content_type, first.bytes) == ("image/png", len(PNG))
    assert files.path(first.sha256).read_bytes() == PNG
    assert [path.name for path in (tmp_path / "media").rglob("*") if path.is_file()] == [first.sha256]


@pytest.mark.parametrize("bad", [b"", b"GIF89a", b"<svg>", PNG + b"0" * MAX_BYTES])
def test_what_is_refused_leaves_nothing_behind(tmp_path: Path, bad: bytes) -> None:
    with pytest.raises(Refused):
        MediaFiles(tmp_path / "media").put(io.BytesIO(bad))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_what_a_killed_process_left_half_written_is_taken_away(tmp_path: Path) -> None:
    files = MediaFiles(tmp_path / "media")
    files.clear_unfinished()
    kept = files.path(files.put(io.BytesIO(PNG)).sha256)
    for left in (tmp_path / "media" / f"{UNFINISHED}a", kept.parent / f"{UNFINISHED}b"):
        left.write_bytes(PNG[:20])
    files.clear_unfinished()
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == [kept]


def test_a_folder_that_cannot_be_had_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("in the way")
    with pytest.raises(Refused, match="cannot be kept now"):
        MediaFiles(tmp_path / "media").put(io.BytesIO(PNG))


def test_kinds_are_told_by_their_first_bytes() -> None:
    assert content_type_of(b"\xff\xd8\xff\xe1") == "image/jpeg"
    assert content_type_of(b"RIFF\x00\x00\x00\x00WEBPVP8 ") == "image/webp"
    assert content_type_of(b"RIFF\x00\x00\x00\x00WAVEfmt ") is None
