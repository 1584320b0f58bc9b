from __future__ import annotations

from pathlib import Path

import av
import pytest

from platform_backend.recordings.recovery import recover
from platform_backend.recordings.segments import CONTINUOUS, find, part_name
from tests.platform_backend.recordings.made import make_piece

NOON = 1_800_000_000.0


def torn(root: Path, share: float) -> Path:
    """A piece as a killed recorder leaves it: under its first name, cut off anywhere."""
    make_piece(root, "cam-1", NOON)
    (one,) = find(root, "cam-1", since=NOON, until=NOON + 1)
    data = one.path.read_bytes()
    one.path.unlink()
    part = one.path.with_name(part_name(NOON, CONTINUOUS))
    part.write_bytes(data[: int(len(data) * share)])
    return part


@pytest.mark.parametrize("share", [0.2, 0.5, 0.777, 1.0])
def test_a_torn_piece_is_ended_at_its_last_whole_picture(tmp_path: Path, share: float) -> None:
    part = torn(tmp_path, share)
    assert recover(tmp_path) == (1, 0)
    assert not part.exists()
    (one,) = find(tmp_path, "cam-1", since=NOON, until=NOON + 9)
    assert one.whole
    assert abs((one.until - NOON) / 4.0 - share) < 0.2
    with av.open(str(one.path)) as container:
        decoded = sum(1 for _ in container.decode(video=0))
    assert decoded == round((one.until - NOON) * 25)


@pytest.mark.parametrize("share", [0.0, 0.01])
def test_what_shows_nothing_is_taken_away(tmp_path: Path, share: float) -> None:
    part = torn(tmp_path, share)
    assert recover(tmp_path) == (0, 1)
    assert not part.exists()
    assert recover(tmp_path) == (0, 0)


def test_what_is_no_piece_is_left_where_it_is(tmp_path: Path) -> None:
    make_piece(tmp_path, "cam-1", NOON)
    other = tmp_path / "cam-1" / "notes.txt"
    other.write_text("x")
    assert recover(tmp_path) == (0, 0)
    assert other.exists()
