from __future__ import annotations

from console.video.picture_size import picture_size
from tests.clips import Clips
from tests.console.video.units import units_of


def test_key_frames_of_both_codecs_tell_their_size(clips: Clips) -> None:
    for codec, clip in (("h264", clips.h264), ("hevc", clips.hevc)):
        assert picture_size(codec, units_of(clip)[0].data) == (320, 180)


def test_parameter_sets_alone_are_enough(clips: Clips) -> None:
    key = units_of(clips.h264)[0].data
    assert picture_size("h264", key[: key.index(b"\0\0\1\x65")]) == (320, 180)


def test_what_tells_no_size_has_none() -> None:
    assert picture_size("h264", b"") == (0, 0)
