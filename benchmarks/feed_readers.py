"""Processes that read what consoles are sent, all of it, and count it.

They do nothing else, so as not to be what is measured. A reader is started by `ReaderGroup`; its sockets
speak just enough of WebSocket and of the contract to be let in.
"""

from __future__ import annotations

import asyncio
import contextlib
import mmap
import select
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec

from backend_client.protocol.codec import Wire, choose
from backend_client.protocol.messages import Auth, ClientInfo, ClientMessage, SnapshotEnd, Subscribe

_ROOT = Path(__file__).resolve().parent.parent
_COUNTS = struct.Struct("=QQ")
_CHUNK = 1 << 18
_CONNECTED_S = 60.0
_READ_S = 60.0
TOPIC = "incidents"


class Job(msgspec.Struct, frozen=True):
    """What a reader does: `consoles` sockets to `port`, with a subprotocol of the contract or without."""

    counts: str
    index: int
    port: int
    consoles: int
    subprotocol: str


class ReaderGroup:
    """Reader processes and what they have counted so far."""

    def __init__(self, *, port: int, consoles: int, processes: int, subprotocol: str = "") -> None:
        self.consoles = consoles
        self._port = port
        self._processes = min(processes, consoles)
        self._subprotocol = subprotocol
        self._stack = ExitStack()
        self._counts: mmap.mmap | None = None

    async def start(self) -> None:
        """Start the readers and wait until every console has what it first gets."""
        started = self._spawn()
        async with asyncio.timeout(_CONNECTED_S):
            for process in started:
                assert process.stdout is not None
                if await asyncio.to_thread(process.stdout.readline) != b"ready\n":
                    raise RuntimeError("a reader could not connect")

    def close(self) -> None:
        """End the readers."""
        self._stack.close()

    @property
    def frames(self) -> int:
        """Whole frames read by all consoles together."""
        return self._sum(0)

    @property
    def read_bytes(self) -> int:
        """Bytes read by all consoles together."""
        return self._sum(1)

    async def has_read(self, frames: int) -> None:
        """Wait until `frames` have been read in all. Raises TimeoutError when they do not come."""
        async with asyncio.timeout(_READ_S):
            while self.frames < frames:
                await a_moment()

    def _spawn(self) -> list[subprocess.Popen[bytes]]:
        folder = self._stack.enter_context(tempfile.TemporaryDirectory())
        path = Path(folder) / "counts"
        path.write_bytes(bytes(_COUNTS.size * self._processes))
        with path.open("r+b") as file:
            self._counts = self._stack.enter_context(mmap.mmap(file.fileno(), 0))
        started: list[subprocess.Popen[bytes]] = []
        for index in range(self._processes):
            share = len(range(index, self.consoles, self._processes))
            job = Job(str(path), index, self._port, share, self._subprotocol)
            command = [sys.executable, "-m", "benchmarks.feed_readers", msgspec.json.encode(job).decode()]
            # A pipe from here is its standard input: it ends when this process does.
            process = subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self._stack.enter_context(process)
            self._stack.callback(process.terminate)
            started.append(process)
        return started

    def _sum(self, column: int) -> int:
        assert self._counts is not None
        rows = [_COUNTS.unpack_from(self._counts, index * _COUNTS.size) for index in range(self._processes)]
        return sum(row[column] for row in rows)


async def a_moment() -> None:
    """Let the readers read: their counts stand in shared memory, and nothing tells of a change."""
    await asyncio.sleep(0.0005)


class Frames:
    """Finds the frames in what one socket brings. Header bytes that come apart are kept for the next time."""

    def __init__(self) -> None:
        self._missing = 0
        self._rest = b""

    def count(self, data: bytes) -> int:
        """How many frames end in `data`."""
        if self._rest:
            data, self._rest = self._rest + data, b""
        size = len(data)
        place, found = self._missing, int(0 < self._missing <= len(data))
        while place < size:
            length = data[place + 1] if place + 1 < size else 0
            header = 2 if length < 126 else 4 if length == 126 else 10
            if place + header > size:
                self._rest = data[place:]
                self._missing = 0
                return found
            if length >= 126:
                length = int.from_bytes(data[place + 2 : place + header])
            place += header + length
            found += place <= size
        self._missing = place - size
        return found


def _send(connection: socket.socket, wire: Wire, message: ClientMessage) -> None:
    payload = wire.encode(message)
    first = 0x82 if wire.binary else 0x81
    # A mask of zeros leaves the payload as it is.
    connection.sendall(struct.pack("!BBH4x", first, 0xFE, len(payload)) + payload)


def _payloads(connection: socket.socket, data: bytes) -> Iterator[bytes]:
    while True:
        header = 2
        if len(data) >= 2:
            length = data[1]
            header = 2 if length < 126 else 4 if length == 126 else 10
            if len(data) >= header:
                if length >= 126:
                    length = int.from_bytes(data[2:header])
                if len(data) >= header + length:
                    yield data[header : header + length]
                    data = data[header + length :]
                    continue
        data += connection.recv(_CHUNK)


def _connect(job: Job, number: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", job.port))
    lines = [
        "GET /feed HTTP/1.1",
        f"Host: 127.0.0.1:{job.port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    if job.subprotocol:
        lines.append(f"Sec-WebSocket-Protocol: {job.subprotocol}")
    connection.sendall("\r\n".join([*lines, "", ""]).encode())
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(_CHUNK)
    answer, _, data = data.partition(b"\r\n\r\n")
    if not answer.startswith(b"HTTP/1.1 101"):
        raise RuntimeError(answer.decode())
    if (wire := choose([job.subprotocol])) is not None:
        instance = f"{job.index}-{number}"
        client = ClientInfo(name="reader", version="1", workstation="reader", instance=instance)
        _send(connection, wire, Auth(token="reader", client=client))
        _send(connection, wire, Subscribe(id="s1", topics=(TOPIC,)))
        decoder = wire.server_frames()
        for payload in _payloads(connection, data):
            if isinstance(decoder.decode(payload), SnapshotEnd):
                break
    return connection


def _main(job: Job) -> None:
    with open(job.counts, "r+b") as file, mmap.mmap(file.fileno(), 0) as counts:
        poll = select.epoll()
        sockets: dict[int, tuple[socket.socket, Frames]] = {}
        for number in range(job.consoles):
            connection = _connect(job, number)
            sockets[connection.fileno()] = (connection, Frames())
            poll.register(connection, select.EPOLLIN)
        poll.register(sys.stdin, select.EPOLLIN)
        print("ready", flush=True)
        frames = total = 0
        place = job.index * _COUNTS.size
        while True:
            for descriptor, _ in poll.poll():
                if descriptor == sys.stdin.fileno():
                    return
                connection, found = sockets[descriptor]
                data = connection.recv(_CHUNK)
                if not data:
                    return
                frames += found.count(data)
                total += len(data)
            _COUNTS.pack_into(counts, place, frames, total)


if __name__ == "__main__":
    with contextlib.suppress(ConnectionError):
        _main(msgspec.json.decode(sys.argv[1], type=Job))
