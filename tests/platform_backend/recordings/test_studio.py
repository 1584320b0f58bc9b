from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from platform_backend.recordings.segments import find
from platform_backend.recordings.studio import CannotMake, review, review_still, still
from tests.platform_backend.recordings.made import make_piece

NOON = 1_800_000_000.0


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    make_piece(tmp_path, "cam-1", NOON)
    (one,) = find(tmp_path, "cam-1", since=NOON, until=NOON + 1)
    return one.path


@pytest.mark.parametrize(("at", "shown"), [(-5.0, 0.0), (1.01, 1.0), (1.04, 1.04), (99.0, 3.96)])
def test_a_still_is_the_picture_that_was_there_then(
    clip: Path, tmp_path: Path, at: float, shown: float
) -> None:
    moment = still(clip, tmp_path / "still.jpg", at=NOON + at)
    assert abs(moment - NOON - shown) < 0.001
    with Image.open(tmp_path / "still.jpg") as picture:
        assert picture.size == (64, 48)


def test_a_copy_bears_its_mark_in_every_picture(clip: Path, tmp_path: Path) -> None:
    review(clip, tmp_path / "review.mp4", text="王")
    with av.open(str(clip), "r") as before, av.open(str(tmp_path / "review.mp4"), "r") as after:
        pairs = list(zip(before.decode(video=0), after.decode(video=0), strict=True))
    assert len(pairs) == 100
    for first, second in pairs[::20]:
        foot = [frame.to_ndarray(format="gray")[-10:].astype(int) for frame in (first, second)]
        assert np.abs(foot[0] - foot[1]).max() > 40
    assert pairs[-1][1].time == pytest.approx(3.96, abs=0.01)


def test_a_still_bears_it_too(clip: Path, tmp_path: Path) -> None:
    still(clip, tmp_path / "still.jpg", at=NOON)
    review_still(tmp_path / "still.jpg", tmp_path / "review.jpg", text="王")
    with Image.open(tmp_path / "still.jpg") as first, Image.open(tmp_path / "review.jpg") as second:
        assert np.abs(np.asarray(first).astype(int) - np.asarray(second).astype(int)).max() > 40


def test_what_shows_nothing_has_no_still(tmp_path: Path) -> None:
    empty = tmp_path / "empty.ts"
    empty.write_bytes(bytes(188))
    with pytest.raises((CannotMake, av.error.FFmpegError)):
        still(empty, tmp_path / "still.jpg", at=NOON)


def test_what_goes_wrong_is_one_line(tmp_path: Path) -> None:
    program = (sys.executable, "-m", "platform_backend.recordings.studio")
    arguments = ("still", str(tmp_path / "none.ts"), str(tmp_path / "s.jpg"), "--at", "1")
    done = subprocess.run((*program, *arguments), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "No such file" in done.stderr
    assert done.stderr.count("\n") == 1
