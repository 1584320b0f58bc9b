from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from backend_client.protocol.errors import Refused
from platform_backend.evidence.folder import EvidenceFolder, put
from platform_backend.evidence.manifest import Range
from tests.platform_backend.evidence.made import AT, ID, LATER

SHOWN = (Range(since=AT, until=LATER),)


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def test_pictures_are_kept_whole_with_what_they_show(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path)
    assert folder.media(ID) is None
    path = folder.keep(ID, "clip.ts", iter([b"a", b"b"]), lambda: SHOWN)
    assert (path.read_bytes(), folder.media(ID), folder.shown(ID)) == (b"ab", path, SHOWN)
    assert path.parent.stat().st_mode & 0o077 == 0
    folder.drop(ID)
    folder.drop(ID)
    assert not path.parent.exists()


def test_what_was_not_finished_is_not_there(tmp_path: Path) -> None:
    def breaks() -> Iterator[bytes]:
        yield b"half"
        raise OSError("No space left on device")

    folder = EvidenceFolder(tmp_path)
    with pytest.raises(OSError, match="No space"):
        folder.keep(ID, "clip.ts", breaks(), lambda: SHOWN)
    assert folder.media(ID) is None
    assert list(folder.place(ID).iterdir()) == []
    # What a killed platform has left is taken away with the next attempt.
    (folder.place(ID) / "incoming-x").write_bytes(b"half")
    folder.keep(ID, "clip.ts", [b"a"], lambda: SHOWN)
    assert sorted(each.name for each in folder.place(ID).iterdir()) == ["clip.ts", "shown.json"]


async def test_only_what_was_announced_is_taken_in(tmp_path: Path) -> None:
    folder = EvidenceFolder(tmp_path)
    sha256 = hashlib.sha256(b"abc").hexdigest()
    for wrong in ((b"abcd",), (b"ab",), (b"ab", b"d"), ()):
        with pytest.raises(Refused):
            await folder.take(ID, "clip.ts", pieces(*wrong), sha256=sha256, size=3)
        assert folder.media(ID) is None
    path = await folder.take(ID, "clip.ts", pieces(b"a", b"bc"), sha256=sha256, size=3)
    assert path.read_bytes() == b"abc"
    assert folder.shown(ID) == ()


@pytest.mark.parametrize("id_", ["../x", "", "key"])
def test_only_ids_lead_into_it(tmp_path: Path, id_: str) -> None:
    with pytest.raises(ValueError, match="badly formed"):
        EvidenceFolder(tmp_path).place(id_)


def test_small_files_replace_what_was_there(tmp_path: Path) -> None:
    put(tmp_path / "a", b"1")
    put(tmp_path / "a", b"2")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"2"]
