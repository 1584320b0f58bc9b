from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import av
import pytest

from console.video.clips import NothingKept, between, write_clip
from console.video.unit import StreamInfo
from tests.clips import SECONDS, Clips
from tests.console.video.units import units_of

INFO = StreamInfo("h264", 320, 180)


@pytest.mark.parametrize("ending", [".ts", ".mp4"])
@pytest.mark.parametrize("name", ["h264", "b_frames", "hevc"])
def test_a_clip_holds_the_pictures_as_they_came(clips: Clips, tmp_path: Path, name: str, ending: str) -> None:
    units = units_of(getattr(clips, name), began=100.0)
    info = StreamInfo("hevc" if name == "hevc" else "h264", 320, 180)
    path = tmp_path / f"clip{ending}"
    clip = write_clip(units, info=info, path=path)
    assert clip.pictures == SECONDS * 25
    assert clip.began == 100.0
    assert clip.ended == pytest.approx(100.0 + SECONDS - 0.04)
    content = path.read_bytes()
    assert (clip.size, clip.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    with av.open(path) as container:
        stream = container.streams.video[0]
        pictures = list(container.decode(stream))
        assert len(pictures) == SECONDS * 25
        times = [picture.time for picture in pictures if picture.time is not None]
        assert times[-1] - times[0] == pytest.approx(SECONDS - 0.04, abs=0.002)
    assert same_pictures(path, getattr(clips, name))


def same_pictures(one: Path, other: Path) -> bool:
    """Whether both decode to the same pixels."""

    def hashed(path: Path) -> str:
        command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:v", "-f", "md5", "-"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return hashed(one) == hashed(other)


def test_what_is_cut_begins_at_the_key_frame_before(clips: Clips) -> None:
    units = units_of(clips.h264, began=100.0)  # a key frame every 0.4 s
    cut = between(units, began=101.0, ended=102.0)
    assert cut[0].key
    assert cut[0].at == pytest.approx(100.8)
    assert cut[-1].at == pytest.approx(102.0)
    assert between(units, began=0.0, ended=1e9) == units


@pytest.mark.parametrize(("began", "ended"), [(0.0, 99.0), (200.0, 300.0), (103.0, 102.0)])
def test_a_time_of_which_nothing_is_held_is_refused(clips: Clips, began: float, ended: float) -> None:
    with pytest.raises(NothingKept):
        between(units_of(clips.h264, began=100.0), began=began, ended=ended)


def test_no_pictures_are_no_clip(tmp_path: Path) -> None:
    with pytest.raises(NothingKept):
        write_clip([], info=INFO, path=tmp_path / "a.ts")


def test_a_folder_that_is_missing_is_an_os_error(clips: Clips, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_clip(units_of(clips.h264), info=INFO, path=tmp_path / "none" / "a.ts")
