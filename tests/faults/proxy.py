"""A TCP proxy between consoles and a platform that can be told to behave badly while it runs."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import TypeAlias, TypeVar

from backend_client.tasks import TaskSet
from tests.faults.toxics import (
    Bandwidth,
    Latency,
    LimitData,
    ResetPeer,
    Slicer,
    SlowClose,
    Stream,
    Timeout,
    Toxic,
)

T = TypeVar("T")

_CHUNK = 16 * 1024
#: Chunks that may be on their way in one direction before the sender is no longer read.
_IN_FLIGHT = 64
_BACKLOG = 1024


class FaultProxy:
    """Passes connections on to `upstream`; `accepted` are the moments at which each came (monotonic).

    `suffered` counts connections by the name of the fault that has touched them.
    """

    def __init__(self, *, upstream: tuple[str, int], seed: int = 1) -> None:
        self.upstream = upstream
        self.accepted: list[float] = []
        self.suffered: Counter[str] = Counter()
        self.port = 0
        self._random = random.Random(seed)
        self._toxics: tuple[Toxic, ...] = ()
        self._links: set[_Link] = set()
        self._server: asyncio.Server | None = None
        self._tasks = TaskSet()

    async def start(self) -> None:
        """Listen on a free port, or on the same as before."""
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", self.port, backlog=_BACKLOG, reuse_address=True
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def take_down(self) -> None:
        """Toxiproxy's ``down``: every connection is closed and new ones are refused until `start`."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for link in tuple(self._links):
            self.suffered["down"] += 1
            link.close()

    def afflict(self, *toxics: Toxic) -> None:
        """From now on these faults and no others, for living connections and for new ones."""
        self._toxics = toxics
        for link in tuple(self._links):
            self._touch(link)

    async def close(self) -> None:
        """Close everything."""
        await self.take_down()
        await self._tasks.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted.append(time.monotonic())
        try:
            upstream = await asyncio.open_connection(*self.upstream)
        except OSError:
            writer.transport.abort()
            return
        if self._server is None:
            # Taken down while this one was being connected.
            writer.transport.abort()
            upstream[1].transport.abort()
            return
        link = _Link(client=(reader, writer), server=upstream, tasks=self._tasks, random=self._random)
        self._links.add(link)
        self._touch(link)
        try:
            await link.run()
        finally:
            self._links.discard(link)
            link.close()

    def _touch(self, link: _Link) -> None:
        chosen = tuple(toxic for toxic in self._toxics if self._random.random() < toxic.toxicity)
        self.suffered.update(toxic.name for toxic in chosen)
        link.afflict(chosen)


_Ends: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class _Link:
    """One connection through the proxy."""

    def __init__(self, *, client: _Ends, server: _Ends, tasks: TaskSet, random: random.Random) -> None:
        self._writers = (client[1], server[1])
        self._tasks = tasks
        self._pipes: dict[Stream, _Pipe] = {
            "upstream": _Pipe(client[0], server[1], random),
            "downstream": _Pipe(server[0], client[1], random),
        }
        self._timers: list[asyncio.TimerHandle] = []
        self._black = False
        self._over = asyncio.Event()

    def afflict(self, toxics: tuple[Toxic, ...]) -> None:
        """Suffer these and no others."""
        for timer in self._timers:
            timer.cancel()
        self._timers = []
        was_black, self._black = self._black, any(isinstance(toxic, Timeout) for toxic in toxics)
        if was_black and not self._black:
            # As with Toxiproxy: bytes were held back, so the connection does not simply go on.
            self.close()
            return
        loop = asyncio.get_running_loop()
        for toxic in toxics:
            if isinstance(toxic, ResetPeer):
                self._timers.append(loop.call_later(toxic.timeout / 1000, self.reset))
            elif isinstance(toxic, Timeout) and toxic.timeout > 0:
                self._timers.append(loop.call_later(toxic.timeout / 1000, self.close))
        for stream, pipe in self._pipes.items():
            pipe.afflict(tuple(toxic for toxic in toxics if toxic.stream == stream))

    async def run(self) -> None:
        """Pass data on until both directions have ended or the connection is closed."""
        pipes = [
            self._tasks.spawn(self._carry(pipe), name=f"proxy {name}") for name, pipe in self._pipes.items()
        ]
        over = self._tasks.spawn(self._over.wait(), name="proxy over")
        waiting: set[asyncio.Task[object]] = set(pipes)
        while waiting and not over.done():
            done, _ = await asyncio.wait({*waiting, over}, return_when=asyncio.FIRST_COMPLETED)
            waiting -= done
        for task in (*pipes, over):
            task.cancel()
        await asyncio.gather(*pipes, over, return_exceptions=True)

    def close(self) -> None:
        """Close both ends; what has not been passed on is lost."""
        for timer in self._timers:
            timer.cancel()
        for writer in self._writers:
            writer.close()
        self._over.set()

    def reset(self) -> None:
        """Close both ends by RST."""
        for writer in self._writers:
            with suppress(OSError):
                raw: socket.socket = writer.get_extra_info("socket")
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        self.close()

    async def _carry(self, pipe: _Pipe) -> None:
        reading = self._tasks.spawn(pipe.read(), name="proxy read")
        try:
            if not await pipe.write():
                self.close()
        except OSError:
            self.close()
        finally:
            reading.cancel()


class _Pipe:
    """One direction of a connection. Reading and writing are apart so that latency costs no throughput."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, random: random.Random
    ) -> None:
        self._toxics: tuple[Toxic, ...] = ()
        self._changed = asyncio.Event()
        self._reader = reader
        self._writer = writer
        self._random = random
        #: (when it may go on, data); None for data: the connection was broken off.
        self._waiting: asyncio.Queue[tuple[float, bytes | None]] = asyncio.Queue(_IN_FLIGHT)
        self._passed = 0

    def afflict(self, toxics: tuple[Toxic, ...]) -> None:
        """Suffer these and no others."""
        self._toxics = toxics
        self._passed = 0
        self._changed.set()

    async def read(self) -> None:
        """Take in what comes and note when each chunk may go on."""
        due = 0.0
        data: bytes | None = b"."
        while data:
            try:
                data = await self._reader.read(_CHUNK)
            except OSError:
                data = None
            due = max(due, time.monotonic() + self._latency_s())
            await self._waiting.put((due, data))

    async def write(self) -> bool:
        """Pass on what has been read; whether it came to its end in order."""
        while True:
            due, data = await self._waiting.get()
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            while self._has(Timeout):
                self._changed.clear()
                await self._changed.wait()
            if not data:
                await asyncio.sleep(sum(toxic.delay for toxic in self._of(SlowClose)) / 1000)
                if data is not None:
                    self._writer.write_eof()
                return data is not None
            for piece in self._pieces(data):
                for limit in self._of(LimitData):
                    if self._passed + len(piece) > limit.bytes:
                        self._writer.write(piece[: max(0, limit.bytes - self._passed)])
                        await self._writer.drain()
                        return False
                for band in self._of(Bandwidth):
                    await asyncio.sleep(len(piece) / (band.rate * 1000))
                self._writer.write(piece)
                await self._writer.drain()
                self._passed += len(piece)
                for slicer in self._of(Slicer):
                    await asyncio.sleep(slicer.delay / 1_000_000)

    def _of(self, kind: type[T]) -> Iterator[T]:
        return (toxic for toxic in self._toxics if isinstance(toxic, kind))

    def _has(self, kind: type[Toxic]) -> bool:
        return any(isinstance(toxic, kind) for toxic in self._toxics)

    def _latency_s(self) -> float:
        delays = (
            toxic.latency + self._random.uniform(-toxic.jitter, toxic.jitter) for toxic in self._of(Latency)
        )
        return sum(delays) / 1000

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        at = 0
        while at < len(data):
            size = len(data)
            for slicer in self._of(Slicer):
                size = slicer.average_size + self._random.randint(
                    -slicer.size_variation, slicer.size_variation
                )
            yield data[at : at + max(1, size)]
            at += max(1, size)
