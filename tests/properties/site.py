"""A platform's inside for properties: its real log, states, subscriptions and encoding over a real schema.

Entities are put and taken away as the platform's transactions do it, straight in its tables, because a
property needs ten thousand of these sites. A restart reads everything back with the platform's own code.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from dataclasses import dataclass
from typing import cast

import msgspec
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from backend_client.protocol.codec import Wire
from backend_client.protocol.entities import Device, Entity, Seat, Unit, UnitStatus
from backend_client.protocol.messages import Scope, Subscribe, User, Welcome
from backend_client.protocol.topics import LOG_TOPICS, TOPIC_OF
from backend_client.protocol.wall import Wall
from platform_backend.access.scope import sees
from platform_backend.feed.event_log import EventLog, TopicLog, load_topics
from platform_backend.feed.outgoing import Outgoing, Pump
from platform_backend.feed.state_hub import Key, StateHub
from platform_backend.feed.subscriptions import Subscriptions
from platform_backend.frames import layout_of
from platform_backend.log_types import Burst, LogEvent
from platform_backend.store import schema
from tests.properties.virtual_loop import VirtualLoop

TOPICS = ("directory", "walls", "units", "devices")
#: Scopes an account may have, and codes an entity may have: some seen by all, some by few.
SCOPES = (
    Scope(),
    Scope(division="11"),
    Scope(division="1"),
    Scope(division="21"),
    Scope(division="12", departments=("d1",)),
)
CODES = ("11", "", "12", "21", "11 21", "12 @d1", "-")
ORG_CODES = {"o1": "11", "o2": "12", "o3": "21"}
CAMERA_CODES = {"k1": "11", "k2": "21", "k3": ""}
_TABLES = ("entities", "events", "heads")

_engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
schema.metadata.create_all(_engine)
_rows = cast("sqlite3.Connection", _engine.raw_connection().driver_connection)
_rows.isolation_level = None


@dataclass(frozen=True, slots=True)
class Stored:
    """An entity of a log topic as the store has it."""

    ver: int
    body: bytes
    codes: str
    in_view: bool


class Line:
    """One connection: what the platform has sent and the console has not taken yet stands in `wire`."""

    def __init__(self, site: Site, *, scope: Scope, wire: Wire) -> None:
        self.frames: deque[bytes] = deque()
        self.asked: deque[Subscribe] = deque()
        self.room = 0
        self.scope = scope
        self._site = site
        self._layout = layout_of(wire)
        self._wake: list[object] = []
        self._outgoing = Outgoing(
            sink=self, pump=site.pump, state_frame=self._state_frame, on_overflow=_never, on_broken=_broken
        )
        self.subscriptions = Subscriptions(
            log=site.log,
            states=site.states,
            epoch=site.epoch,
            user=user_with(scope),
            outgoing=self._outgoing,
            layout=self._layout,
            clock=site.loop.time,
        )
        self._outgoing.start()

    # What Outgoing asks of a sink

    @property
    def writable(self) -> bool:
        return self.room > 0

    def write(self, data: bytes) -> None:
        self.room -= 1
        self.frames.extend(payloads(data))

    def when_writable(self, wake: object) -> None:
        self._wake.append(wake)

    # What happens to it

    def flow(self, writes: int) -> None:
        """The platform hears what was asked, and the socket takes so many writes."""
        while self.asked:
            self.subscriptions.subscribe(self.asked.popleft())
        self.room = writes
        for wake in self._wake:
            wake()  # type: ignore[operator]
        self._site.loop.run()
        self.room = 0

    def change_scope(self, scope: Scope) -> None:
        """The account is changed while the console is connected."""
        self.scope = scope
        welcome = Welcome(session="s", user=user_with(scope), epoch=self._site.epoch, topics=TOPICS)
        self._outgoing.push(self._layout.message(welcome))
        self.subscriptions.change_user(user_with(scope))

    def close(self) -> None:
        """The connection is gone."""
        self.subscriptions.close()
        self._outgoing.close()

    def _state_frame(self, topic: str, key: Key) -> bytes | None:
        return self.subscriptions.state_frame(topic, key)


class Site:
    """The platform's inside; `lines` are its connections."""

    def __init__(self, loop: VirtualLoop) -> None:
        self.loop = loop
        self.lines: list[Line] = []
        self.pump = Pump()
        self.stored: dict[Key, Stored] = {}
        self._units: dict[str, Unit] = {}
        self._devices: dict[str, Device] = {}
        self._backup: tuple[dict[Key, Stored], dict[str, list[tuple[object, ...]]]] | None = None
        self._epochs = 1
        self._count = 0
        for table in _TABLES:
            _rows.execute(f"DELETE FROM {table}")
        _rows.executemany("INSERT INTO heads VALUES (?, 1, 1)", [(topic,) for topic in LOG_TOPICS])
        # The tables are empty: nothing to read back yet.
        self._serve({topic: TopicLog(head=1, floor=1, view={}, recent=()) for topic in LOG_TOPICS})

    @property
    def epoch(self) -> str:
        """The identity of the database."""
        return f"epoch-{self._epochs}"

    def put(self, entity: str, id_: str, codes: str) -> None:
        """Add or change an entity of a log topic, or move it to other codes."""
        self._count += 1
        data: Entity
        if entity == "seat":
            data = Seat(name=f"席位{self._count}", org="o1")
        else:
            data = Wall(name=f"大屏{self._count}", org="o1")
        known = self.stored.get((entity, id_))
        ver = 1 if known is None else known.ver + 1
        self._commit(entity, id_, Stored(ver, msgspec.json.encode(data), codes, True), known)

    def take_away(self, entity: str, id_: str) -> None:
        """Let an entity leave the view, if it is there; its version stays."""
        known = self.stored.get((entity, id_))
        if known is not None and known.in_view:
            self._commit(entity, id_, Stored(known.ver, known.body, known.codes, False), known)

    def move(self, id_: str, org: str) -> None:
        """A unit does something, there or in another street."""
        self._count += 1
        unit = Unit(code=f"K{self._count}", name=id_, org=org, kind="grid", status=UnitStatus.AVAILABLE)
        self._units[id_] = unit
        self.states.publish("unit", id_, unit)

    def switch(self, camera: str) -> None:
        """A camera goes, or comes back."""
        self._count += 1
        device = Device(online=bool(self._count % 2), since=str(self._count))
        self._devices[camera] = device
        self.states.publish("device", camera, device)

    def prune(self, topic: str, kept: int) -> None:
        """Only the newest events stay."""
        log = self.log.topics[topic]
        floor = max(log.floor, log.head - kept)
        _rows.execute("DELETE FROM events WHERE topic = ? AND seq <= ?", (topic, floor))
        _rows.execute("UPDATE heads SET floor = ? WHERE topic = ?", (floor, topic))
        log.forget(floor)

    def restart(self) -> None:
        """Everything in memory is lost and read back; every connection is gone."""
        for line in self.lines:
            line.close()
        self.lines = []
        with _engine.connect() as connection:
            self._serve(load_topics(connection))

    def back_up(self) -> None:
        """Keep a copy of the store."""
        tables = {table: _rows.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}
        self._backup = (dict(self.stored), tables)

    def restore(self) -> None:
        """Put the copy back, under a new epoch, and start; without a copy only the epoch changes."""
        self._epochs += 1
        if self._backup is not None:
            self.stored = dict(self._backup[0])
            for table, rows in self._backup[1].items():
                _rows.execute(f"DELETE FROM {table}")
                if rows:
                    marks = ", ".join("?" * len(rows[0]))
                    _rows.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        self.restart()

    def truth(self, scope: Scope) -> dict[Key, tuple[int, bytes]]:
        """What a console with this scope must hold in the end: version and data by entity and id."""
        held = {
            key: (row.ver, row.body)
            for key, row in self.stored.items()
            if row.in_view and sees(scope, row.codes)
        }
        for topic in ("units", "devices"):
            for each in self.states.all_of(topic):
                if sees(scope, each.codes):
                    held[each.entity, each.id] = (each.ver, each.body)
        return held

    def _serve(self, topics: dict[str, TopicLog]) -> None:
        self.log = EventLog(topics=topics, on_events=self._on_events)
        self.states = StateHub(
            org_codes=ORG_CODES,
            camera_codes=CAMERA_CODES,
            now=self.loop.time,
            on_change=self._on_state,
            steady=self.loop.time,
        )
        self.states.load("unit", self._units.items())
        self.states.load("device", self._devices.items())

    def _commit(self, entity: str, id_: str, row: Stored, known: Stored | None) -> None:
        topic = TOPIC_OF[entity]
        seq, at = self.log.topics[topic].head + 1, self.loop.time()
        body = row.body if row.in_view else None
        former = known.codes if known is not None and known.in_view else row.codes
        self.stored[entity, id_] = row
        _rows.execute(
            "INSERT OR REPLACE INTO entities VALUES (?, ?, ?, ?, ?, ?, 'x', ?)",
            (entity, id_, row.ver, row.body, row.codes, row.in_view, at),
        )
        _rows.execute(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (topic, seq, at, entity, id_, row.ver, body, row.codes, former),
        )
        _rows.execute("UPDATE heads SET head = ? WHERE topic = ?", (seq, topic))
        self.log.publish([LogEvent(topic, seq, at, entity, id_, row.ver, body, row.codes, former)])

    def _on_events(self, burst: Burst) -> None:
        for line in self.lines:
            line.subscriptions.on_events(burst)

    def _on_state(self, topic: str, key: Key) -> None:
        for line in self.lines:
            line.subscriptions.on_state(topic, key)


def user_with(scope: Scope) -> User:
    """The account, as it is now."""
    return User(id="u", name="u", roles=("dispatcher",), scope=scope)


def payloads(data: bytes) -> list[bytes]:
    """The payloads of whole unmasked WebSocket frames."""
    found: list[bytes] = []
    at = 0
    while at < len(data):
        size = data[at + 1]
        at += 2
        if size > 125:
            width = 2 if size == 126 else 8
            size, at = int.from_bytes(data[at : at + width]), at + width
        found.append(data[at : at + size])
        at += size
    return found


def _never() -> None:
    raise AssertionError("nothing here is large enough to be too slow for")


def _broken(error: Exception) -> None:
    raise error
