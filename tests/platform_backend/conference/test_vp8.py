"""A camera read from the real site and encoded anew: what comes is VP8 that begins with a key frame."""

from __future__ import annotations

from typing import Any

import av
import pytest
from av.video.frame import VideoFrame

from platform_backend.conference.vp8 import MOST_HEIGHT, MOST_WIDTH, Vp8Camera, size_of
from tests.platform_backend.conference.scene import CAMERA, camera_site, source
from tests.waiting import until


@pytest.mark.parametrize(
    ("given", "sent"),
    [((1920, 1080), (640, 360)), ((640, 480), (480, 360)), ((64, 48), (64, 48)), ((1080, 1920), (202, 360))],
)
def test_pictures_keep_their_shape_and_none_is_made_larger(
    given: tuple[int, int], sent: tuple[int, int]
) -> None:
    assert size_of(VideoFrame(*given, "yuv420p")) == sent
    assert sent[0] <= MOST_WIDTH
    assert sent[1] <= MOST_HEIGHT


async def test_a_cameras_picture_comes_as_vp8_and_key_frames_when_asked() -> None:
    packets: list[Any] = []
    async with camera_site() as (_, port):
        url, headers = source(port)
        camera = Vp8Camera(url=url, headers=headers, name=CAMERA, give=packets.append)
        try:
            began = camera.sent_at
            await until(lambda: len(packets) >= 3)
            assert packets[0].is_keyframe
            assert camera.sent_at > began
            first = len(packets)
            camera.key()
            await until(lambda: any(each.is_keyframe for each in packets[first:]))
        finally:
            camera.stop()
    decoder = av.CodecContext.create("vp8", "r")
    frames = [frame for packet in packets for frame in decoder.decode(packet)]
    assert {(frame.width, frame.height) for frame in frames} == {(64, 48)}
