"""Writes the pictures of one stream as MPEG-TS for one player, in that player's own time."""

from __future__ import annotations

import contextlib
from typing import Final

import av
import av.error
from av.container import OutputContainer
from av.packet import Packet

from console.video.sink import PipeSink
from console.video.timeline import Timeline
from console.video.unit import StreamInfo, Unit

_MUXER_OPTIONS: Final = {
    "flush_packets": "1",
    # With the length given the player need not wait for the next picture to know that one is whole.
    "omit_video_pes_length": "0",
}


class Remux:
    """The way of one stream into one sink. One thread at a time writes.

    Keep `write` short: for 64 cameras it runs 1,600 times a second.
    """

    def __init__(self, *, sink: PipeSink, info: StreamInfo) -> None:
        self.dropped = 0
        self._sink = sink
        self._timeline = Timeline()
        self._waiting_for_key = True
        self._output: OutputContainer = av.open(sink.muxer_url, "w", format="mpegts", options=_MUXER_OPTIONS)
        self._target = self._output.add_mux_stream(info.codec, width=info.width, height=info.height)

    def has_room(self, unit: Unit) -> bool:
        """Whether the unit can be written without waiting for the player."""
        return self._sink.has_room(len(unit.data))

    def write(self, unit: Unit, now: float) -> bool:
        """Hand on one picture; False when it was left out. Raises av.error.FFmpegError when nobody reads.

        A player that does not keep up loses everything up to the next key frame: a live wall never falls
        behind.
        """
        if (self._waiting_for_key and not unit.key) or not self._sink.has_room(len(unit.data)):
            self._waiting_for_key = True
            self.dropped += 1
            return False
        self._waiting_for_key = False
        self._mux(unit, self._timeline.place(unit.dts, now), unit.delay)
        return True

    def restart(self) -> None:
        """Go on elsewhere in the stream: what comes next begins with a key frame and is shown now."""
        self._waiting_for_key = True
        self._timeline.restart()

    def show(self, unit: Unit, now: float, *, rate: float = 1.0) -> None:
        """Show a picture of a replay now. Raises av.error.FFmpegError when nobody reads.

        Pictures that lead to each other have to come in order. At another `rate` than 1 pictures that are
        shown later than decoded wait longer too.
        """
        self._timeline.restart()
        self._mux(unit, self._timeline.place(unit.dts, now), round(unit.delay / rate) if rate else unit.delay)

    def close(self) -> None:
        """Write the trailer if the player still reads; a player that has gone is no news here."""
        with contextlib.suppress(av.error.FFmpegError):
            self._output.close()

    def _mux(self, unit: Unit, dts: int, delay: int) -> None:
        packet = Packet(unit.data)
        packet.dts = dts
        packet.pts = dts + delay
        packet.is_keyframe = unit.key
        packet.stream = self._target
        self._output.mux_one(packet)
