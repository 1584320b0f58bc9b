from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import av
import pytest

from platform_backend.recordings.piece_writer import PieceWriter
from platform_backend.recordings.segments import CONTINUOUS, find
from tests.platform_backend.recordings.made import make_piece, source

NOON = 1_800_000_000.0


def test_pieces_follow_one_another_without_a_seam(tmp_path: Path) -> None:
    make_piece(tmp_path, "cam-1", NOON)
    make_piece(tmp_path, "cam-1", NOON + 4.0)
    found = find(tmp_path, "cam-1", since=NOON, until=NOON + 9)
    assert [(each.since, each.until) for each in found] == [(NOON, NOON + 4), (NOON + 4, NOON + 8)]
    joined = tmp_path / "joined.ts"
    joined.write_bytes(b"".join(each.path.read_bytes() for each in found))
    with av.open(str(joined)) as container:
        stamps = [packet.dts for packet in container.demux(video=0) if packet.dts is not None]
        assert {b - a for a, b in pairwise(stamps)} == {3600}
    with av.open(str(joined)) as container:
        assert sum(1 for _ in container.decode(video=0)) == 200


def test_a_piece_without_pictures_is_dropped(tmp_path: Path) -> None:
    with source() as container:
        writer = PieceWriter(root=tmp_path, camera="cam-1", template=container.streams.video[0])
        writer.begin(NOON, CONTINUOUS)
        writer.cut(NOON)
        writer.cut(NOON)
    assert find(tmp_path, "cam-1", since=0, until=NOON * 2) == []
    assert list(tmp_path.rglob("*.part")) == []


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "cam-1").write_text("in the way")
    with source() as container:
        writer = PieceWriter(root=tmp_path, camera="cam-1", template=container.streams.video[0])
        with pytest.raises(OSError, match="Not a directory"):
            writer.begin(NOON, CONTINUOUS)
