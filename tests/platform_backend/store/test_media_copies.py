"""Pictures brought beside a backup and back: each whole, none twice, nothing but pictures."""

from __future__ import annotations

import hashlib
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from platform_backend.store.media_copies import bring, pictures_of
from platform_backend.store.media_files import MediaFiles

PICTURES = [b"\x89PNG\r\n\x1a\n" + bytes([number]) * 500 for number in range(3)]


@pytest.fixture
def wanted(tmp_path: Path) -> dict[str, int]:
    """Three pictures in the folder `from`."""
    files = MediaFiles(tmp_path / "from")
    return {stored.sha256: stored.bytes for stored in (files.put(io.BytesIO(each)) for each in PICTURES)}


def test_only_what_is_not_there_is_copied(tmp_path: Path, wanted: dict[str, int]) -> None:
    source, target = tmp_path / "from", tmp_path / "to"
    one, *_ = wanted
    assert bring({one: wanted[one]}, source=source, target=target).copied == 1
    done = bring(wanted, source=source, target=target)
    assert (done.wanted, done.copied, done.missing) == (3, 2, ())
    there = {path.name: path.read_bytes() for path in target.glob("??/*")}
    assert there == {hashlib.sha256(each).hexdigest(): each for each in PICTURES}
    assert bring(wanted, source=tmp_path / "nowhere", target=target).missing == ()


def test_what_is_damaged_is_not_brought_and_is_mended(tmp_path: Path, wanted: dict[str, int]) -> None:
    source, target = tmp_path / "from", tmp_path / "to"
    bring(wanted, source=source, target=target)
    cut, turned, _ = (MediaFiles(target).path(sha256) for sha256 in wanted)
    cut.write_bytes(cut.read_bytes()[:-1])
    turned.write_bytes(turned.read_bytes()[:-1] + b"!")
    # By their size alone for a backup every few minutes, by all of it where it is to be relied on.
    assert bring(wanted, source=source, target=target).copied == 1
    done = bring(wanted, source=source, target=target, thoroughly=True)
    assert (done.copied, sorted(path.read_bytes() for path in target.glob("??/*"))) == (1, sorted(PICTURES))
    turned.write_bytes(b"!")
    done = bring(wanted, source=target, target=tmp_path / "third")
    assert (done.copied, done.missing) == (2, (turned.name,))
    assert not list(tmp_path.rglob("incoming-*"))


def test_a_database_names_pictures_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite3"
    good = "ab" * 32
    with closing(sqlite3.connect(path)) as raw, raw:
        assert pictures_of(path) == {}
        raw.execute("CREATE TABLE media (sha256, bytes)")
        rows = [(good, 7), ("../../etc/passwd", 7), (b"x", 7), (None, 7), ("cd" * 32, "many"), ("AB" * 32, 7)]
        raw.executemany("INSERT INTO media VALUES (?, ?)", rows)
    assert pictures_of(path) == {good: 7}
