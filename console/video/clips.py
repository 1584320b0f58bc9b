"""Encoded pictures as a file, as they came. Blocks: for a thread of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import av.error
from av.packet import Packet

from console.video.files import whole_file
from console.video.unit import TICKS_PER_S, StreamInfo, Unit

_FORMATS: Final = {".ts": "mpegts", ".mp4": "mp4"}
_CHUNK: Final = 1 << 20
_TICK: Final = Fraction(1, TICKS_PER_S)


class NothingKept(Exception):
    """No picture of that time is held."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A written clip; `began` and `ended` are when its first and last picture arrived (`time.monotonic`)."""

    pictures: int
    size: int
    sha256: str
    began: float
    ended: float


def between(units: list[Unit], *, began: float, ended: float) -> list[Unit]:
    """What arrived in that time, from the key frame before it on. Raises NothingKept."""
    key = None
    last = None
    for index, unit in enumerate(units):
        if unit.at > ended:
            break
        if unit.key and (key is None or unit.at <= began):
            key = index
        last = index
    if key is None or last is None or units[last].at < began:
        raise NothingKept
    return units[key : last + 1]


def write_clip(units: list[Unit], *, info: StreamInfo, path: Path) -> Clip:
    """Write `units`, which begin with a key frame, to `path` (.ts or .mp4). Raises OSError, NothingKept."""
    if not units:
        raise NothingKept
    with whole_file(path) as beside:
        try:
            _mux(units, info=info, path=beside)
        except av.error.FFmpegError as error:
            raise OSError(error.errno, error.strerror) from error
        digest = hashlib.sha256()
        with beside.open("rb") as content:
            while chunk := content.read(_CHUNK):
                digest.update(chunk)
        size = beside.stat().st_size
    return Clip(len(units), size, digest.hexdigest(), units[0].at, units[-1].at)


def _mux(units: list[Unit], *, info: StreamInfo, path: Path) -> None:
    first = units[0].dts
    ends = [unit.dts for unit in units[1:]] + [units[-1].dts + _last_step(units)]
    with av.open(str(path), "w", format=_FORMATS[path.suffix.lower()]) as output:
        target = output.add_mux_stream(info.codec, width=info.width, height=info.height, time_base=_TICK)
        for unit, end in zip(units, ends, strict=True):
            packet = Packet(unit.data)
            packet.dts = unit.dts - first
            packet.pts = packet.dts + unit.delay
            packet.duration = end - unit.dts
            packet.time_base = _TICK
            packet.is_keyframe = unit.key
            packet.stream = target
            output.mux_one(packet)


def _last_step(units: list[Unit]) -> int:
    """How long the last picture stands: as long as the one before."""
    return units[-1].dts - units[-2].dts if len(units) > 1 else 0
