from __future__ import annotations

import time
from pathlib import Path

import pytest

from console.video import extracts
from console.video.messages import ClipCut, CutClip, NotDone, StillTaken, TakeStill
from console.video.unit import StreamInfo
from tests.clips import Clips
from tests.console.video.units import units_of

INFO = StreamInfo("h264", 320, 180)


def take(path: Path) -> TakeStill:
    return TakeStill(request=7, tile="1", run=1, path=str(path))


def cut(path: Path, *, began: float, ended: float) -> CutClip:
    return CutClip(request=8, tile="1", run=1, path=str(path), began=began, ended=ended)


def test_moments_are_told_in_the_time_of_day(clips: Clips, tmp_path: Path) -> None:
    shift = time.time() - time.monotonic()
    units = units_of(clips.h264, began=time.monotonic() - 4.0)
    taken = extracts.still(take(tmp_path / "a.png"), units=units, info=INFO)
    assert isinstance(taken, StillTaken)
    assert (taken.request, taken.width) == (7, 320)
    assert taken.taken_at == pytest.approx(units[-1].at + shift, abs=0.1)
    ended = units[-1].at + shift
    order = cut(tmp_path / "a.mp4", began=ended - 2, ended=ended)
    done = extracts.clip(order, units=units, info=INFO)
    assert isinstance(done, ClipCut)
    assert (done.request, done.codec) == (8, "h264")
    assert done.began == pytest.approx(ended - 2.2, abs=1.0)
    assert 40 <= done.pictures <= 80


def test_what_cannot_be_done_says_why(clips: Clips, tmp_path: Path) -> None:
    units = units_of(clips.h264, began=time.monotonic() - 4.0)
    missing = tmp_path / "none"
    now = time.time()
    nothing = NotDone(request=7, reason="nothing_kept")
    assert extracts.still(take(tmp_path / "a.png"), units=[], info=INFO) == nothing
    assert extracts.still(take(tmp_path / "a.png"), units=units[:0], info=INFO) == nothing
    told = extracts.still(take(missing / "a.png"), units=units, info=INFO)
    assert told == NotDone(request=7, reason="No such file or directory")
    for order, reason in (
        (cut(missing / "a.ts", began=now - 3, ended=now), "No such file or directory"),
        (cut(tmp_path / "a.ts", began=1.0, ended=2.0), "nothing_kept"),
    ):
        assert extracts.clip(order, units=units, info=INFO) == NotDone(request=8, reason=reason)
    assert list(tmp_path.iterdir()) == []
