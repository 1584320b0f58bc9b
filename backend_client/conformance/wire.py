"""One connection to a platform under test: raw frames as plain dicts, everything received is kept."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import uuid4

import msgspec
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from backend_client.conformance.findings import Broken, shown
from backend_client.protocol.errors import CloseCode
from backend_client.protocol.messages import MSGPACK_NAME
from backend_client.protocol.times import format_time

Frame: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Close:
    """How the platform closed: 1006 when it went without a word."""

    code: int
    reason: str

    def __str__(self) -> str:
        return f"the connection closed with {self.code} {self.reason}".rstrip()

    def fields(self) -> Frame:
        """The reason as an object. Raises Broken when it is none."""
        try:
            fields = msgspec.json.decode(self.reason.encode())
        except msgspec.DecodeError:
            fields = None
        if not isinstance(fields, dict):
            raise Broken("a JSON object as reason of the close", f"{self.code} {self.reason!r}")
        return fields


@dataclass(frozen=True, slots=True)
class Arrival:
    """A received frame: `at` on the monotonic clock, `size` in bytes, `binary` or text."""

    frame: Frame
    at: float
    size: int
    binary: bool


class Wire:
    """A connection; `arrivals` is all that has come, in order. Answers are waited for `answer_s` seconds."""

    def __init__(self, socket: ClientConnection, *, answer_s: float) -> None:
        self.socket = socket
        self.packed = socket.subprotocol == MSGPACK_NAME
        self.arrivals: list[Arrival] = []
        self._answer_s = answer_s
        self._waiting: list[Frame] = []

    @property
    def frames(self) -> list[Frame]:
        """All frames that have come, in order."""
        return [arrival.frame for arrival in self.arrivals]

    async def send(self, type_: str, **fields: Any) -> None:
        """Send one frame. A connection that has ended is noticed when the answer is waited for."""
        frame = {"type": type_, **fields}
        await self.send_raw(
            msgspec.msgpack.encode(frame) if self.packed else msgspec.json.encode(frame).decode()
        )

    async def send_raw(self, data: str | bytes) -> None:
        """Send whatever it is, as a text or a binary frame."""
        try:
            await self.socket.send(data)
        except ConnectionClosed:
            return

    async def next(
        self, accept: Callable[[Frame], bool], *, wanted: str, within_s: float | None = None
    ) -> Frame:
        """The first frame, received or to come, that `accept` takes; the others stay for later.

        Raises Broken when it does not come in time, or the connection ends before.
        """
        for index, frame in enumerate(self._waiting):
            if accept(frame):
                return self._waiting.pop(index)
        within_s = within_s or self._answer_s
        before = len(self.arrivals)
        try:
            async with asyncio.timeout(within_s):
                while True:
                    frame = await self._receive()
                    if accept(frame):
                        return frame
                    self._waiting.append(frame)
        except TimeoutError:
            came = [frame.get("type") for frame in self.frames[before:]]
            seen = f"only {shown(came)}" if came else "nothing"
            raise Broken(f"{wanted} within {within_s:g} s", seen) from None
        except ConnectionClosed as end:
            raise Broken(wanted, str(_close_of(end))) from end

    async def of_type(self, *types: str, within_s: float | None = None) -> Frame:
        """The next frame of one of these types."""
        return await self.next(
            lambda frame: frame.get("type") in types, wanted=" or ".join(types), within_s=within_s
        )

    async def closed(self, *, wanted: str, within_s: float | None = None) -> Close:
        """Wait for the platform's close. Raises Broken when it does not come."""
        within_s = within_s or self._answer_s
        try:
            async with asyncio.timeout(within_s):
                while True:
                    self._waiting.append(await self._receive())
        except TimeoutError:
            raise Broken(f"{wanted} within {within_s:g} s", "the connection stayed open") from None
        except ConnectionClosed as end:
            return _close_of(end)

    async def closed_with(self, code: CloseCode, *, within_s: float | None = None) -> Close:
        """Wait for a close with `code`. Raises Broken when it is another, or none."""
        wanted = f"a close with {code.value}"
        close = await self.closed(wanted=wanted, within_s=within_s)
        if close.code != code:
            raise Broken(wanted, str(close))
        return close

    async def ping(self, **more: Any) -> Frame:
        """Ping; the pong that belongs to it. Whatever was answered before has been received then."""
        at = f"{format_time(time.time())[:-1]}{uuid4().int % 1_000_000:06d}Z"
        await self.send("ping", **({"at": at, "cursors": {}} | more))
        return await self.next(
            lambda frame: frame.get("type") == "pong" and frame.get("at") == at,
            wanted="a pong with the ping's `at`",
        )

    async def listen(self, seconds: float) -> None:
        """Take in whatever comes in so many seconds. Raises Broken when the connection ends meanwhile."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    self._waiting.append(await self._receive())
        except TimeoutError:
            return
        except ConnectionClosed as end:
            raise Broken("the connection to stay", str(_close_of(end))) from end

    async def _receive(self) -> Frame:
        data = await self.socket.recv()
        at = time.monotonic()
        size = len(data.encode()) if isinstance(data, str) else len(data)
        try:
            frame = _unpacked(data) if self.packed else msgspec.json.decode(data)
        except (msgspec.MsgspecError, TypeError, UnicodeError) as error:
            raise Broken("frames in the agreed encoding", shown(repr(data))) from error
        if not isinstance(frame, dict):
            raise Broken("frames that are objects", frame)
        self.arrivals.append(Arrival(frame, at, size, isinstance(data, bytes)))
        return frame


def _unpacked(data: str | bytes) -> Any:
    if isinstance(data, str):
        raise TypeError("a text frame")
    return msgspec.msgpack.decode(data)


def _close_of(end: ConnectionClosed) -> Close:
    return Close(1006, "") if end.rcvd is None else Close(end.rcvd.code, end.rcvd.reason)
