"""A platform of the feed benchmark's own, in its own process: incidents, and as many events as are asked for.

Frames are prepared beforehand and only numbered when they are sent, so that the load does not wait for the
loader.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import struct
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from websockets.asyncio.server import ServerConnection, serve
from websockets.typing import Subprotocol

from backend_client.protocol.codec import client_frames, encode
from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.entities import (
    AssigneeKind,
    Incident,
    IncidentState,
    Step,
    Task,
    TaskState,
)
from backend_client.protocol.messages import (
    PROTOCOL_NAME,
    Auth,
    Hello,
    Item,
    Limits,
    Ping,
    Pong,
    Query,
    Reply,
    Scope,
    ServerInfo,
    SnapshotBegin,
    SnapshotEnd,
    SnapshotPage,
    Subscribe,
    Subscribed,
    User,
    Welcome,
)
from backend_client.protocol.times import format_time

#: Texts that an incident's events take in turn.
_TEXTS = 5
#: An incident moves to its other state after so many events.
_EVENTS_PER_STATE = 50
_PAGE = 200
#: Where the incidents lie around, longitude and latitude.
CENTRE = (120.21, 30.29)
_STATES = (IncidentState.TO_DISPATCH, IncidentState.HANDLING, IncidentState.TO_VERIFY, IncidentState.PENDING)
#: Unsent bytes after which the load waits for the console.
_BACKLOG_BYTES = 4 * 2**20
_TURN_S = 0.001


@dataclass(frozen=True, slots=True)
class Load:
    """What to send: events a second, for how many seconds."""

    rate: int
    seconds: float


def incident(number: int, *, text: int, moved: bool, now: float) -> Incident:
    """One of the benchmark's incidents; its JSON is a little over 1 kB."""
    rng = random.Random(number)
    state = _STATES[(number + moved) % len(_STATES)]
    at = format_time(now - rng.uniform(0, 7200))
    steps = (
        Step(at=at, by="示范值班员", action="incident.create", text="群众来电反映，已登记并核对位置。"),
        Step(at=at, by="示范值班员", action="incident.accept"),
        Step(at=at, by="示范派遣员", action="incident.assign", text="请就近网格员到场查看，注意安全。"),
        Step(at=at, by="示范网格员", action="incident.note", text=f"现场情况第 {text} 次反馈，正在处理。"),
    )
    task = Task(
        id=f"task-{number}",
        kind=AssigneeKind.UNIT,
        assignee=f"unit-{number % 1600}",
        name=f"示范网格员{number % 1600:04d}",
        lead=True,
        state=TaskState.SIGNED,
        offered_at=at,
        signed_at=at,
    )
    return Incident(
        serial_no=f"330104-2026-{number:06d}",
        type_code="0102",
        type_name="暴露垃圾",
        severity=1 + number % 4,
        title=f"示范路 {number} 号门前占道堆放",
        source="hotline",
        state=state,
        owner_org="org-330104001",
        reported_at=at,
        position=(CENTRE[0] + rng.uniform(-0.06, 0.06), CENTRE[1] + rng.uniform(-0.05, 0.05)),
        grid_code=f"330104001001{number % 540:03d}",
        place=f"示范街道示范社区 {number} 号",
        description="门前人行道有杂物堆放，影响行人和非机动车通行。",
        tasks=(task,),
        steps=steps,
    )


class EventSource:
    """Numbered event frames, ready for the socket, for ever: every entity in turn, `ver` counting up."""

    def __init__(self, *, entities: int) -> None:
        now = time.time()
        at = format_time(now)
        self.ids = [f"inc-{number:05d}" for number in range(entities)]
        self._bodies = [
            [
                [
                    msgspec.json.encode(incident(number, text=text, moved=moved, now=now))
                    for text in range(_TEXTS)
                ]
                for moved in (False, True)
            ]
            for number in range(entities)
        ]
        self._middle = f'"at":"{at}","entity":"incident",'.encode()
        self.event_bytes_min = min(len(body) for states in self._bodies for body in states[0])

    def snapshot(self) -> list[Item]:
        """All entities at version 1."""
        return [
            Item(entity="incident", id=id_, ver=1, data=msgspec.Raw(self._body(number, 1)))
            for number, id_ in enumerate(self.ids)
        ]

    def _body(self, number: int, ver: int) -> bytes:
        # Incidents move at different times, so that every moment has as many moves as any other.
        return self._bodies[number][(ver + number) // _EVENTS_PER_STATE % 2][ver % _TEXTS]

    def frames(self, sub: str) -> Iterator[bytes]:
        """WebSocket text frames, header included."""
        head = f'{{"type":"event","sub":"{sub}","topic":"incidents",'.encode()
        seq = 1
        for ver in itertools.count(2):
            for number, id_ in enumerate(self.ids):
                numbers = b'"seq":%d,"prev":%d,' % (seq + 1, seq)
                tail = b'"id":"%s","ver":%d,"op":"put","data":' % (id_.encode(), ver)
                body = self._body(number, ver)
                size = len(head) + len(numbers) + len(self._middle) + len(tail) + len(body) + 1
                yield b"".join(
                    (struct.pack("!BBH", 0x81, 126, size), head, numbers, self._middle, tail, body, b"}")
                )
                seq += 1


async def _talk(socket: ServerConnection, source: EventSource) -> None:
    decoder = client_frames()
    limits = Limits(frame_bytes=1_000_000, page=_PAGE, pending_commands=64)
    hello = Hello(
        protocol=PROTOCOL_NAME,
        server=ServerInfo(name="feed benchmark", version="1"),
        time=format_time(time.time()),
        heartbeat_s=20.0,
        limits=limits,
    )
    await socket.send(encode(hello), text=True)
    sub = ""
    async for frame in socket:
        match decoder.decode(frame):
            case Auth():
                user = User(id="bench", name="bench", roles=("dispatcher",), scope=Scope())
                welcome = Welcome(session="s", user=user, epoch="e", topics=("incidents",))
                await socket.send(encode(welcome), text=True)
            case Subscribe(id=sub, topics=topics):
                await socket.send(encode(Subscribed(id=sub, topics=topics)), text=True)
                await _send_snapshot(socket, sub, source.snapshot())
            case Ping(at=at):
                await socket.send(encode(Pong(at=at, time=format_time(time.time()))), text=True)
            case Query(id=id_, args=args):
                load = msgspec.json.decode(args, type=Load)
                figures = await _send_events(socket, source.frames(sub), load)
                answer = Reply(id=id_, ok=True, data=msgspec.Raw(json.dumps(figures).encode()))
                await socket.send(encode(answer), text=True)
            case _:
                continue


async def _send_snapshot(socket: ServerConnection, sub: str, items: list[Item]) -> None:
    topic = "incidents"
    await socket.send(encode(SnapshotBegin(sub=sub, topic=topic, epoch="e", as_of=1)), text=True)
    for start in range(0, len(items), _PAGE):
        page = SnapshotPage(sub=sub, topic=topic, items=tuple(items[start : start + _PAGE]))
        await socket.send(encode(page), text=True)
    digest = snapshot_digest((item.id, item.ver) for item in items)
    await socket.send(encode(SnapshotEnd(sub=sub, topic=topic, count=len(items), digest=digest)), text=True)


async def _send_events(socket: ServerConnection, frames: Iterator[bytes], load: Load) -> dict[str, float]:
    """Write frames at an even rate; each goes out as its own WebSocket frame, several in one system call."""
    loop = asyncio.get_running_loop()
    transport = socket.transport
    begin = loop.time()
    sent = 0
    worst = 0
    while (elapsed := loop.time() - begin) < load.seconds:
        due = int(elapsed * load.rate) - sent
        worst = max(worst, due)
        if due > 0 and transport.get_write_buffer_size() < _BACKLOG_BYTES:
            due = min(due, load.rate // 20)
            transport.write(b"".join(itertools.islice(frames, due)))
            sent += due
        await asyncio.sleep(_TURN_S)
    return {"events": sent, "most_overdue": worst}


async def _main(entities: int) -> None:
    source = EventSource(entities=entities)
    loop = asyncio.get_running_loop()
    parent_gone = asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), parent_gone.set)
    async with serve(
        lambda socket: _talk(socket, source),
        "127.0.0.1",
        0,
        subprotocols=[Subprotocol(PROTOCOL_NAME)],
        compression=None,
    ) as server:
        port = server.sockets[0].getsockname()[1]
        print(json.dumps({"port": port, "event_bytes_min": source.event_bytes_min}), flush=True)
        await parent_gone.wait()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1])))
