from __future__ import annotations

import hashlib
from pathlib import Path

import av
import numpy as np
import pytest

from console.video.stills import NothingToSee, take_still
from console.video.unit import StreamInfo, Unit
from tests.clips import Clips
from tests.console.video.counted import make_counted, number_on
from tests.console.video.units import units_of

INFO = StreamInfo("h264", 320, 180)


@pytest.mark.parametrize("ending", [".png", ".jpg"])
def test_a_still_shows_the_last_of_the_pictures(tmp_path: Path, ending: str) -> None:
    units = units_of(make_counted(tmp_path / "counted.ts", pictures=60))
    path = tmp_path / f"still{ending}"
    still = take_still(units[50:58], info=INFO, path=path)
    assert (still.width, still.height) == (320, 180)
    content = path.read_bytes()
    assert (still.size, still.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    with av.open(path) as container:
        grey = next(container.decode(video=0)).to_ndarray(format="gray")
    assert number_on(grey.astype(np.uint8)) == 57


@pytest.mark.parametrize("name", ["hevc", "b_frames"])
def test_any_playable_stream_gives_a_still(clips: Clips, tmp_path: Path, name: str) -> None:
    info = StreamInfo("hevc" if name == "hevc" else "h264", 0, 0)
    still = take_still(units_of(getattr(clips, name))[:6], info=info, path=tmp_path / "a.png")
    assert (still.width, still.height) == (320, 180)


@pytest.mark.parametrize("units", [[], [Unit(b"\0\0\1\x65noise", 0, 0, 0.0, True)]])
def test_without_a_picture_there_is_none(tmp_path: Path, units: list[Unit]) -> None:
    with pytest.raises(NothingToSee):
        take_still(units, info=INFO, path=tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []
