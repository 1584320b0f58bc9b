"""Pictures as the reader hands them on."""

from __future__ import annotations

from pathlib import Path

import av

from console.video.unit import TICKS_PER_S, Unit


def units_of(path: Path, *, began: float = 0.0) -> list[Unit]:
    """Every picture of a file in MPEG-TS; they arrive in their own time from `began` on."""
    with av.open(path) as container:
        stream = container.streams.video[0]
        packets = [packet for packet in container.demux(stream) if packet.size]
    first = packets[0].dts or 0
    return [
        Unit(
            bytes(packet),
            packet.dts - first,
            packet.pts - packet.dts,
            began + (packet.dts - first) / TICKS_PER_S,
            packet.is_keyframe,
        )
        for packet in packets
        if packet.dts is not None and packet.pts is not None
    ]
