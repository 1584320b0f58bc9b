"""A real RTSP server of distinct H.264 streams, looped from encoded packets without encoding anything.

Runs under the system's Python, where `gi` lives: `python3 benchmarks/rtsp_server.py --streams 64 FILE...`.
Stream number i (rtsp://127.0.0.1:PORT/s/i) plays file i modulo the number of files, from a start of its own.
Prints one JSON line `{"port": N, "streams": N}` when it serves; ends when its standard input ends.
Lines on standard input make faults: `stall 3` (stream 3 sends nothing more), `go 3`, `stall all`, `go all`.
`when 3` prints when stream 3 sent which picture: `{"began_ns": N, "start": N, "units": N, "step_ns": N}` says
that the k-th picture sent was number (start + k) modulo units of the file and due k steps after `began_ns` of
the monotonic clock.
It imports nothing of the project, because that Python has none of the project's packages.
"""

from __future__ import annotations

import argparse
import heapq
import itertools
import json
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstApp, GstRtspServer  # noqa: E402

FRAMES_PER_SECOND = 25
STEP_NS = 1_000_000_000 // FRAMES_PER_SECOND
SEND_BUFFER_BYTES = 1 << 20
_CAPS = f"video/x-h264,stream-format=byte-stream,alignment=au,framerate={FRAMES_PER_SECOND}/1"


@dataclass(frozen=True)
class AccessUnit:
    """One encoded picture, as GStreamer holds it: a push shares its memory and copies nothing."""

    buffer: Any
    key: bool


@dataclass
class Stream:
    """One address: which units it loops and the pipeline that is being fed, if anyone watches."""

    number: int
    units: list[AccessUnit]
    start: int
    source: GstApp.AppSrc | None = None
    stalled: bool = False
    generation: int = 0
    fed: int = 0
    pushed: int = 0
    began_ns: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def read_units(path: str) -> list[AccessUnit]:
    """Every encoded picture of a file, in decoding order, parameter sets in front of key frames."""
    pipeline = Gst.parse_launch(
        f'filesrc location="{path}" ! parsebin ! h264parse config-interval=-1 '
        "! video/x-h264,stream-format=byte-stream,alignment=au ! appsink name=out sync=false"
    )
    sink = pipeline.get_by_name("out")
    pipeline.set_state(Gst.State.PLAYING)
    units = []
    while (sample := sink.emit("pull-sample")) is not None:
        buffer = sample.get_buffer()
        key = not buffer.has_flags(Gst.BufferFlags.DELTA_UNIT)
        units.append(AccessUnit(buffer.copy_deep(), key))
    pipeline.set_state(Gst.State.NULL)
    if not any(unit.key for unit in units):
        raise SystemExit(f"{path}: no H.264 key frame in it")
    while not units[0].key:
        del units[0]
    return units


class Clock:
    """Feeds every watched stream its next picture when it is due, from one thread."""

    def __init__(self) -> None:
        self._due: list[tuple[int, int, Stream, int]] = []
        self._order = itertools.count()
        self._changed = threading.Condition()

    def start(self) -> None:
        threading.Thread(target=self._run, name="clock", daemon=True).start()

    def add(self, stream: Stream, generation: int) -> None:
        """Feed it from now on, the first picture counting as sent; done once for each of its pipelines."""
        with self._changed:
            if stream.fed == generation:
                return
            stream.fed = generation
            stream.began_ns = time.monotonic_ns()
            heapq.heappush(self._due, (stream.began_ns + STEP_NS, next(self._order), stream, generation))
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._due:
                    self._changed.wait()
                due, _, stream, generation = self._due[0]
                wait_s = (due - time.monotonic_ns()) / 1e9
                if wait_s > 0:
                    self._changed.wait(wait_s)
                    continue
                heapq.heappop(self._due)
            if push(stream, generation):
                with self._changed:
                    heapq.heappush(self._due, (due + STEP_NS, next(self._order), stream, generation))


def push(stream: Stream, generation: int) -> bool:
    """Give the stream's pipeline its next picture; False when that pipeline is gone."""
    with stream.lock:
        source = stream.source
        if source is None or generation != stream.generation:
            return False
        index = stream.pushed
        stream.pushed += 1
    if stream.stalled:
        return True
    unit = stream.units[(stream.start + index) % len(stream.units)]
    buffer = unit.buffer.copy()
    buffer.pts = buffer.dts = index * STEP_NS
    buffer.duration = STEP_NS
    return bool(source.emit("push-buffer", buffer) == Gst.FlowReturn.OK)


class Factory(GstRtspServer.RTSPMediaFactory):  # type: ignore[misc]
    """Makes the pipeline of one stream when its first viewer comes, shared by all its viewers."""

    def __init__(self, stream: Stream, clock: Clock) -> None:
        super().__init__()
        self._stream = stream
        self._clock = clock
        self.set_shared(True)
        self.set_latency(0)
        # WORKAROUND for GStreamer 1.22: now and then the server does not let go of a live pipeline when it is
        # to play, and its viewers see nothing for good. So it is fed as if it were live, and not called so.
        self.set_launch(
            f"( appsrc name=source format=time block=false max-bytes=4000000 caps={_CAPS} "
            "! h264parse ! rtph264pay name=pay0 pt=96 config-interval=-1 )"
        )
        self.connect("media-configure", self._configured)

    def _configured(self, _factory: Any, media: GstRtspServer.RTSPMedia) -> None:
        stream = self._stream
        source = media.get_element().get_by_name_recurse_up("source")
        with stream.lock:
            stream.source = source
            stream.generation += 1
            stream.pushed = 0
            generation = stream.generation
        source.connect("need-data", self._wanted, generation)
        media.connect("new-state", self._in_state, generation)
        media.connect("unprepared", self._unprepared, generation)

    def _wanted(self, source: GstApp.AppSrc, _bytes: int, generation: int) -> None:
        # One picture tells what the stream is; the others come when it is played.
        source.set_property("emit-signals", False)
        push(self._stream, generation)

    def _in_state(self, _media: Any, state: int, generation: int) -> None:
        if state == int(Gst.State.PLAYING):
            self._clock.add(self._stream, generation)

    def _unprepared(self, _media: Any, generation: int) -> None:
        with self._stream.lock:
            if self._stream.generation == generation:
                self._stream.source = None


def make_streams(files: list[str], count: int) -> list[Stream]:
    """Distinct streams: the files in turn, each further round starting at a later key frame.

    When key frames run out they are used again: a stream begins when its first viewer comes, so even those
    are not in step. A start between key frames is not possible: without parameter sets nobody can join.
    """
    loops = [read_units(path) for path in files]
    streams = []
    for number in range(count):
        units = loops[number % len(loops)]
        keys = [index for index, unit in enumerate(units) if unit.key]
        streams.append(Stream(number=number, units=units, start=keys[number // len(loops) % len(keys)]))
    return streams


def obey(line: str, streams: list[Stream]) -> None:
    """Carry out one fault command."""
    match line.split():
        case [("stall" | "go") as verb, which]:
            for stream in streams:
                if which in ("all", str(stream.number)):
                    stream.stalled = verb == "stall"
        case ["when", which]:
            stream = streams[int(which)]
            when = {"began_ns": stream.began_ns, "start": stream.start, "units": len(stream.units)}
            print(json.dumps(when | {"step_ns": STEP_NS}), flush=True)
        case _:
            sys.stderr.write(f"not understood: {line}")


def follow_input(streams: list[Stream], loop: GLib.MainLoop) -> None:
    """Obey standard input until it ends, then end the server."""
    try:
        for line in sys.stdin:
            obey(line, streams)
    finally:
        # From within the loop: a `quit` that comes before `run` is lost, and the server would stay for good.
        GLib.idle_add(loop.quit)


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
    parser.add_argument("files", nargs="+", help="H.264 files (MPEG-TS or MP4) to loop")
    parser.add_argument("--streams", type=int, default=1)
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    arguments = parser.parse_args()
    Gst.init(None)
    streams = make_streams(arguments.files, arguments.streams)
    clock = Clock()
    clock.start()
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.connect("client-connected", give_room)
    server.set_service(str(arguments.port))
    mounts = server.get_mount_points()
    for stream in streams:
        mounts.add_factory(f"/s/{stream.number}", Factory(stream, clock))
    loop = GLib.MainLoop()
    if server.attach(None) == 0:
        raise SystemExit(f"port {arguments.port} is taken")
    print(json.dumps({"port": server.get_bound_port(), "streams": len(streams)}), flush=True)
    threading.Thread(target=follow_input, args=(streams, loop), name="input", daemon=True).start()
    loop.run()


if __name__ == "__main__":
    main()
