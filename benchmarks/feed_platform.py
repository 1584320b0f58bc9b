"""A platform of the feed benchmark's own, in its own process: incidents, and as many events as are asked for.

Frames are prepared beforehand and only numbered when they are sent, so that the load does not wait for the
loader.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from websockets.asyncio.server import ServerConnection, serve
from websockets.typing import Subprotocol

from backend_client.protocol.codec import JSON, MSGPACK, Wire
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
    ServerMessage,
    SnapshotBegin,
    SnapshotEnd,
    Subscribe,
    Subscribed,
    User,
    Welcome,
)
from backend_client.protocol.times import format_time
from platform_backend.frames import layout_of

#: Texts that an incident's events take in turn.
_TEXTS = 5
#: An incident moves to its other state after so many events.
_EVENTS_PER_STATE = 50
_PAGE = 200
_TOPIC = "incidents"
#: The console's first subscription, which is its only one here.
_SUB = "s1"
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

    def __init__(self, *, entities: int, wire: Wire = JSON) -> None:
        now = time.time()
        self._layout = layout_of(wire)
        self._at = format_time(now)
        self.ids = [f"inc-{number:05d}" for number in range(entities)]
        self._bodies = [
            [
                [wire.value(incident(number, text=text, moved=moved, now=now)) for text in range(_TEXTS)]
                for moved in (False, True)
            ]
            for number in range(entities)
        ]
        self.event_bytes_min = min(len(body) for states in self._bodies for body in states[0])

    def snapshot(self) -> Iterator[bytes]:
        """Pages of all entities at version 1, as WebSocket frames."""
        layout, value = self._layout, self._layout.wire.value
        for start in range(0, len(self.ids), _PAGE):
            items = [
                Item(entity="incident", id=id_, ver=1, data=msgspec.Raw(self._body(start + place, 1)))
                for place, id_ in enumerate(self.ids[start : start + _PAGE])
            ]
            yield layout.page(sub=_SUB, topic=_TOPIC, items=layout.array([value(item) for item in items]))

    def frames(self) -> Iterator[bytes]:
        """WebSocket frames of events, header included."""
        layout, value = self._layout, self._layout.wire.value
        head = layout.event_head(_SUB)
        before_seq = layout.field("topic", _TOPIC) + layout.key("seq")
        before_id = layout.field("at", self._at) + layout.field("entity", "incident") + layout.key("id")
        ids = [value(id_) + layout.key("ver") for id_ in self.ids]
        before_body = layout.field("op", "put") + layout.key("data")
        seq = 1
        for ver in itertools.count(2):
            number_of_version = value(ver)
            for number, id_ in enumerate(ids):
                body = self._body(number, ver)
                yield layout.event(
                    head,
                    seq,
                    before_seq,
                    value(seq + 1),
                    before_id,
                    id_,
                    number_of_version,
                    before_body,
                    body,
                )
                seq += 1

    def _body(self, number: int, ver: int) -> bytes:
        # Incidents move at different times, so that every moment has as many moves as any other.
        return self._bodies[number][(ver + number) // _EVENTS_PER_STATE % 2][ver % _TEXTS]


class _Talk:
    """One console's connection."""

    def __init__(self, socket: ServerConnection, source: EventSource, wire: Wire) -> None:
        self._socket = socket
        self._source = source
        self._wire = wire

    async def run(self) -> None:
        """Answer until the console goes."""
        limits = Limits(frame_bytes=1_000_000, page=_PAGE, pending_commands=64)
        hello = Hello(
            protocol=PROTOCOL_NAME,
            server=ServerInfo(name="feed benchmark", version="1"),
            time=format_time(time.time()),
            heartbeat_s=20.0,
            limits=limits,
        )
        await self._send(hello)
        decoder = self._wire.client_frames()
        async for frame in self._socket:
            match decoder.decode(frame):
                case Auth():
                    user = User(id="bench", name="bench", roles=("dispatcher",), scope=Scope())
                    await self._send(Welcome(session="s", user=user, epoch="e", topics=(_TOPIC,)))
                case Subscribe(id=sub, topics=topics):
                    if sub != _SUB:
                        raise ValueError("the benchmark's console subscribes once")
                    await self._send(Subscribed(id=sub, topics=topics))
                    await self._send_snapshot()
                case Ping(at=at):
                    await self._send(Pong(at=at, time=format_time(time.time())))
                case Query(id=id_, args=args):
                    load = msgspec.json.decode(args, type=Load)
                    figures = await _send_events(self._socket, self._source.frames(), load)
                    await self._send(Reply(id=id_, ok=True, data=msgspec.Raw(json.dumps(figures).encode())))
                case _:
                    continue

    async def _send(self, message: ServerMessage) -> None:
        await self._socket.send(self._wire.encode(message), text=not self._wire.binary)

    async def _send_snapshot(self) -> None:
        ids = self._source.ids
        await self._send(SnapshotBegin(sub=_SUB, topic=_TOPIC, epoch="e", as_of=1))
        for page in self._source.snapshot():
            self._socket.transport.write(page)
        digest = snapshot_digest((id_, 1) for id_ in ids)
        await self._send(SnapshotEnd(sub=_SUB, topic=_TOPIC, count=len(ids), digest=digest))


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


async def _main(entities: int, wire: Wire) -> None:
    source = EventSource(entities=entities, wire=wire)
    loop = asyncio.get_running_loop()
    parent_gone = asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), parent_gone.set)
    async with serve(
        lambda socket: _Talk(socket, source, wire).run(),
        "127.0.0.1",
        0,
        subprotocols=[Subprotocol(wire.name)],
        compression=None,
    ) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        print(json.dumps({"port": port, "event_bytes_min": source.event_bytes_min}), flush=True)
        await parent_gone.wait()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), MSGPACK if sys.argv[2] == "msgpack" else JSON))
