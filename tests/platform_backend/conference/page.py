"""A page that a camera is sent to, without a browser: it answers offers and counts what it decodes."""

from __future__ import annotations

import asyncio
from typing import Any

from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from backend_client.tasks import TaskSet


class Page:
    """`frames` counts pictures, of which the last was `size`; `offers` what was offered."""

    def __init__(self, session: str) -> None:
        self.session = session
        self.frames = 0
        self.size = (0, 0)
        self.offers: list[dict[str, Any]] = []
        self._connection: RTCPeerConnection | None = None
        self._tasks = TaskSet()
        self._said = 0

    async def take(self, data: dict[str, Any]) -> dict[str, Any] | None:
        """What a camera says; the answer, if there is one."""
        if data["kind"] not in ("description", "publish"):
            return None
        self.offers.append(data)
        await self.close()
        connection = self._connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        connection.on("track", lambda track: self._tasks.spawn(self._look(track), name="look"))
        offer = data["description"]
        await connection.setRemoteDescription(RTCSessionDescription(sdp=offer["sdp"], type=offer["type"]))
        await connection.setLocalDescription(await connection.createAnswer())
        mine = connection.localDescription
        description = {"type": mine.type, "sdp": mine.sdp}
        return self.says(
            to=data["from"],
            kind="description",
            round=data["round"],
            lines=data["lines"],
            description=description,
        )

    def says(self, *, to: str, **more: Any) -> dict[str, Any]:
        """A word to a session."""
        self._said += 1
        return {"v": 1, "from": self.session, "to": to, "n": self._said, **more}

    async def close(self) -> None:
        """Look at nothing any more."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()
        await self._tasks.close()

    async def _look(self, track: MediaStreamTrack) -> None:
        try:
            while True:
                frame: Any = await track.recv()
                self.frames += 1
                self.size = (frame.width, frame.height)
        except (MediaStreamError, asyncio.CancelledError):
            pass
