"""A page in a room at Janus, without a browser: it sends voice and pictures and counts what comes of whom."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, VideoStreamTrack
from aiortc.rtp import RtpPacket
from av import VideoFrame

from backend_client.protocol.conference import Party, PartyKind, PartyState
from backend_client.protocol.conference_rules import ROOM
from backend_client.protocol.messages import Signal
from backend_client.tasks import TaskSet

_HERE = RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)


class _Picture(VideoStreamTrack):
    """Something small."""

    async def recv(self) -> VideoFrame:
        frame = VideoFrame(160, 96, "yuv420p")
        frame.pts, frame.time_base = await self.next_timestamp()
        return frame


class Visitor:
    """`packets` counts what came by who has sent it on which line; `deaf` ones do not answer offers.

    `send` hands a signal to the room and answers whether it was taken; `offers` is what the room has offered,
    `lines` what of whom comes on which line of the last offer.
    """

    def __init__(self, id_: str, send: Callable[[Signal], int]) -> None:
        self.id = id_
        self.session = f"0{id_}"
        self.packets: Counter[tuple[str, str]] = Counter()
        self.offers: list[dict[str, Any]] = []
        self.lines: dict[str, tuple[str, str]] = {}
        self.restarts = 0
        self.deaf = False
        self._send = send
        self._room = ""
        self._gone = False
        self._round = 0
        self._sending: RTCPeerConnection | None = None
        self._receiving: RTCPeerConnection | None = None
        self._life = 0
        self._mids: dict[int, str] = {}
        self._tasks = TaskSet()
        self._turn = asyncio.Lock()

    def party(self, *, sharing: bool = False) -> Party:
        """As the roster has it."""
        return Party(
            id=self.id,
            name=self.id,
            kind=PartyKind.CONSOLE,
            state=PartyState.JOINED,
            since="2026-01-01T00:00:00Z",
            joined_at="2026-01-01T00:00:00Z",
            session=self.session,
            sharing=sharing,
        )

    @property
    def comes(self) -> set[tuple[str, str]]:
        """Of whom something has come, on which line."""
        return {whose for whose, packets in self.packets.items() if packets}

    async def publish(self, room: str) -> None:
        """Send voice, camera and, with the same picture, a screen."""
        self._room = room
        self._round += 1
        if self._sending is not None:
            await self._sending.close()
        connection = self._sending = RTCPeerConnection(_HERE)
        for track in (AudioStreamTrack(), _Picture(), _Picture()):
            connection.addTransceiver(track, direction="sendonly")
        await connection.setLocalDescription(await connection.createOffer())
        lines = zip(("voice", "camera", "screen"), connection.getTransceivers(), strict=True)
        self.say(
            "publish",
            round=self._round,
            description=_plain(connection),
            lines={carrier.mid: line for line, carrier in lines},
        )

    def say(self, kind: str, **more: Any) -> int:
        """A word to the room; whether it was taken."""
        data = {"v": 1, "kind": kind, "from": self.session, "to": self._room, "n": 1, **more}
        raw = msgspec.Raw(msgspec.json.encode(data))
        return self._send(Signal(conference="c", from_=self.id, to=ROOM, data=raw))

    def hear(self, signal: Signal) -> None:
        """A word of the room's."""
        self._tasks.spawn(self._hear(msgspec.json.decode(signal.data)), name="hear")

    async def leave(self) -> None:
        """Neither send nor look at anything any more."""
        # What is under way is let come to its end: aiortc forgets sockets that it was about to open.
        async with self._turn:
            self._gone = True
            for connection in (self._sending, self._receiving):
                if connection is not None:
                    await connection.close()
        await self._tasks.close()

    async def _hear(self, data: dict[str, Any]) -> None:
        async with self._turn:
            match "" if self._gone else data["kind"]:
                case "description" if self._sending is not None and data["round"] == self._round:
                    await self._sending.setRemoteDescription(_description(data))
                case "restart":
                    self.restarts += 1
                case "subscribe":
                    self.offers.append(data)
                    if not self.deaf:
                        await self._answer(data)

    async def _answer(self, data: dict[str, Any]) -> None:
        if data["life"] != self._life:
            if self._receiving is not None:
                await self._receiving.close()
            self._life = data["life"]
            self._receiving = RTCPeerConnection(_HERE)
        connection = self._receiving
        assert connection is not None
        await connection.setRemoteDescription(_description(data))
        await connection.setLocalDescription(await connection.createAnswer())
        self.lines = {mid: (each["id"], each["line"]) for mid, each in data["lines"].items()}
        self._mids = _mids(data["description"]["sdp"])
        for carrier in connection.getTransceivers():
            setattr(carrier.receiver, "_handle_rtp_packet", self._count)  # noqa: B010 nothing typed is meant
        self.say("description", round=data["round"], description=_plain(connection))

    async def _count(self, packet: RtpPacket, **_arrived: object) -> None:
        # Looked at no further: a browser decodes what comes, and that is tested with one. aiortc itself takes
        # pictures of several senders for those of the first.
        whose = self.lines.get(self._mids.get(packet.ssrc, ""))
        if whose is not None:
            self.packets[whose] += 1


def _mids(sdp: str) -> dict[int, str]:
    """The line of each source that a description names."""
    found, mid = {}, ""
    for line in sdp.splitlines():
        if line.startswith("a=mid:"):
            mid = line.removeprefix("a=mid:")
        elif line.startswith("a=ssrc:"):
            found[int(line.removeprefix("a=ssrc:").split()[0])] = mid
    return found


def _plain(connection: RTCPeerConnection) -> dict[str, str]:
    mine = connection.localDescription
    return {"type": mine.type, "sdp": mine.sdp}


def _description(data: dict[str, Any]) -> RTCSessionDescription:
    return RTCSessionDescription(sdp=data["description"]["sdp"], type=data["description"]["type"])
