"""Drawn pictures to H.264: one loop of a scene as an elementary stream of whole groups of pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import av
import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.quality import FRAME_RATE, KEY_FRAME_EVERY, Quality

_DELIMITER = b"\x00\x00\x00\x01\x09"


def encode(pictures: Iterable[NDArray[np.uint8]], *, quality: Quality) -> Iterator[bytes]:
    """Encode yuv420p pictures of the quality's size; yields one access unit (Annex B) for each, in order.

    Every access unit starts with a delimiter, every key frame carries its parameter sets, and no picture
    refers past its key frame: the stream can be joined at any of them and its end flows into its start.
    """
    rate = quality.bits_per_second
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = quality.width, quality.height, "yuv420p"
    encoder.framerate, encoder.time_base = Fraction(FRAME_RATE), Fraction(1, FRAME_RATE)
    encoder.bit_rate = rate
    # Frame threads: the next pictures are drawn meanwhile. Slices would cost the decoders.
    encoder.thread_count = 2
    encoder.thread_type = "FRAME"
    encoder.options = {
        "preset": "veryfast",
        "profile": "main",
        "x264-params": (
            f"keyint={KEY_FRAME_EVERY}:min-keyint={KEY_FRAME_EVERY}:scenecut=0:open-gop=0:bframes=0:ref=1"
            f":aud=1:repeat-headers=1:vbv-maxrate={rate * 5 // 4000}:vbv-bufsize={rate // 500}"
            ":colorprim=bt709:transfer=bt709:colormatrix=bt709"
        ),
    }
    for number, picture in enumerate(pictures):
        frame = av.VideoFrame.from_ndarray(picture, format="yuv420p")
        frame.pts = number
        yield from (bytes(packet) for packet in encoder.encode(frame))
    yield from (bytes(packet) for packet in encoder.encode(None))


def access_units(stream: bytes) -> list[bytes]:
    """Cut an elementary stream made by `encode` into its access units."""
    starts = []
    at = stream.find(_DELIMITER)
    while at >= 0:
        starts.append(at)
        at = stream.find(_DELIMITER, at + len(_DELIMITER))
    return [stream[a:b] for a, b in zip(starts, [*starts[1:], len(stream)], strict=True)]


def is_key(access_unit: bytes) -> bool:
    """True when a decoder can start at this access unit (its parameter sets follow the delimiter)."""
    start = access_unit.find(b"\x00\x00\x01", len(_DELIMITER))
    return start >= 0 and access_unit[start + 3] & 0x1F == 7
