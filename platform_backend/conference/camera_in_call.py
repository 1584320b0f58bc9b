"""Cameras in calls, as a process of its own: ``python -m platform_backend.conference.camera_in_call``.

It takes orders and signals from stdin, gives signals and reports on stdout, and ends when stdin does: with
its parent, in whatever way that ends. To a page a camera is a party like any other: it offers a connection
with one line, ``camera``, and is asked by ``restart`` for another one. Each picture is encoded once; what
differs from page to page is only how its packets are wrapped.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Final

import msgspec
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError

from backend_client.protocol.conference_rules import ROOM
from backend_client.tasks import TaskSet
from platform_backend.conference.call_orders import (
    CallCamera,
    FromChild,
    Heard,
    Listener,
    Order,
    Report,
    Say,
    ToChild,
    encode,
)
from platform_backend.conference.vp8 import Vp8Camera

#: Less pressing than the platform and the pictures on walls.
_NICE: Final = 5
_LOOK_EVERY_S: Final = 1.0
_LONGEST_LINE: Final = 1 << 20
#: So many packets wait for one page, about a second; who is further behind begins again at a key frame.
_MOST_WAITING: Final = 12
#: So many words of a page are remembered: one that comes twice is done once.
_MOST_HEARD: Final = 64
#: A page that asks for another connection gets none sooner than so long after the last, in seconds.
_AGAIN_AFTER_S: Final = 1.0
_CODECS: Final = ("video/VP8", "video/rtx")


class _Description(msgspec.Struct, frozen=True):
    type: str
    sdp: str


class _Word(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """What a page says to a camera; pages send more, which is nothing to it."""

    kind: str
    from_: str
    to: str
    n: int = 0
    round: int = 0
    description: _Description | None = None


class Packets(MediaStreamTrack):
    """A camera's packets on their way to one page: it begins, and goes on after a gap, with a key frame."""

    kind = "video"

    def __init__(self, *, key: Callable[[], None]) -> None:
        super().__init__()
        self._key = key
        self._queue: asyncio.Queue[Any] = asyncio.Queue()
        self._whole = False

    def give(self, packet: Any) -> None:
        """Let the page have this packet."""
        if self._queue.qsize() >= _MOST_WAITING:
            while not self._queue.empty():
                self._queue.get_nowait()
            self._whole = False
            self._key()
        self._whole = self._whole or packet.is_keyframe
        if self._whole:
            self._queue.put_nowait(packet)

    # aiortc's name.
    async def recv(self) -> Any:
        """The next packet, when there is one."""
        if self.readyState != "live":
            raise MediaStreamError
        return await self._queue.get()


class Link:
    """The connection to one page, or to the room server's room, made anew when that asks for it."""

    def __init__(
        self, *, mine: str, other: Listener, key: Callable[[], None], say: Callable[[str, bytes], None]
    ) -> None:
        self.other = other
        self.track: Packets | None = None
        self._mine = mine
        self._key = key
        self._say = say
        self._connection: RTCPeerConnection | None = None
        self._round = 0
        self._sent = 0
        self._heard: deque[int] = deque(maxlen=_MOST_HEARD)
        self._began = 0.0
        self._turn = asyncio.Lock()

    async def begin(self) -> None:
        """Offer a connection, in the place of any there was."""
        async with self._turn:
            await self._begin()

    async def take(self, word: _Word) -> None:
        """What the page says."""
        async with self._turn:
            await self._take(word)

    async def close(self) -> None:
        """End the connection."""
        async with self._turn:
            await self._close()

    async def _begin(self) -> None:
        await self._close()
        # The page begins anew as well, and counts from the beginning.
        self._heard.clear()
        self._round += 1
        self._began = time.monotonic()
        # Pages are in the same network: nobody outside is asked for addresses.
        connection = self._connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        track = self.track = Packets(key=self._key)
        carrier = connection.addTransceiver(track, direction="sendonly")
        known = RTCRtpSender.getCapabilities("video").codecs
        carrier.setCodecPreferences([each for each in known if each.mimeType in _CODECS])

        def changed() -> None:
            if connection.connectionState == "connected":
                self._key()

        connection.on("connectionstatechange", changed)
        await connection.setLocalDescription(await connection.createOffer())
        local = connection.localDescription
        self._tell(
            kind="publish" if self.other.id == ROOM else "description",
            round=self._round,
            anew=self._round > 1,
            lines={connection.getTransceivers()[0].mid: "camera"},
            description={"type": local.type, "sdp": local.sdp},
        )

    async def _take(self, word: _Word) -> None:
        if word.to != self._mine or word.from_ != self.other.session or word.n in self._heard:
            return
        self._heard.append(word.n)
        match word.kind:
            case "description" if word.description is not None and word.round == self._round:
                connection = self._connection
                if connection is not None and connection.signalingState == "have-local-offer":
                    answer = RTCSessionDescription(sdp=word.description.sdp, type=word.description.type)
                    await connection.setRemoteDescription(answer)
            case "restart" if time.monotonic() - self._began >= _AGAIN_AFTER_S:
                await self._begin()

    async def _close(self) -> None:
        connection, self._connection, self.track = self._connection, None, None
        if connection is not None:
            await connection.close()

    def _tell(self, **more: Any) -> None:
        self._sent += 1
        word = {"v": 1, "from": self._mine, "to": self.other.session, "n": self._sent, **more}
        self._say(self.other.id, msgspec.json.encode(word))


class CameraInCall:
    """One camera: read and encoded while anybody is to get it."""

    def __init__(self, *, session: str, say: Callable[[str, bytes], None], tasks: TaskSet) -> None:
        self._session = session
        self._say = say
        self._tasks = tasks
        self._loop = asyncio.get_running_loop()
        self._links: dict[str, Link] = {}
        self._source: Vp8Camera | None = None

    @property
    def silent_s(self) -> float | None:
        """For how many seconds nothing has been sent; None while nobody is to get anything."""
        return None if self._source is None else time.monotonic() - self._source.sent_at

    def obey(self, order: CallCamera) -> None:
        """Send it to whom the order names, and to nobody else."""
        wanted = {each.id: each for each in order.listeners}
        for id_, link in tuple(self._links.items()):
            if wanted.get(id_) != link.other:
                del self._links[id_]
                self._do(link.close(), "close")
        if self._source is not None and (not wanted or self._source.url != order.url):
            self._source.stop()
            self._source = None
        if wanted and self._source is None:
            self._source = Vp8Camera(
                url=order.url, headers=order.headers, name=self._session, give=self._give_soon
            )
        elif self._source is not None:
            # Another token, for when it has to be opened again.
            self._source.headers = order.headers
        for id_, other in wanted.items():
            if id_ not in self._links:
                link = self._links[id_] = Link(mine=self._session, other=other, key=self._key, say=self._say)
                self._do(link.begin(), "begin")

    def take(self, heard: Heard) -> None:
        """A word from one of them. What nobody here says is left."""
        link = self._links.get(heard.from_)
        with contextlib.suppress(msgspec.MsgspecError):
            word = msgspec.json.decode(heard.data, type=_Word)
            if link is not None:
                self._do(link.take(word), word.kind)

    def close(self) -> None:
        """Send it to nobody any more."""
        self.obey(CallCamera(session=self._session, url="", listeners=()))

    def _key(self) -> None:
        if self._source is not None:
            self._source.key()

    def _give_soon(self, packet: Any) -> None:
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._give, packet)

    def _give(self, packet: Any) -> None:
        for link in self._links.values():
            if link.track is not None:
                link.track.give(packet)

    def _do(self, work: Any, what: str) -> None:
        self._tasks.spawn(work, name=f"{what} {self._session}")


class Calls:
    """All cameras that are in calls, by the latest order; `tell` hands the platform a message."""

    def __init__(self, tell: Callable[[FromChild], None]) -> None:
        self._tell = tell
        self._tasks = TaskSet()
        self._cameras: dict[str, CameraInCall] = {}

    def take(self, message: ToChild) -> None:
        """Do what the platform says."""
        match message:
            case Order():
                self._obey(message)
            case Heard() if message.session in self._cameras:
                self._cameras[message.session].take(message)

    def report(self) -> Report:
        """How it goes."""
        found = {session: each.silent_s for session, each in self._cameras.items()}
        return Report(silent={session: round(s, 1) for session, s in found.items() if s is not None})

    def _obey(self, order: Order) -> None:
        wanted = {each.session: each for each in order.cameras}
        for session in [each for each in self._cameras if each not in wanted]:
            self._cameras.pop(session).close()
        for session, each in wanted.items():
            if session not in self._cameras:
                self._cameras[session] = CameraInCall(
                    session=session, say=self._saying(session), tasks=self._tasks
                )
            self._cameras[session].obey(each)

    def _saying(self, session: str) -> Callable[[str, bytes], None]:
        return lambda to, data: self._tell(Say(session=session, to=to, data=msgspec.Raw(data)))


async def serve() -> None:
    """Do what stdin says until it ends."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=_LONGEST_LINE)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    calls = Calls(_write)
    decoder: msgspec.json.Decoder[ToChild] = msgspec.json.Decoder(ToChild)
    tasks = TaskSet()
    tasks.spawn(_report(calls), name="report")
    while line := await reader.readline():
        calls.take(decoder.decode(line))


async def _report(calls: Calls) -> None:
    while True:
        _write(calls.report())
        await asyncio.sleep(_LOOK_EVERY_S)


def _write(message: FromChild) -> None:
    # When nobody reads any more, stdin is about to end.
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.buffer.write(encode(message))
        sys.stdout.buffer.flush()


def main() -> int:
    """Send cameras until stdin ends; the exit code."""
    with contextlib.suppress(OSError):
        os.nice(_NICE)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_until_the_end())
    return 0


async def _until_the_end() -> None:
    await serve()
    # Threads that hang at a camera, inside of FFmpeg, and connections must not hold the end up.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
