"""Log topics as consoles see them: what is in view, the newest events, and reading both at the start.

Events are on disk before they come here; the ring in memory is what a returning console is replayed from.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Connection, select

from backend_client.protocol.messages import Scope
from backend_client.protocol.topics import LOG_TOPICS, TOPIC_OF
from platform_backend.access.scope import sees
from platform_backend.feed.snapshots import Snapshot
from platform_backend.log_types import Burst, Held, LogEvent
from platform_backend.store import schema

#: Events of a topic a console may have missed and still be replayed; more than that is a new snapshot.
MAX_REPLAY = 4096
#: Snapshots for different scopes that are kept at a time.
_SNAPSHOTS = 32

Key = tuple[str, str]


class TopicLog:
    """One log topic: `head` its newest sequence number, `floor` the newest one no longer kept on disk."""

    def __init__(self, *, head: int, floor: int, view: dict[Key, Held], recent: Iterable[LogEvent]) -> None:
        self.head = head
        self.floor = floor
        self.view = view
        self._snapshots: dict[Scope, tuple[int, Snapshot]] = {}
        self._recent = deque(recent, maxlen=MAX_REPLAY)

    def append(self, event: LogEvent) -> None:
        """Take over the next committed event."""
        self.head = event.seq
        self._recent.append(event)
        held = event.held()
        if held is None:
            self.view.pop((event.entity, event.id), None)
        else:
            self.view[event.entity, event.id] = held

    def snapshot(self, scope: Scope) -> Snapshot:
        """Everything in view that a user with `scope` may see, as of `head`."""
        # Kept until the next event: after a restart every console asks for the same at once.
        kept = self._snapshots.get(scope)
        if kept is None or kept[0] != self.head:
            held = [each for each in self.view.values() if sees(scope, each.codes)]
            kept = (self.head, Snapshot(held))
            self._snapshots.pop(scope, None)
            while len(self._snapshots) >= _SNAPSHOTS:
                del self._snapshots[next(iter(self._snapshots))]
            self._snapshots[scope] = kept
        return kept[1]

    def cannot_replay(self, cursor: int) -> str | None:
        """Why a console at `cursor` needs a whole snapshot, or None when it can be replayed to."""
        if cursor > self.head:
            return "epoch_changed"
        if cursor < self.floor:
            return "expired"
        oldest = self._recent[0].seq if self._recent else self.head + 1
        return None if cursor >= oldest - 1 else "too_many"

    def forget(self, floor: int) -> None:
        """Nobody is replayed from before `floor` any more: events up to it are gone from the disk."""
        self.floor = floor
        while self._recent and self._recent[0].seq <= floor:
            self._recent.popleft()

    def after(self, cursor: int) -> list[LogEvent]:
        """The events a console at `cursor` has missed, in order; ask `cannot_replay` first."""
        missed: list[LogEvent] = []
        for event in reversed(self._recent):
            if event.seq <= cursor:
                break
            missed.append(event)
        return missed[::-1]


class EventLog:
    """All log topics; `on_events` is told of each commit's events after they are part of the view.

    `grown` counts the bytes that were published, for whoever keeps the log's size and sets it back.
    """

    def __init__(self, *, topics: dict[str, TopicLog], on_events: Callable[[Burst], None]) -> None:
        self.topics = topics
        self.grown = 0
        self._on_events = on_events

    def publish(self, events: Iterable[LogEvent]) -> None:
        """Let consoles see the events of a commit."""
        burst = Burst(events)
        for event, _ in burst.events:
            self.topics[event.topic].append(event)
            self.grown += len(event.body or "")
        self._on_events(burst)


def load_topics(connection: Connection) -> dict[str, TopicLog]:
    """Read every log topic's view and newest events."""
    views: dict[str, dict[Key, Held]] = {topic: {} for topic in LOG_TOPICS}
    for held in load_view(connection, tuple(e for e, topic in TOPIC_OF.items() if topic in LOG_TOPICS)):
        views[TOPIC_OF[held.entity]][held.entity, held.id] = held
    heads = {row.topic: row for row in connection.execute(select(schema.heads))}
    return {
        topic: TopicLog(
            head=heads[topic].head,
            floor=heads[topic].floor,
            view=views[topic],
            recent=_recent(connection, topic),
        )
        for topic in LOG_TOPICS
    }


def load_view(connection: Connection, names: tuple[str, ...]) -> Iterator[Held]:
    """Every entity of these names that consoles see."""
    table = schema.entities
    columns = (table.c.entity, table.c.id, table.c.ver, table.c.body, table.c.codes, table.c.changed_at)
    rows = connection.execute(select(*columns).where(table.c.entity.in_(names), table.c.in_view))
    for entity, id_, ver, body, codes, at in rows:
        yield Held(entity, id_, ver, body, codes, at)


def _recent(connection: Connection, topic: str) -> list[LogEvent]:
    table = schema.events
    newest = select(table).where(table.c.topic == topic).order_by(table.c.seq.desc()).limit(MAX_REPLAY)
    return [
        LogEvent(
            topic=row.topic,
            seq=row.seq,
            at=row.at,
            entity=row.entity,
            id=row.id,
            ver=row.ver,
            body=row.body,
            codes=row.codes,
            former_codes=row.former_codes,
        )
        for row in reversed(connection.execute(newest).all())
    ]
