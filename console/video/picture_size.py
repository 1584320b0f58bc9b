"""How large the pictures of a stream are, read from its parameter sets."""

from __future__ import annotations

from typing import Final

from av.video.codeccontext import VideoCodecContext

#: FFmpeg's parser reads the sizes when a picture begins: the beginning of one, which refers to the first set.
_BEGINNING: Final = {
    "h264": b"\0\0\0\1\x65\x88\x80" + bytes(8),
    "hevc": b"\0\0\0\1\x26\x01\xa0" + 8 * b"\x80",
}


def picture_size(codec: str, data: bytes) -> tuple[int, int]:
    """Width and height that `data` (Annex B: parameter sets, a key frame) tells; zeros when it does not."""
    parser = VideoCodecContext.create(codec, "r")
    assert isinstance(parser, VideoCodecContext)
    parser.parse(data + _BEGINNING[codec])
    parser.parse(b"")
    return parser.width, parser.height
