"""Parameter sets (SPS, PPS, VPS) of H.264 and H.265 pictures. Pure, no video library.

A picture in the ring must be playable without anything that was said when its stream was opened: an RTSP
camera may tell its parameter sets in the answer to DESCRIBE alone.
"""

from __future__ import annotations

from typing import Final

_START_CODE: Final = b"\0\0\1"
_SPS_H264: Final = 7
_SPS_H265: Final = 33


def with_parameter_sets(data: bytes, *, codec: str, extradata: bytes) -> bytes:
    """The key frame `data` (Annex B), led by the stream's parameter sets if it has none itself."""
    if not extradata.startswith((b"\0\0\1", b"\0\0\0\1")) or _has_sps(data, codec=codec):
        return data
    return extradata + data


def _has_sps(data: bytes, *, codec: str) -> bool:
    """Whether a sequence parameter set stands before the first slice."""
    h265 = codec == "hevc"
    at = data.find(_START_CODE)
    while 0 <= at < len(data) - 3:
        header = data[at + 3]
        kind = header >> 1 & 0x3F if h265 else header & 0x1F
        if kind == (_SPS_H265 if h265 else _SPS_H264):
            return True
        if kind < 32 if h265 else kind in (1, 5):
            return False
        at = data.find(_START_CODE, at + 3)
    return False
