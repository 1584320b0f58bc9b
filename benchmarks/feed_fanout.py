"""How many events a second the platform passes to N consoles, against what the socket library itself can do.

    python -m benchmarks.feed --consoles 100 [--seconds 1.5] [--rounds 5] [--encoding json|msgpack]

Prints one JSON line. Contenders send the same events to the same reader processes in the same run and in
turns, so that what else the machine does befalls all of them; the medians of the rounds count:

- platform: `EventLog.publish` and everything behind it: scope, cursor, shared frame, queue, backlog limit;
- limit: finished frames straight into the transports of uvicorn's WebSockets, nothing decided or queued;
- starlette: `send_text` (`send_bytes`) to one console after the other, as applications usually do it;
- websockets: `broadcast` of the websockets library on connections of its own.

`burst` says how many events a commit brings; a burst is one write a console to the platform and to the limit.
Every delivery is counted by who reads it, and a turn ends when all has been read.
"""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count, islice
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.server import ServerConnection, broadcast, serve

from backend_client.protocol.codec import JSON, MSGPACK
from backend_client.protocol.messages import Command, Query, Reply, Result, Scope, User
from backend_client.protocol.topics import LOG_TOPICS
from backend_client.tasks import TaskSet
from benchmarks.feed_platform import incident
from benchmarks.feed_readers import TOPIC, ReaderGroup, a_moment
from platform_backend.access.sign_ins import Session
from platform_backend.commands.context import Actor
from platform_backend.district_time import DistrictTime
from platform_backend.feed.channel import AbortableWebSocket, Channel
from platform_backend.feed.connection import Connection, Services, Timing
from platform_backend.feed.connections import Connections
from platform_backend.feed.event_log import EventLog, TopicLog
from platform_backend.feed.outgoing import Outgoing, Pump
from platform_backend.feed.state_hub import StateHub
from platform_backend.feed.subscriptions import Subscriptions
from platform_backend.frames import Layout, layout_of
from platform_backend.log_types import LogEvent
from platform_backend.tally import Tally
from platform_backend.web.serving import Server, bind

_ENTITIES = 200
_USER = User(id="bench", name="bench", roles=("dispatcher",), scope=Scope())
#: Events after which a contender looks whether the readers keep up, and what it lets wait for each console.
_LOOK_EVERY = 8
_WAITING_BYTES = 128_000
#: Nobody pings, nothing is bookmarked: only events are on the wire.
_TIMING = Timing(silence_s=1e9, bookmark_s=1e9, backlog_limit=64_000_000)


@dataclass(frozen=True, slots=True)
class Options:
    """How to measure."""

    consoles: int
    seconds: float
    rounds: int
    encoding: str
    processes: int = 2


class Site:
    """The platform's own path from a committed event to the sockets, and nothing else of the platform."""

    def __init__(self) -> None:
        self.connections = Connections()
        self.websockets: list[WebSocket] = []
        self.protocols: list[AbortableWebSocket] = []
        topics = {topic: TopicLog(head=1, floor=1, view={}, recent=()) for topic in LOG_TOPICS}
        self.log = EventLog(topics=topics, on_events=self.connections.on_events)
        self._states = StateHub(
            org_codes={}, camera_codes={}, now=time.time, on_change=self.connections.on_state
        )
        self._tally = Tally()
        self._pump = Pump()

    async def serve(self, websocket: WebSocket) -> None:
        """Serve one console as the platform does."""
        channel = Channel(websocket)
        self.websockets.append(websocket)
        self.protocols.append(channel._protocol)
        await Connection(channel=channel, services=self._services(), timing=_TIMING).run()

    def _services(self) -> Services:
        session = Session(id="s", user=_USER, expires_at=time.time() + 1e6)
        return Services(
            epoch="e",
            simulated=False,
            clock=DistrictTime(),
            session=lambda _token: session,
            current=lambda _id: _USER,
            subscriptions=self._subscriptions,
            command=_no_command,
            status=_no_status,
            query=_no_query,
            opened=self.connections.opened,
            joined=self.connections.joined,
            left=self.connections.left,
            tally=self._tally,
            pump=self._pump,
        )

    def _subscriptions(self, session: Session, outgoing: Outgoing, layout: Layout) -> Subscriptions:
        return Subscriptions(
            log=self.log,
            states=self._states,
            epoch="e",
            user=session.user,
            outgoing=outgoing,
            layout=layout,
            clock=time.monotonic,
        )


async def _no_command(_actor: Actor, _command: Command) -> Result:
    raise NotImplementedError


async def _no_status(_actor: Actor, _cmd_id: str) -> Result | None:
    raise NotImplementedError


async def _no_query(_actor: Actor, _query: Query) -> Reply:
    raise NotImplementedError


def _events() -> Iterator[LogEvent]:
    now = time.time()
    bodies = [
        [msgspec.json.encode(incident(number, text=text, moved=False, now=now)) for text in range(5)]
        for number in range(_ENTITIES)
    ]
    for seq in count(2):
        number, ver = seq % _ENTITIES, 1 + seq // _ENTITIES
        body = bodies[number][ver % 5]
        yield LogEvent(TOPIC, seq, now, "incident", f"inc-{number:05d}", ver, body, "", "")


class Contenders:
    """The ways of sending, each as a coroutine that sends one burst of events."""

    def __init__(self, *, site: Site, sockets: list[ServerConnection], layout: Layout, text: bool) -> None:
        self._site = site
        self._sockets = sockets
        self._text = text
        self._events = _events()
        head = layout.event_head("s1")
        frames = [e.frame(layout, head, e.seq - 1, True) for e in islice(_events(), 1000)]
        self.event_bytes = round(statistics.mean(map(len, frames)))
        self._frames = frames * 2
        self._payloads = [frame[4:] for frame in self._frames]
        self._texts = [payload.decode() for payload in self._payloads] if text else []
        self._place = 0

    async def platform(self, burst: int) -> None:
        """Publish, as the committer does after each commit."""
        self._site.log.publish(list(islice(self._events, burst)))
        await asyncio.sleep(0)

    async def limit(self, burst: int) -> None:
        """Write the same bytes straight into every transport."""
        place = self._next(burst)
        data = self._frames[place] if burst == 1 else b"".join(self._frames[place : place + burst])
        for protocol in self._site.protocols:
            protocol.transport.write(data)
        await asyncio.sleep(0)

    async def starlette(self, burst: int) -> None:
        """Send to one console after the other through ASGI."""
        place = self._next(burst)
        for index in range(place, place + burst):
            for websocket in self._site.websockets:
                if self._text:
                    await websocket.send_text(self._texts[index])
                else:
                    await websocket.send_bytes(self._payloads[index])

    async def websockets(self, burst: int) -> None:
        """Broadcast with the websockets library."""
        place = self._next(burst)
        for index in range(place, place + burst):
            broadcast(self._sockets, self._texts[index] if self._text else self._payloads[index])
        await asyncio.sleep(0)

    def waiting(self) -> int:
        """Bytes that wait for consoles, in queues and in transports."""
        transports = [protocol.transport for protocol in self._site.protocols]
        buffers = sum(transport.get_write_buffer_size() for transport in transports)
        others = sum(socket.transport.get_write_buffer_size() for socket in self._sockets)
        return sum(self._site.connections.backlogs) + buffers + others

    def _next(self, burst: int) -> int:
        place = self._place
        self._place = (place + burst) % 1000
        return place


async def _turn(
    send: Callable[[int], Awaitable[None]],
    *,
    burst: int,
    seconds: float,
    readers: ReaderGroup,
    waiting: Callable[[], int],
) -> float:
    """Send for some seconds and wait until all has been read; events a second."""
    before = readers.frames
    limit = _WAITING_BYTES * readers.consoles
    bursts = 0
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        await send(burst)
        bursts += 1
        if bursts % _LOOK_EVERY == 0:
            while waiting() > limit:
                await a_moment()
    events = bursts * burst
    await readers.has_read(before + events * readers.consoles)
    return events / (time.perf_counter() - begin)


@asynccontextmanager
async def _served(site: Site) -> AsyncIterator[int]:
    listener = bind("127.0.0.1", 0)
    server = Server(Starlette(routes=[WebSocketRoute("/feed", site.serve)]))
    tasks = TaskSet()
    serving = tasks.spawn(server.serve(sockets=[listener]), name="serve")
    try:
        yield listener.getsockname()[1]
    finally:
        server.stop()
        await serving


async def measure(options: Options) -> dict[str, Any]:
    """Let all contenders send in turns; the figures."""
    site = Site()
    wire = MSGPACK if options.encoding == "msgpack" else JSON
    sockets: list[ServerConnection] = []

    async def hold(socket: ServerConnection) -> None:
        sockets.append(socket)
        await socket.wait_closed()

    async with AsyncExitStack() as stack:
        port = await stack.enter_async_context(_served(site))
        other = await stack.enter_async_context(
            serve(hold, "127.0.0.1", 0, compression=None, ping_interval=None)
        )
        consoles, processes = options.consoles, options.processes
        readers = ReaderGroup(port=port, subprotocol=wire.name, consoles=consoles, processes=processes)
        other_port = next(iter(other.sockets)).getsockname()[1]
        plain = ReaderGroup(port=other_port, consoles=consoles, processes=processes)
        for group in (readers, plain):
            stack.callback(group.close)
            await group.start()
        contenders = Contenders(site=site, sockets=sockets, layout=layout_of(wire), text=not wire.binary)
        ways = {
            "platform": (contenders.platform, 1, readers),
            "limit": (contenders.limit, 1, readers),
            "platform_burst": (contenders.platform, 16, readers),
            "limit_burst": (contenders.limit, 16, readers),
            "starlette": (contenders.starlette, 1, readers),
            "websockets": (contenders.websockets, 1, plain),
        }
        rates: dict[str, list[float]] = {name: [] for name in ways}
        gc.freeze()
        for turn in range(options.rounds + 1):
            for name, (send, burst, group) in ways.items():
                # The first round warms up and does not count.
                seconds = options.seconds if turn else 0.2
                rate = await _turn(
                    send, burst=burst, seconds=seconds, readers=group, waiting=contenders.waiting
                )
                if turn:
                    rates[name].append(rate)
    return _report(options, rates, contenders.event_bytes)


def _report(options: Options, rates: dict[str, list[float]], event_bytes: int) -> dict[str, Any]:
    middle = {name: statistics.median(values) for name, values in rates.items()}

    def ratio(one: str, other: str) -> float:
        # Turn by turn: both of a pair had the same machine.
        return round(statistics.median(a / b for a, b in zip(rates[one], rates[other], strict=True)), 3)

    return {
        "consoles": options.consoles,
        "events_per_second": round(middle["platform"]),
        "deliveries_per_second": round(middle["platform"] * options.consoles),
        "limit_events_per_second": round(middle["limit"]),
        "ratio": ratio("platform", "limit"),
        "burst": {
            "events": 16,
            "events_per_second": round(middle["platform_burst"]),
            "deliveries_per_second": round(middle["platform_burst"] * options.consoles),
            "limit_events_per_second": round(middle["limit_burst"]),
            "ratio": ratio("platform_burst", "limit_burst"),
        },
        "starlette_events_per_second": round(middle["starlette"]),
        "websockets_events_per_second": round(middle["websockets"]),
        "times_starlette": ratio("platform", "starlette"),
        "times_websockets": ratio("platform", "websockets"),
        "spread": {name: [round(min(v)), round(max(v))] for name, v in rates.items()},
        "event_bytes": event_bytes,
        "encoding": options.encoding,
        "rounds": options.rounds,
        "seconds": options.seconds,
        "load_average": round(os.getloadavg()[0], 1),
    }
