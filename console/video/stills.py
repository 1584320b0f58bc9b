"""One picture out of encoded ones, as a PNG or JPEG file. Blocks: for a thread of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import av.error
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from console.video.files import written
from console.video.unit import StreamInfo, Unit

_SECOND: Final = Fraction(1, 1)


class NothingToSee(Exception):
    """The units hold no picture that can be decoded."""


@dataclass(frozen=True, slots=True)
class Still:
    """A written picture: pixels, bytes, hash of the file."""

    width: int
    height: int
    size: int
    sha256: str


def take_still(units: list[Unit], *, info: StreamInfo, path: Path) -> Still:
    """Decode `units`, which begin with a key frame, and write the last picture to `path` (.png or .jpg).

    Raises NothingToSee, OSError.
    """
    frame = _last_picture(units, codec=info.codec)
    image = _encoded(frame, lossless=path.suffix.lower() == ".png")
    written(path, image)
    return Still(frame.width, frame.height, len(image), hashlib.sha256(image).hexdigest())


def _last_picture(units: list[Unit], *, codec: str) -> VideoFrame:
    decoder = av.CodecContext.create(codec, "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.thread_count = 1
    last: VideoFrame | None = None
    try:
        for unit in [*units, None]:
            packet = None
            if unit is not None:
                packet = Packet(unit.data)
                packet.dts, packet.pts = unit.dts, unit.dts + unit.delay
            for frame in decoder.decode(packet):
                last = frame
    except av.error.FFmpegError as error:
        if last is None:
            raise NothingToSee from error
    if last is None:
        raise NothingToSee
    return last


def _encoded(frame: VideoFrame, *, lossless: bool) -> bytes:
    encoder = av.CodecContext.create("png" if lossless else "mjpeg", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height = frame.width, frame.height
    encoder.pix_fmt = "rgb24" if lossless else "yuvj420p"
    encoder.time_base = _SECOND
    if not lossless:
        encoder.options = {"qscale": "2"}
    picture = frame.reformat(format=encoder.pix_fmt)
    picture.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(picture), *encoder.encode(None)])
