"""Records one camera: its packets are written as they are, in pieces that begin at key frames.

Everything here blocks and runs on a thread of its own. FFmpeg reads and writes; Python turns a loop once a
packet, 1,600 times a second for 64 cameras: keep it short.
"""

from __future__ import annotations

import contextlib
import errno
import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import av
import av.error
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from platform_backend.recordings.orders import Wanted
from platform_backend.recordings.piece_writer import PieceWriter
from platform_backend.recordings.room import Room
from platform_backend.recordings.stamps import SETTLE_S, WallStamps

#: How long a piece is; it goes on to the next key frame.
PIECE_S: Final = 10.0
OPEN_TIMEOUT_S: Final = 10.0
READ_TIMEOUT_S: Final = 8.0
_WAITS_S: Final = (1.0, 2.0, 5.0, 15.0)
#: A connection that has lasted so long was a good one: the next attempt comes soon.
_GOOD_S: Final = 10.0
#: What stands in the way of writing, and has nothing to do with the camera.
_OF_DISK: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EFBIG, errno.ENOTDIR}
)
_RECORDABLE: Final = frozenset({"h264", "hevc"})
_USUAL_STEP_S: Final = 0.04
#: A stream is read in gulps, so long apart, in seconds: waking for each picture cost 46 % of a core for 64
#: cameras, most of it in the kernel.
PAUSE_S: Final = 0.25
#: Who had to wait longer than this for a packet has read all that there was.
_WAITED_S: Final = 0.002
#: Whoever is further behind than this goes on reading.
_LATE_S: Final = 0.6
#: So many connections are opened at a time: an encoder or server that comes back must not be run over.
_OPENING: Final = threading.BoundedSemaphore(8)


class CameraRecorder:
    """One camera, until `stop`. `wanted` may be replaced at any time; `trouble` is empty while it records."""

    def __init__(
        self, wanted: Wanted, *, root: Path, room: Room, now: Callable[[], float] = time.time
    ) -> None:
        self.wanted = wanted
        self.trouble = "starting"
        self.written = 0
        self._root = root
        self._room = room
        self._now = now
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"record {wanted.camera}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to make its piece whole and end. Returns at once."""
        self._stopped.set()

    def join(self, timeout: float) -> None:
        """Wait for the thread's end, `timeout` seconds at most."""
        self._thread.join(timeout)

    def _run(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            if not self._room.is_there:
                self.trouble = "disk_full"
                self._stopped.wait(0.5)
                continue
            began = time.monotonic()
            try:
                with _OPENING:
                    container = _open(self.wanted)
                with container:
                    self._record(container)
            except (av.error.FFmpegError, OSError) as error:
                # Those of the disk concern all cameras, the others this one.
                if error.errno in _OF_DISK:
                    self._room.failed(error.strerror or str(error))
                    self.trouble = "disk_full"
                    continue
                self.trouble = type(error).__name__
            except _Unrecordable as error:
                self.trouble = str(error)
            failures = 0 if time.monotonic() - began > _GOOD_S else failures + 1
            wait = _WAITS_S[min(failures, len(_WAITS_S)) - 1] if failures else 0.0
            # Many cameras of one server must not come back at the same moment.
            self._stopped.wait(wait * (0.5 + random.random()))

    def _record(self, container: InputContainer) -> None:
        stream = _recordable(container)
        ticks = 1 / float(stream.time_base) if stream.time_base else 90_000.0
        stamps = WallStamps(ticks_per_s=ticks)
        writer = PieceWriter(root=self._root, camera=self.wanted.camera, template=stream)
        written = self.written
        end, last, step = 0.0, 0, _USUAL_STEP_S
        try:
            for packet, arrived, waited in _settled(container, stream, stamps, self._now):
                if self._stopped.is_set() or not self._room.is_there:
                    return
                dts, pts, key = packet.dts, packet.pts, packet.is_keyframe
                if dts is None or (writer.since is None and not key):
                    continue
                if key and self._is_due(writer, end):
                    writer.cut(end)
                    stamps.set_right()
                    self.written = written + writer.written
                placed = stamps.place(dts, arrived)
                if placed is None:
                    continue
                if writer.since is None:
                    writer.begin(placed / ticks, self.wanted.why)
                    self.trouble = ""
                if last:
                    step = min(1.0, (placed - last) / ticks)
                last, end = placed, placed / ticks + step
                packet.dts = placed
                packet.pts = placed if pts is None else placed + pts - dts
                writer.write(packet)
                if waited and arrived - placed / ticks < _LATE_S:
                    # All that there was has been read: what comes in the next moment is read at once.
                    self._stopped.wait(PAUSE_S)
        finally:
            self.trouble = self.trouble or "ended"
            # A disk that takes nothing more has been told of; the piece ends where it got to.
            with contextlib.suppress(av.error.FFmpegError, OSError):
                writer.cut(end)
            self.written = written + writer.written

    def _is_due(self, writer: PieceWriter, end: float) -> bool:
        return writer.since is not None and (
            end - writer.since >= PIECE_S - 1e-3 or writer.why != self.wanted.why
        )


class _Unrecordable(Exception):
    """There is no stream here that can be recorded; one word."""


def _settled(
    container: InputContainer, stream: VideoStream, stamps: WallStamps, now: Callable[[], float]
) -> Iterator[tuple[Packet[VideoStream], float, bool]]:
    """The packets with when they came, and whether they were waited for.

    The first ones are held back until the camera's clock is known.
    """
    held: list[tuple[Packet[VideoStream], float, bool]] = []
    settled_at: float | None = None
    asked = now()
    for packet in container.demux(stream):
        arrived = now()
        waited = arrived - asked > _WAITED_S
        asked = arrived
        if not packet.size or packet.dts is None:
            continue
        if settled_at is None:
            settled_at = arrived + SETTLE_S
        if arrived < settled_at:
            stamps.look(packet.dts, arrived)
            held.append((packet, arrived, False))
            continue
        if held:
            yield from held
            held = []
        yield packet, arrived, waited
        asked = now()
    yield from held


def _open(wanted: Wanted) -> InputContainer:
    # As little looked at as possible: the packets are only passed on.
    options = {"analyzeduration": "1000", "fpsprobesize": "0"}
    if wanted.url.startswith("rtsp"):
        options |= {"rtsp_transport": "tcp"}
    else:
        options |= {"user_agent": "grid-command-recorder"}
        if wanted.headers:
            options["headers"] = "".join(f"{name}: {value}\r\n" for name, value in wanted.headers.items())
    return av.open(wanted.url, "r", options=options, timeout=(OPEN_TIMEOUT_S, READ_TIMEOUT_S))


def _recordable(container: InputContainer) -> VideoStream:
    if not container.streams.video:
        raise _Unrecordable("no_video")
    stream = container.streams.video[0]
    if stream.codec_context.name not in _RECORDABLE:
        raise _Unrecordable("wrong_codec")
    return stream
