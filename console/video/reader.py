"""Opens a stream and hands its pictures on, without decoding them.

Everything here may block, and runs on a thread of its own in a video worker. FFmpeg does the reading; Python
only turns a loop once a packet. Keep that loop short: it runs 1,600 times a second for 64 cameras.
"""

from __future__ import annotations

import errno
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final
from urllib.parse import urlsplit

import av
import av.error
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from backend_client.tls import TlsFiles
from console.video.messages import Source, Trouble
from console.video.parameter_sets import with_parameter_sets
from console.video.picture_size import picture_size
from console.video.pieces import Assembler, Picture
from console.video.source_clock import SourceClock
from console.video.unit import TICKS_PER_S, StreamInfo, Unit

PLAYABLE: Final = frozenset({"h264", "hevc"})
OPEN_TIMEOUT_S: Final = 10.0
#: The watchdog restarts a tile after 6 s without progress; the connection is given up a little later.
READ_TIMEOUT_S: Final = 8.0
#: Packets without a time are kept at the start of a stream up to this number, then dropped.
_HELD: Final = 25
#: First byte of the description of a stream in boxes; others begin with a start code's zero.
_BOXED: Final = 1
#: Sources that are opened without a parser.
_IN_PIECES: Final = "rtsp"
_DETAIL_OF: Final = {
    errno.ECONNREFUSED: "refused",
    errno.ETIMEDOUT: "timeout",
    errno.EHOSTUNREACH: "no_route",
    errno.ENETUNREACH: "no_route",
    errno.EIO: "no_answer",  # also a host name that nobody knows
    errno.ECONNRESET: "broken",
    errno.EPIPE: "broken",
}


class StreamTrouble(Exception):
    """A stream that cannot be played, and why. The detail is one of `messages.Ended`."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail


@dataclass(slots=True)
class Tally:
    """Running totals, written by the reading thread and read by any other."""

    packets: int = 0
    size: int = 0
    dropped: int = 0


@dataclass(slots=True)
class Reading:
    """One attempt at one source: `read` blocks until it ends, `cancel` ends it at the next packet or
    time-out.
    """

    source: Source
    tally: Tally = field(default_factory=Tally)
    clock: SourceClock | None = None  # since the stream was opened
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the reading thread to end. Returns at once."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether the reading was asked to end."""
        return self._cancelled.is_set()

    def read(self, opened: Callable[[StreamInfo], None], take: Callable[[Unit], None]) -> None:
        """Hand every picture of the source to `take` until it ends or fails.

        `opened` is called once, before the first picture. Raises StreamTrouble, also at a normal end of the
        source; returns only when cancelled.
        """
        try:
            with _open(self.source) as container:
                stream = _playable_stream(container)
                info, pictures = _described(stream, _pictures(container, stream))
                if not self.cancelled:
                    opened(info)
                    self._hand_on(container, stream, pictures, take)
        except av.error.FFmpegError as error:
            if not self.cancelled:
                raise classify(error) from error
        if not self.cancelled:
            raise StreamTrouble(Trouble.ENDED, "closed")

    def _hand_on(
        self,
        container: InputContainer,
        stream: VideoStream,
        pictures: Iterable[Picture],
        take: Callable[[Unit], None],
    ) -> None:
        ticks_per_s = 1 / float(stream.time_base) if stream.time_base else float(TICKS_PER_S)
        paced = self.source.paced or container.format.name == "hls"
        clock = self.clock = SourceClock(ticks_per_s=ticks_per_s, paced=paced, rate=self.source.rate)
        codec, extradata = stream.codec_context.name, stream.codec_context.extradata or b""
        tally, cancelled = self.tally, self._cancelled
        waiting_for_key = True
        for data, dts, pts, key, at in pictures:
            if cancelled.is_set():
                return
            tally.packets += 1
            tally.size += len(data)
            moment = None if dts is None or (waiting_for_key and not key) else clock.place(dts, at)
            if moment is None or dts is None:
                tally.dropped += 1
                continue
            waiting_for_key = False
            if moment.wait_s > 0:
                if cancelled.wait(moment.wait_s):
                    return
                at = time.monotonic()
            delay = 0 if pts is None else clock.ticks(pts - dts)
            if key:
                data = with_parameter_sets(data, codec=codec, extradata=extradata)
            take(Unit(data, moment.dts, delay, at, key))


def _pictures(container: InputContainer, stream: VideoStream) -> Iterator[Picture]:
    """All pictures of the stream, as they become whole."""
    packets = container.demux(stream)
    if container.format.name == _IN_PIECES:
        assembler = Assembler(stream.codec_context.name)
        for packet in packets:
            yield from assembler.add(bytes(packet), packet.pts, time.monotonic()) if packet.size else ()
        yield from assembler.end()
        return
    for packet in _timed(_annex_b(packets, stream)):
        yield Picture(bytes(packet), packet.dts, packet.pts, packet.is_keyframe, time.monotonic())


def _described(stream: VideoStream, pictures: Iterator[Picture]) -> tuple[StreamInfo, Iterator[Picture]]:
    """What the stream is, and its pictures. Nobody knows its size before the first key frame if the source
    does not describe it, and FFmpeg looked at nothing.
    """
    context = stream.codec_context
    codec, width, height = context.name, context.width, context.height
    if not width and context.extradata:
        width, height = picture_size(codec, context.extradata)
    if not width:
        first = next((picture for picture in pictures if picture.key), None)
        if first is not None:
            width, height = picture_size(codec, first.data)
            pictures = chain((first,), pictures)
    return StreamInfo(codec=codec, width=width, height=height), pictures


def _annex_b(packets: Iterable[Packet[VideoStream]], stream: VideoStream) -> Iterator[Packet[VideoStream]]:
    """Give pictures that stand in boxes with lengths (FLV, MP4) start codes instead."""
    extradata = stream.codec_context.extradata
    if not extradata or extradata[0] != _BOXED:
        yield from packets
        return
    boxes = BitStreamFilterContext(f"{stream.codec_context.name}_mp4toannexb", stream)
    for packet in packets:
        if packet.size:
            yield from boxes.filter(packet)


def _timed(packets: Iterable[Packet[VideoStream]]) -> Iterator[Packet[VideoStream]]:
    """Give the first packets of a stream a decoding time, just before the first one that has its own.

    RTSP streams have none until FFmpeg knows their order. Without them the picture would wait for the next
    key frame.
    """
    held: list[Packet[VideoStream]] = []
    for packet in packets:
        dts = packet.dts
        if not packet.size:
            continue  # the end, for decoders
        if dts is None and len(held) < _HELD and (held or packet.is_keyframe):
            held.append(packet)
            continue
        if held and dts is not None:
            for before, early in zip(range(len(held), 0, -1), held, strict=True):
                early.dts = early.pts = dts - before
                yield early
            held.clear()
        yield packet


def _open(source: Source) -> InputContainer:
    """Connect. FFmpeg looks at no more of the stream than it needs: the packets are only passed on.

    With its usual second of analysis, or without the packets it has analysed (`nobuffer`), the key frame that
    most sources begin with would be over before the picture starts.
    """
    options = {"analyzeduration": "1000", "fpsprobesize": "0"}
    match urlsplit(source.url).scheme:
        case "rtsp" | "rtsps":
            # Without its parser, which waits for the next picture (see `pieces`).
            options |= {"rtsp_transport": "tcp", "fflags": "noparse+nofillin"}
        case "http" | "https":
            options |= {"live_start_index": "-1", "user_agent": "grid-command-console"}
            if source.headers:
                options["headers"] = "".join(f"{name}: {value}\r\n" for name, value in source.headers.items())
            if source.tls is not None:
                options |= _tls_options(source.tls)
        case _:
            raise StreamTrouble(Trouble.UNREACHABLE, "unknown_scheme")
    return av.open(source.url, "r", options=options, timeout=(OPEN_TIMEOUT_S, READ_TIMEOUT_S))


def _tls_options(files: TlsFiles) -> dict[str, str]:
    """FFmpeg checks certificates only when it is told to, and knows no authorities of its own."""
    options = {
        "tls_verify": "1",
        "ca_file": files.authority_file(),
        "cert_file": files.client_cert,
        "key_file": files.client_key or files.client_cert,
    }
    return {name: value for name, value in options.items() if value is not None}


def _playable_stream(container: InputContainer) -> VideoStream:
    if not container.streams.video:
        raise StreamTrouble(Trouble.GARBAGE, "no_video")
    stream = container.streams.video[0]
    name = stream.codec_context.name
    if name not in PLAYABLE:
        raise StreamTrouble(Trouble.WRONG_CODEC, name)
    return stream


def classify(error: av.error.FFmpegError) -> StreamTrouble:
    """Say what an FFmpeg error means to the person in front of the tile."""
    detail = _detail(error)
    match error:
        case av.error.HTTPUnauthorizedError() | av.error.HTTPForbiddenError():
            return StreamTrouble(Trouble.NO_PERMISSION, detail)
        case av.error.HTTPServerError():
            return StreamTrouble(Trouble.OFFLINE, detail)
        case av.error.EOFError():
            return StreamTrouble(Trouble.ENDED, detail)
        case av.error.InvalidDataError():
            return StreamTrouble(Trouble.GARBAGE, "")
        case _:
            return StreamTrouble(Trouble.UNREACHABLE, detail)


def _detail(error: av.error.FFmpegError) -> str:
    """The token for an FFmpeg error; one that has none is told by its number, for whoever looks after it."""
    match error:
        case av.error.HTTPClientError() | av.error.HTTPServerError():
            status = re.search(r"\b[45][0-9X]{2}\b", error.strerror or "")
            return f"HTTP {status[0]}" if status else "HTTP"
        case av.error.EOFError():
            return "closed"
        case av.error.ExitError():
            return "timeout"  # what FFmpeg says when it was stopped at the end of its time
    return _DETAIL_OF.get(error.errno or 0, f"FFmpeg {error.errno}")
