"""A camera's picture as VP8, which every browser decodes: read, made smaller and slower, encoded once.

Everything here blocks and runs on a thread of its own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Final

import av
import av.error
from av.container import InputContainer
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

#: What people see of a camera in a call is a tile among others.
MOST_WIDTH: Final = 640
MOST_HEIGHT: Final = 360
FPS: Final = 12
_BITS: Final = 600_000
#: Who has missed something sees on from the next key frame.
_KEY_EVERY_S: Final = 4.0
_CLOCK_HZ: Final = 90_000
_OPEN_TIMEOUT_S: Final = 5.0
_READ_TIMEOUT_S: Final = 5.0
_WAITS_S: Final = (0.5, 1.0, 2.0, 4.0)
#: A picture may come so much earlier than it is due: cameras keep no exact time.
_EARLY_S: Final = 0.005
_OPTIONS: Final = {
    "deadline": "realtime",
    "cpu-used": "8",
    "lag-in-frames": "0",
    "error-resilient": "1",
    "minrate": str(_BITS),
    "maxrate": str(_BITS),
    "bufsize": str(_BITS),
}


class Vp8Camera:
    """One camera's stream, read and encoded until `stop`; `give` gets each packet, on the camera's thread.

    `sent_at` is when a packet was given last, by the monotonic clock; before the first it is when it began.
    """

    def __init__(
        self, *, url: str, headers: Mapping[str, str], name: str, give: Callable[[Packet[VideoStream]], None]
    ) -> None:
        self.url = url
        self.headers = dict(headers)
        self.sent_at = time.monotonic()
        self._give = give
        self._key = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"vp8 {name}", daemon=True)
        self._thread.start()

    def key(self) -> None:
        """Let the next picture stand for itself: somebody begins to look."""
        self._key.set()

    def stop(self) -> None:
        """Ask the thread to end. Returns at once."""
        self._stopped.set()

    def _run(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            sent_at = self.sent_at
            try:
                with self._open() as container:
                    for packet in self._encoded(container):
                        self.sent_at = time.monotonic()
                        self._give(packet)
            except (av.error.FFmpegError, OSError):
                # Whoever reads the platform's log learns from the report that nothing comes.
                pass
            failures = 0 if self.sent_at > sent_at else failures + 1
            self._stopped.wait(_WAITS_S[min(failures, len(_WAITS_S) - 1)])

    def _open(self) -> InputContainer:
        # A whole key frame has to be looked at, or no picture's size is known and nothing comes.
        options = {"fflags": "nobuffer", "probesize": "2000000", "analyzeduration": "300000"}
        options |= {"fpsprobesize": "0"}
        if self.url.startswith("rtsp"):
            options |= {"rtsp_transport": "tcp"}
        else:
            options |= {"user_agent": "grid-command-conference"}
            options |= {"headers": "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())}
        return av.open(self.url, "r", options=options, timeout=(_OPEN_TIMEOUT_S, _READ_TIMEOUT_S))

    def _encoded(self, container: InputContainer) -> Iterator[Packet[VideoStream]]:
        if not container.streams.video:
            return
        stream = container.streams.video[0]
        stream.thread_type = "SLICE"
        stream.codec_context.thread_count = 1
        smaller = VideoReformatter()
        encoder: VideoCodecContext | None = None
        last = last_key = 0.0
        for frame in container.decode(stream):
            if self._stopped.is_set():
                return
            now = time.monotonic()
            if now - last < 1 / FPS - _EARLY_S:
                continue
            last = now
            width, height = size_of(frame)
            picture = smaller.reformat(frame, width, height, "yuv420p", interpolation="FAST_BILINEAR")
            picture.pts, picture.time_base = round(now * _CLOCK_HZ), Fraction(1, _CLOCK_HZ)
            if encoder is None or (encoder.width, encoder.height) != (width, height):
                encoder = _encoder(width, height)
            is_key = self._key.is_set() or now - last_key >= _KEY_EVERY_S
            self._key.clear()
            last_key = now if is_key else last_key
            picture.pict_type = PictureType.I if is_key else PictureType.NONE
            for packet in encoder.encode(picture):
                packet.time_base = picture.time_base
                yield packet


def size_of(frame: VideoFrame) -> tuple[int, int]:
    """How large a picture is sent: none is made larger, all keep their shape, and both sides are even."""
    part = min(1.0, MOST_WIDTH / frame.width, MOST_HEIGHT / frame.height)
    return max(2, round(frame.width * part / 2) * 2), max(2, round(frame.height * part / 2) * 2)


def _encoder(width: int, height: int) -> VideoCodecContext:
    encoder = VideoCodecContext.create("libvpx", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base = Fraction(1, _CLOCK_HZ)
    encoder.framerate = Fraction(FPS)
    encoder.bit_rate = _BITS
    encoder.gop_size = round(FPS * _KEY_EVERY_S)
    encoder.thread_count = 1
    encoder.options = dict(_OPTIONS)
    return encoder
