"""What a platform holds, and what it tells each subscriber: the contract's server side without any I/O."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.entities import Counter, Entity, Incident, IncidentState
from backend_client.protocol.errors import Error
from backend_client.protocol.messages import (
    NULL,
    Bookmark,
    Event,
    Item,
    ReplayBegin,
    ReplayEnd,
    Resume,
    Resync,
    ServerMessage,
    SnapshotBegin,
    SnapshotEnd,
    SnapshotPage,
    Subscribed,
)
from backend_client.protocol.topics import STATE_TOPICS, TOPIC_OF

AT = "2026-01-31T08:00:00.000Z"
PAGE = 3


def incident(title: str = "示范事件", state: IncidentState = IncidentState.PENDING) -> Incident:
    """A small incident."""
    return Incident(
        serial_no="330104-2026-000001",
        type_code="0102",
        type_name="暴露垃圾",
        severity=3,
        title=title,
        source="hotline",
        state=state,
        owner_org="org-1",
        reported_at=AT,
    )


def counter(value: float) -> Counter:
    """A figure."""
    return Counter(value=value)


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a topic's log."""

    entity: str
    id: str
    ver: int
    data: msgspec.Raw | None


class World:
    """Entities by topic, and the log of how they came about. `seq` n is the n-th record of a topic."""

    def __init__(
        self, *, epoch: str = "epoch-1", topics: tuple[str, ...] = ("incidents", "counters")
    ) -> None:
        self.epoch = epoch
        self.logs: dict[str, list[Record]] = {topic: [] for topic in topics}
        self.floors: dict[str, int] = dict.fromkeys(topics, 0)
        self.refused: dict[str, Error] = {}
        self.digest_faults = 0

    def put(self, entity: str, id_: str, data: Entity | msgspec.Raw) -> Record:
        """Add or change an entity; raw data may break the contract."""
        raw = data if isinstance(data, msgspec.Raw) else msgspec.Raw(msgspec.json.encode(data))
        return self._log(entity, id_, raw)

    def delete(self, entity: str, id_: str) -> Record:
        """Take an entity out of view."""
        return self._log(entity, id_, None)

    def compact(self, topic: str) -> None:
        """Forget how things came about: cursors before now cannot be resumed."""
        self.floors[topic] = len(self.logs[topic])

    def held(self, topic: str) -> dict[str, Record]:
        """Latest record of everything in view."""
        held: dict[str, Record] = {}
        for record in self.logs[topic]:
            if record.data is None:
                held.pop(record.id, None)
            else:
                held[record.id] = record
        return held

    def _log(self, entity: str, id_: str, data: msgspec.Raw | None) -> Record:
        log = self.logs[TOPIC_OF[entity]]
        ver = 1 + sum(record.id == id_ for record in log)
        record = Record(entity=entity, id=id_, ver=ver, data=data)
        log.append(record)
        return record


class View:
    """One subscription: `pull` returns the frames that are due since the last pull, in order."""

    def __init__(self, world: World, *, sub: str, topics: tuple[str, ...], resume: Resume | None) -> None:
        self._world = world
        self._sub = sub
        self._topics = tuple(topic for topic in topics if topic not in world.refused)
        self._resume = resume
        self._started = False
        #: Index into the log, and the sequence number the client is told, by topic.
        self._read: dict[str, int] = {}
        self._cursor: dict[str, int] = {}

    def pull(self) -> list[ServerMessage]:
        """Frames to send now."""
        frames: list[ServerMessage] = []
        if not self._started:
            self._started = True
            refused = self._world.refused
            frames.append(Subscribed(id=self._sub, topics=self._topics, refused=refused))
            for topic in self._topics:
                frames += self._start(topic)
        for topic in self._topics:
            for index in range(self._read[topic], len(self._world.logs[topic])):
                frames.append(self._event(topic, index))
        return frames

    def bookmark(self, topic: str) -> Bookmark:
        """Tell that the client is current."""
        return Bookmark(sub=self._sub, topic=topic, seq=self._cursor[topic])

    def _start(self, topic: str) -> list[ServerMessage]:
        resume, head = self._resume, len(self._world.logs[topic])
        if topic in STATE_TOPICS or resume is None or topic not in resume.cursors:
            return self._snapshot(topic)
        cursor = resume.cursors[topic]
        if resume.epoch != self._world.epoch or cursor > head:
            return [Resync(sub=self._sub, topic=topic, reason="epoch_changed"), *self._snapshot(topic)]
        if cursor < self._world.floors[topic]:
            return [Resync(sub=self._sub, topic=topic, reason="expired"), *self._snapshot(topic)]
        self._cursor[topic] = self._read[topic] = cursor
        frames: list[ServerMessage] = [ReplayBegin(sub=self._sub, topic=topic, from_=cursor)]
        frames += [self._event(topic, index) for index in range(cursor, head)]
        return [*frames, ReplayEnd(sub=self._sub, topic=topic, seq=head)]

    def _snapshot(self, topic: str) -> list[ServerMessage]:
        log = self._world.logs[topic]
        self._read[topic] = len(log)
        self._cursor[topic] = as_of = 1 if topic in STATE_TOPICS else len(log)
        items = [
            Item(entity=record.entity, id=record.id, ver=record.ver, data=record.data)
            for record in self._world.held(topic).values()
            if record.data is not None
        ]
        digest = snapshot_digest((item.id, item.ver) for item in items)
        if self._world.digest_faults:
            self._world.digest_faults -= 1
            digest = "0" * 64
        frames: list[ServerMessage] = [
            SnapshotBegin(sub=self._sub, topic=topic, epoch=self._world.epoch, as_of=as_of)
        ]
        frames += [
            SnapshotPage(sub=self._sub, topic=topic, items=tuple(items[start : start + PAGE]))
            for start in range(0, len(items), PAGE)
        ]
        return [*frames, SnapshotEnd(sub=self._sub, topic=topic, count=len(items), digest=digest)]

    def _event(self, topic: str, index: int) -> Event:
        record = self._world.logs[topic][index]
        prev = self._cursor[topic]
        self._read[topic] = index + 1
        self._cursor[topic] = prev + 1
        return Event(
            sub=self._sub,
            topic=topic,
            seq=prev + 1,
            prev=prev,
            at=AT,
            entity=record.entity,
            id=record.id,
            ver=record.ver,
            op="delete" if record.data is None else "put",
            data=NULL if record.data is None else record.data,
        )
