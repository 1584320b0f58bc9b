"""A film whose pictures say their number, and eyes that read it from the screen."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext

from console.pixels import Grey

BITS = 8
SIZE = (320, 180)
#: One slice a picture.
_ENCODER = {"preset": "ultrafast", "crf": "30", "threads": "1"}
#: Brightness from which a column counts as white.
_WHITE = 128


def make_counted(path: Path, *, pictures: int, key_every: int = 25) -> Path:
    """Picture number n shows n's bits as black and white columns, the highest bit left; 25 a second."""
    wide, high = SIZE
    with av.open(str(path), "w", format="mpegts") as output:
        stream = output.add_stream("libx264", rate=25, options=_ENCODER)
        stream.width, stream.height, stream.pix_fmt = wide, high, "yuv420p"
        context = stream.codec_context
        assert isinstance(context, VideoCodecContext)
        context.gop_size, context.max_b_frames = key_every, 0
        context.time_base = Fraction(1, 25)
        for number in range(pictures):
            columns = np.array([number >> (BITS - 1 - bit) & 1 for bit in range(BITS)], np.uint8) * 255
            grey = np.repeat(columns, wide // BITS)[None, :].repeat(high, axis=0)
            frame = av.VideoFrame.from_ndarray(np.stack([grey] * 3, axis=2), format="rgb24")
            frame.pts = number
            for packet in stream.encode(frame):
                output.mux(packet)
        for packet in stream.encode(None):
            output.mux(packet)
    return path


def number_on(picture: Grey) -> int:
    """The number that a picture on the screen shows; the picture fills it from left to right."""
    high, wide = picture.shape
    row = picture[high // 2 - 2 : high // 2 + 2].mean(axis=0)
    column = wide / BITS
    bits = [row[int((bit + 0.3) * column) : int((bit + 0.7) * column)].mean() > _WHITE for bit in range(BITS)]
    return sum(1 << (BITS - 1 - bit) for bit, white in enumerate(bits) if white)
