from __future__ import annotations

from pathlib import Path

import pytest

from platform_backend.recordings.segments import find
from platform_backend.recordings.transport import PACKET, ROUND, pictures, seconds, slice_of
from tests.platform_backend.recordings.made import make_piece

NOON = 1_800_000_000.0


@pytest.fixture
def piece(tmp_path: Path) -> bytes:
    make_piece(tmp_path, "cam-1", NOON)
    (one,) = find(tmp_path, "cam-1", since=NOON, until=NOON + 1)
    return one.path.read_bytes()


def test_pictures_and_their_moments_are_found(piece: bytes) -> None:
    found = list(pictures(piece, near=NOON))
    assert [round(each.at - NOON, 3) for each in found] == [round(n * 0.04, 3) for n in range(100)]
    assert [n for n, each in enumerate(found) if each.key] == [0, 50]
    # A player that begins at a key frame is given the tables first.
    assert all(each.offset % PACKET == 0 for each in found)
    assert [piece[each.offset + 1] & 0x1F for each in found if each.key] == [0, 0]


def test_a_moment_is_the_one_nearest_to_what_is_known() -> None:
    ticks = round(NOON * 90_000)
    assert seconds(ticks % ROUND, near=NOON + 40_000) == NOON
    assert seconds(ticks % ROUND, near=NOON - 40_000) == NOON


@pytest.mark.parametrize(
    ("since", "until", "first", "count"),
    [(-5.0, 99.0, 0, 100), (1.99, 99.0, 0, 100), (2.0, 99.0, 50, 50), (3.0, 3.5, 50, 38), (0.0, 1.0, 0, 25)],
)
def test_a_slice_begins_at_the_key_frame_before(
    piece: bytes, since: float, until: float, first: int, count: int
) -> None:
    begin, end = slice_of(piece, near=NOON, since=NOON + since, until=NOON + until)
    found = list(pictures(piece[begin:end], near=NOON))
    assert len(found) == count
    assert found[0].key
    assert round(found[0].at - NOON, 3) == round(first * 0.04, 3)


def test_what_is_no_stream_shows_nothing() -> None:
    assert list(pictures(b"\x00" * 1000, near=NOON)) == []
    assert slice_of(b"G" + b"\xff" * 400, near=NOON, since=0.0, until=NOON) == (0, 0)
