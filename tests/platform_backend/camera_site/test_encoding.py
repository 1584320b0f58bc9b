"""Encoded loops can be joined at their key frames and cut into pictures."""

from __future__ import annotations

import io

import av
from av.video.frame import PictureType

from platform_backend.camera_site.encoding import access_units, is_key
from platform_backend.camera_site.quality import KEY_FRAME_EVERY
from tests.platform_backend.camera_site import tiny


def test_a_loop_has_a_key_frame_every_two_seconds_and_no_b_frames() -> None:
    units = tiny.access_units()
    assert [number for number, unit in enumerate(units) if is_key(unit)] == [0, KEY_FRAME_EVERY]
    with av.open(io.BytesIO(b"".join(units)), "r", format="h264") as stream:
        pictures = list(stream.decode(video=0))
    assert len(pictures) == tiny.PICTURES
    assert {PictureType(picture.pict_type) for picture in pictures} == {PictureType.I, PictureType.P}


def test_a_stream_is_cut_where_it_was_joined() -> None:
    units = tiny.access_units()
    assert access_units(b"".join(units)) == units
