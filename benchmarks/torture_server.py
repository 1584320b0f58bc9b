"""A real RTSP server whose streams do what cameras do on their worst days.

Runs under the system's Python, where `gi` lives: `python3 benchmarks/torture_server.py STREAM ...`; each is
NAME=KIND:FILE[,FILE]: the files are looped from their encoded packets at rtsp://127.0.0.1:PORT/NAME. Kinds:

    plain      as it should be
    sound      with an audio track beside it
    reordered  with B-frames, sent in decoding order with the times they are shown at
    slow       10 pictures a second
    hevc       H.265
    hevc-b     H.265 with B-frames
    stamps     time stamps that stand still, go back and jump by hours
    lossy      packets are missing, pictures are cut off
    garbage    after two seconds the pictures are noise
    keyless    no key frame ever

Prints one JSON line `{"port": N}` when it serves; ends when its standard input ends. Lines on standard
input make faults: `stall NAME`, `go NAME`, `end NAME` (the stream ends for its viewers; who asks again gets
the next file), `swap NAME` (the next file from here on, in the same connection). `opens` prints
`{"opens": [seconds, ...], "clients": N}`: when connections were accepted, and how many there are.
It imports nothing of the project, because that Python has none of the project's packages.
"""

from __future__ import annotations

import argparse
import functools
import json
import random
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstApp, GstRtspServer  # noqa: E402

KINDS: Final = (
    *("plain", "sound", "reordered", "slow", "hevc", "hevc-b"),
    *("stamps", "lossy", "garbage", "keyless"),
)
_USUAL_FPS: Final = 25
SEND_BUFFER_BYTES: Final = 1 << 20
_SLOW_FPS: Final = 10
_GOOD_PICTURES: Final = 2 * _USUAL_FPS
_HOUR_NS: Final = 3_600_000_000_000
_SOUND: Final = (
    "appsrc name=sound is-live=true format=time caps=audio/x-alaw,rate=8000,channels=1 "
    "! rtppcmapay name=pay1 pt=8"
)
#: A-law samples of a hum, for one picture's time.
_HUM: Final = bytes(0xD5 ^ (16 * (n // 20 % 2)) for n in range(8000 // _USUAL_FPS))
#: Noise has no zero bytes: they would look like the beginning of another unit.
_NOISE: Final = bytes(range(1, 256))


@dataclass(frozen=True)
class AccessUnit:
    """One encoded picture; it is shown `later_ns` after it is decoded."""

    data: bytes
    key: bool
    later_ns: int


@dataclass
class Stream:
    """One address and the pipeline that is being fed, if anyone watches."""

    name: str
    kind: str
    films: tuple[tuple[AccessUnit, ...], ...]
    film: int = 0
    source: GstApp.AppSrc | None = None
    generation: int = 0
    stalled: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    @property
    def step_ns(self) -> int:
        """Between two pictures."""
        return 1_000_000_000 // (_SLOW_FPS if self.kind == "slow" else _USUAL_FPS)


def codec_of(kind: str) -> str:
    """As GStreamer names it."""
    return "h265" if kind in ("hevc", "hevc-b") else "h264"


@functools.cache
def read_units(path: str, codec: str) -> tuple[AccessUnit, ...]:
    """Every encoded picture of a file, in decoding order, parameter sets in front of key frames."""
    pipeline = Gst.parse_launch(
        f'filesrc location="{path}" ! parsebin ! {codec}parse config-interval=-1 '
        f"! video/x-{codec},stream-format=byte-stream,alignment=au ! appsink name=out sync=false"
    )
    sink = pipeline.get_by_name("out")
    pipeline.set_state(Gst.State.PLAYING)
    units = []
    while (sample := sink.emit("pull-sample")) is not None:
        buffer = sample.get_buffer()
        known = buffer.pts != Gst.CLOCK_TIME_NONE and buffer.dts != Gst.CLOCK_TIME_NONE
        units.append(
            AccessUnit(
                data=buffer.extract_dup(0, buffer.get_size()),
                key=not buffer.has_flags(Gst.BufferFlags.DELTA_UNIT),
                later_ns=buffer.pts - buffer.dts if known else 0,
            )
        )
    pipeline.set_state(Gst.State.NULL)
    while units and not units[0].key:
        del units[0]
    if not units:
        raise SystemExit(f"{path}: no {codec} key frame in it")
    return tuple(units)


class Feeder(threading.Thread):
    """Feeds one pipeline until it is gone."""

    def __init__(
        self, stream: Stream, source: GstApp.AppSrc, sound: GstApp.AppSrc | None, generation: int
    ) -> None:
        super().__init__(name=stream.name, daemon=True)
        self._stream = stream
        self._source = source
        self._sound = sound
        self._generation = generation

    def run(self) -> None:
        stream, began = self._stream, time.monotonic()
        film, at, sent = stream.film, 0, 0
        while stream.generation == self._generation:
            due = began + sent * stream.step_ns / 1e9
            time.sleep(max(0.0, due - time.monotonic()))
            sent += 1
            if stream.stalled:
                continue
            if film != stream.film:
                film, at = stream.film, 0
            units = stream.films[film]
            unit = units[at % len(units)]
            at += 1
            if self._sound is not None:
                hum = Gst.Buffer.new_wrapped(_HUM)
                hum.pts = hum.dts = sent * stream.step_ns
                self._sound.emit("push-buffer", hum)
            for data in spoiled(stream, unit, sent):
                buffer = Gst.Buffer.new_wrapped(data)
                buffer.dts = sent * stream.step_ns
                buffer.pts = stamp(stream, unit, sent)
                if self._source.emit("push-buffer", buffer) != Gst.FlowReturn.OK:
                    return


def spoiled(stream: Stream, unit: AccessUnit, sent: int) -> list[bytes]:
    """What is sent in place of a picture: itself, a part of it, noise, or nothing."""
    chance = stream.chance
    match stream.kind:
        case "keyless" if unit.key:
            return []
        case "lossy" if not unit.key and chance.random() < 0.1:
            return [] if chance.random() < 0.5 else [unit.data[: len(unit.data) // 2]]
        case "garbage" if sent > _GOOD_PICTURES:
            kept = len(unit.data) // 4
            return [unit.data[:kept] + bytes(chance.choices(_NOISE, k=len(unit.data) - kept))]
        case _:
            return [unit.data]


def stamp(stream: Stream, unit: AccessUnit, sent: int) -> int:
    """When the picture is to be shown."""
    time_ns = sent * stream.step_ns
    match stream.kind:
        case "reordered" | "hevc-b":
            return time_ns + unit.later_ns
        case "stamps":
            stands_still = stream.step_ns * (sent % 5 == 4)
            goes_back = 3 * stream.step_ns * (sent % 11 == 10)
            jumps = _HOUR_NS * (sent // 100)
            return max(0, time_ns - stands_still - goes_back) + jumps
        case _:
            return time_ns


class Factory(GstRtspServer.RTSPMediaFactory):  # type: ignore[misc]
    """Makes the pipeline of one stream when its first viewer comes, shared by all its viewers."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self._stream = stream
        self.set_shared(True)
        self.set_latency(0)
        codec = codec_of(stream.kind)
        caps = f"video/x-{codec},stream-format=byte-stream,alignment=au,framerate={_USUAL_FPS}/1"
        # A parser would keep from the viewers what it does not understand.
        parse = "" if stream.kind in ("garbage", "keyless", "lossy") else f"! {codec}parse"
        sound = _SOUND if stream.kind == "sound" else ""
        self.set_launch(
            f"( appsrc name=source is-live=true format=time block=false max-bytes=4000000 caps={caps} "
            f"{parse} ! rtp{codec}pay name=pay0 pt=96 config-interval=-1 {sound} )"
        )
        self.connect("media-configure", self._configured)

    def _configured(self, _factory: Any, media: GstRtspServer.RTSPMedia) -> None:
        stream = self._stream
        pipeline = media.get_element()
        with stream.lock:
            source = stream.source = pipeline.get_by_name_recurse_up("source")
            stream.generation += 1
            generation = stream.generation
        media.connect("unprepared", self._unprepared, generation)
        Feeder(stream, source, pipeline.get_by_name("sound"), generation).start()

    def _unprepared(self, _media: Any, generation: int) -> None:
        with self._stream.lock:
            if self._stream.generation == generation:
                self._stream.generation += 1
                self._stream.source = None


class Opens:
    """When connections were accepted, and how many there are."""

    def __init__(self, server: GstRtspServer.RTSPServer) -> None:
        self._at: list[float] = []
        self._clients = 0
        server.connect("client-connected", self._connected)

    def told(self) -> str:
        return json.dumps({"opens": self._at, "clients": self._clients})

    def _connected(self, _server: Any, client: GstRtspServer.RTSPClient) -> None:
        self._at.append(time.monotonic())
        self._clients += 1
        client.connect("closed", self._closed)

    def _closed(self, _client: Any) -> None:
        self._clients -= 1


def obey(line: str, streams: dict[str, Stream], opens: Opens) -> None:
    """Carry out one command."""
    match line.split():
        case [("stall" | "go") as verb, name]:
            streams[name].stalled = verb == "stall"
        case ["swap", name]:
            stream = streams[name]
            stream.film = (stream.film + 1) % len(stream.films)
        case ["end", name]:
            stream = streams[name]
            with stream.lock:
                stream.film = (stream.film + 1) % len(stream.films)
                stream.generation += 1
                source, stream.source = stream.source, None
            if source is not None:
                source.emit("end-of-stream")
        case ["opens"]:
            print(opens.told(), flush=True)
        case _:
            sys.stderr.write(f"not understood: {line}")


def follow_input(streams: dict[str, Stream], opens: Opens, loop: GLib.MainLoop) -> None:
    """Obey standard input until it ends, then end the server."""
    try:
        for line in sys.stdin:
            obey(line, streams, opens)
    finally:
        # From within the loop: a `quit` that comes before `run` is lost, and the server would stay for good.
        GLib.idle_add(loop.quit)


def parsed(text: str) -> tuple[str, str, list[str]]:
    """Name, kind and files of a stream."""
    name, _, rest = text.partition("=")
    kind, _, files = rest.partition(":")
    if kind not in KINDS or not files:
        raise argparse.ArgumentTypeError(
            f"NAME=KIND:FILE is wanted, with a kind of {', '.join(KINDS)}: {text}"
        )
    return name, kind, files.split(",")


def give_room(_server: Any, client: GstRtspServer.RTSPClient) -> None:
    """Let a client's connection take a whole key frame at once.

    WORKAROUND for GStreamer 1.22: of what has to wait for room in the socket, the word that it was sent is
    lost now and then, and the client is sent nothing more.
    """
    client.get_connection().get_write_socket().set_option(
        socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("streams", nargs="+", type=parsed, metavar="NAME=KIND:FILE")
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    arguments = parser.parse_args()
    Gst.init(None)
    streams = {}
    for name, kind, files in arguments.streams:
        codec = codec_of(kind)
        films = tuple(read_units(path, codec) for path in files)
        streams[name] = Stream(name=name, kind=kind, films=films)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.connect("client-connected", give_room)
    server.set_service(str(arguments.port))
    mounts = server.get_mount_points()
    for stream in streams.values():
        mounts.add_factory(f"/{stream.name}", Factory(stream))
    opens = Opens(server)
    loop = GLib.MainLoop()
    if server.attach(None) == 0:
        raise SystemExit(f"port {arguments.port} is taken")
    print(json.dumps({"port": server.get_bound_port()}), flush=True)
    threading.Thread(target=follow_input, args=(streams, opens, loop), name="input", daemon=True).start()
    loop.run()


if __name__ == "__main__":
    main()
