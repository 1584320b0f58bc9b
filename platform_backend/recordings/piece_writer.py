"""Writes packets into pieces, one file after the other, each under a name that says so until it is whole."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

import av
import av.error
from av.container import OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from platform_backend.recordings.segments import hour_folder, part_name, whole_name

#: Shorter pieces show nothing: they are dropped, in bytes.
_LEAST: Final = 4 * 188
_MUXER_OPTIONS: Final = {
    # Time stamps as they are given: they are the machine's clock.
    "mpegts_copyts": "1",
    # Who looks at the newest piece sees the present, and who is killed loses a moment only.
    "flush_packets": "1",
    # Each piece counts its packets anew: players are told.
    "mpegts_flags": "initial_discontinuity",
}


class PieceWriter:
    """Writes the pieces of one connection. Raises FFmpegError or OSError when the disk does not take them.

    `since` is when the piece in hand began, None without one; `written` counts the bytes of whole pieces.
    """

    def __init__(self, *, root: Path, camera: str, template: VideoStream) -> None:
        self.written = 0
        self.since: float | None = None
        self.why = ""
        self._root = root
        self._camera = camera
        self._template = template
        self._path = root
        self._output: OutputContainer | None = None
        self._target: VideoStream | None = None

    def begin(self, start: float, why: str) -> None:
        """Begin a piece with a key frame of the moment `start`; the one before must have been cut."""
        folder = hour_folder(self._root, self._camera, start)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = folder / part_name(start, why)
        # FFmpeg writes by itself: nothing of it passes through Python.
        os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600))
        self._output = av.open(str(self._path), "w", format="mpegts", options=_MUXER_OPTIONS)
        self._target = self._output.add_stream_from_template(self._template)
        self.since, self.why = start, why

    def write(self, packet: Packet[VideoStream]) -> None:
        """Write a packet into the piece in hand."""
        if self._output is not None and self._target is not None:
            packet.stream = self._target
            self._output.mux_one(packet)

    def cut(self, end: float) -> None:
        """Make the piece whole: it ends at the moment `end`. Harmless without one."""
        output, self._output = self._output, None
        since, self.since = self.since, None
        if output is None or since is None:
            return
        try:
            output.close()
        finally:
            with contextlib.suppress(FileNotFoundError):
                self._name(since, end)

    def _name(self, since: float, end: float) -> None:
        size = self._path.stat().st_size
        if size < _LEAST or end <= since:
            self._path.unlink()
            return
        self.written += size
        self._path.rename(self._path.with_name(whole_name(since, end, self.why)))
