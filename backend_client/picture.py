"""The operational picture: what the platform says is so, kept current by its frames. No Qt, no I/O."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final, Generic, Protocol, TypeAlias, TypeVar, cast

import msgspec

from backend_client.changes import NO_CHANGES, Changes
from backend_client.protocol.codec import JSON, MSGPACK, Wire
from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.entities import ENTITY_TYPES, Entity
from backend_client.protocol.messages import (
    Bookmark,
    Event,
    Item,
    ReplayBegin,
    ReplayEnd,
    Resume,
    Resync,
    SnapshotBegin,
    SnapshotEnd,
    SnapshotPage,
    User,
)
from backend_client.protocol.topics import STATE_TOPICS, TOPIC_OF

E = TypeVar("E", bound=Entity)
E_co = TypeVar("E_co", bound=Entity, covariant=True)

TopicMessage: TypeAlias = (
    Event | Bookmark | SnapshotBegin | SnapshotPage | SnapshotEnd | ReplayBegin | ReplayEnd | Resync
)


class _Decoder(Protocol):
    def decode(self, data: msgspec.Raw, /) -> Entity:
        """Decode one entity's data."""


_NAMES: Final[dict[type, str]] = {kind: name for name, kind in ENTITY_TYPES.items()}
_DECODERS: Final[dict[Wire, dict[str, _Decoder]]] = {
    JSON: {name: msgspec.json.Decoder(kind) for name, kind in ENTITY_TYPES.items()},
    MSGPACK: {name: msgspec.msgpack.Decoder(kind) for name, kind in ENTITY_TYPES.items()},
}
_ENTITIES_OF: Final = {
    topic: tuple(name for name in ENTITY_TYPES if TOPIC_OF[name] == topic) for topic in set(TOPIC_OF.values())
}


class Entry(msgspec.Struct, Generic[E_co], frozen=True, gc=False):
    """One entity as the platform last told it."""

    id: str
    ver: int
    data: E_co


class OutOfStep(Exception):
    """This side no longer holds what the platform thinks it holds: subscribe again."""

    def __init__(self, topic: str, why: str) -> None:
        super().__init__(f"{topic}: {why}")
        self.topic = topic


class _Staged(msgspec.Struct, frozen=True, gc=False):
    """One item of a snapshot under way; `entry` is None when it could not be decoded."""

    entity: str
    ver: int
    entry: Entry[Entity] | None


class _Topic:
    """Where this side stands in one topic: `versions` has every id in view, decodable or not.

    `resumable`: everything up to the cursor was sent for the eyes of whoever is signed in now.
    """

    def __init__(self) -> None:
        self.cursor: int | None = None
        self.resumable = False
        self.current = False
        self.versions: dict[str, int] = {}
        self.staged: dict[str, _Staged] | None = None
        self.staged_as_of = 0
        self.staged_resumable = False


class Picture:
    """Every entity of the subscribed topics, and how far each topic has been followed.

    `entries` and `of` return live read-only views that stay good for the picture's whole life. Snapshots swap
    in whole. `on_undecodable(entity, id, why)` is told of data that break the contract; they are left out,
    and what stood in their place stays.
    """

    def __init__(self, *, on_undecodable: Callable[[str, str, str], None] | None = None) -> None:
        self.on_undecodable = on_undecodable
        self._entries: dict[str, dict[str, Entry[Entity]]] = {name: {} for name in ENTITY_TYPES}
        self._views = {name: MappingProxyType(entries) for name, entries in self._entries.items()}
        self._topics: dict[str, _Topic] = {}
        self._epoch: str | None = None
        self._user: User | None = None
        self._decoders = _DECODERS[JSON]

    @property
    def epoch(self) -> str | None:
        """The identity of the platform's database that the cursors belong to."""
        return self._epoch

    @property
    def cursors(self) -> dict[str, int]:
        """Last sequence number by topic."""
        return {name: topic.cursor for name, topic in self._topics.items() if topic.cursor is not None}

    def entries(self, entity: str) -> Mapping[str, Entry[Entity]]:
        """All entities called `entity` by id."""
        return self._views[entity]

    def of(self, kind: type[E]) -> Mapping[str, Entry[E]]:
        """All entities of one type by id."""
        return cast("Mapping[str, Entry[E]]", self._views[_NAMES[kind]])

    def resume(self, topics: Iterable[str]) -> Resume | None:
        """What to tell the platform so that it sends only what was missed; None: nothing can be resumed."""
        cursors = {
            name: topic.cursor
            for name in topics
            if name not in STATE_TOPICS
            and (topic := self._topics.get(name)) is not None
            and topic.cursor is not None
            and topic.resumable
        }
        return Resume(epoch=self._epoch, cursors=cursors) if self._epoch is not None and cursors else None

    def show_to(self, user: User) -> None:
        """From here on the platform sends for the eyes of `user`.

        What was sent for other eyes can be followed on this connection, as the platform knows what it sent,
        but never be resumed: what was missed would then be chosen by rights that what is held was not.
        """
        if self._user is None or (user.id, user.roles, user.scope) != (
            self._user.id,
            self._user.roles,
            self._user.scope,
        ):
            for topic in self._topics.values():
                topic.resumable = topic.staged_resumable = False
        self._user = user

    def begin(self, topics: Iterable[str], *, wire: Wire = JSON) -> None:
        """A new subscription starts: half-received snapshots are void and no topic is current yet.

        `wire` is the encoding in which the data of entities come.
        """
        self._decoders = _DECODERS[wire]
        for topic in self._topics.values():
            topic.staged = None
            topic.current = False
        for name in topics:
            self._topics.setdefault(name, _Topic())

    def is_current(self, topics: Iterable[str]) -> bool:
        """Whether each of the topics has been brought up to date in this subscription."""
        return all(name in self._topics and self._topics[name].current for name in topics)

    def forget(self, topic: str) -> Changes:
        """Drop a topic that may no longer be seen."""
        self._topics.pop(topic, None)
        held = [name for name in _ENTITIES_OF.get(topic, ()) if self._entries[name]]
        for name in held:
            self._entries[name].clear()
        return Changes(reset=frozenset(held))

    def apply(self, event: Event) -> Changes:
        """Take in one event. Raises OutOfStep when something is missing before it."""
        topic = self._topics.get(event.topic)
        if topic is None or topic.staged is not None or topic.cursor != event.prev:
            raise OutOfStep(event.topic, f"event {event.seq} does not follow")
        topic.cursor = event.seq
        held = topic.versions.get(event.id)
        if event.op == "delete":
            if held is None or event.ver < held:
                return NO_CHANGES
            del topic.versions[event.id]
            return self._remove(event)
        if held is not None and event.ver <= held:
            return NO_CHANGES
        topic.versions[event.id] = event.ver
        entry = self._decode(event, event.topic)
        if entry is None:
            return NO_CHANGES
        self._entries[event.entity][event.id] = entry
        return Changes({event.entity: frozenset((event.id,))})

    def take(self, message: TopicMessage) -> Changes:
        """Take in any frame of a topic. Raises OutOfStep."""
        match message:
            case Event():
                return self.apply(message)
            case SnapshotPage(topic=name, items=items):
                staged = self._topics[name].staged if name in self._topics else None
                if staged is None:
                    raise OutOfStep(name, "page outside of a snapshot")
                # Decoded page by page: a district at once would stop the user interface for many frames.
                for item in items:
                    staged[item.id] = _Staged(item.entity, item.ver, self._decode(item, name))
            case SnapshotBegin(topic=name, epoch=epoch, as_of=as_of):
                self._enter(epoch)
                topic = self._followed(name)
                topic.staged = {}
                topic.staged_as_of = as_of
                topic.staged_resumable = True
            case SnapshotEnd():
                return self._swap(message)
            case Bookmark(topic=name, seq=seq):
                self._advance(name, seq)
            case ReplayBegin(topic=name, from_=after):
                topic = self._followed(name)
                if topic.cursor != after:
                    topic.cursor = None
                    raise OutOfStep(name, f"replay starts at {after}")
            case ReplayEnd(topic=name, seq=seq):
                self._advance(name, seq)
                self._topics[name].current = True
            case Resync(topic=name):
                if name in self._topics:
                    # It may cut a snapshot short: what is visible has changed in the middle of it.
                    self._topics[name].staged = None
                self._followed(name).cursor = None
        return NO_CHANGES

    def _followed(self, name: str) -> _Topic:
        topic = self._topics.get(name)
        if topic is None or topic.staged is not None:
            raise OutOfStep(name, "frame out of place")
        return topic

    def _advance(self, name: str, seq: int) -> None:
        topic = self._followed(name)
        if topic.cursor is None or seq < topic.cursor:
            topic.cursor = None
            raise OutOfStep(name, f"{seq} lies behind the cursor")
        topic.cursor = seq

    def _enter(self, epoch: str) -> None:
        if epoch != self._epoch:
            # Cursors of another database mean nothing here; what is held stays until snapshots swap in.
            for topic in self._topics.values():
                topic.cursor = None
            self._epoch = epoch

    def _swap(self, end: SnapshotEnd) -> Changes:
        topic = self._topics.get(end.topic)
        if topic is None or topic.staged is None:
            raise OutOfStep(end.topic, "end outside of a snapshot")
        staged, topic.staged, topic.cursor = topic.staged, None, None
        versions = {id_: item.ver for id_, item in staged.items()}
        if len(versions) != end.count or snapshot_digest(versions.items()) != end.digest:
            raise OutOfStep(end.topic, "snapshot does not match its digest")
        fresh: dict[str, dict[str, Entry[Entity]]] = {name: {} for name in _ENTITIES_OF.get(end.topic, ())}
        for id_, item in staged.items():
            if item.entry is not None:
                fresh[item.entity][id_] = item.entry
        topic.versions = versions
        topic.cursor = topic.staged_as_of
        topic.resumable = topic.staged_resumable
        topic.current = True
        return self._replace(fresh)

    def _replace(self, fresh: Mapping[str, dict[str, Entry[Entity]]]) -> Changes:
        dirty: dict[str, frozenset[str]] = {}
        reset: set[str] = set()
        for name, entries in fresh.items():
            held = self._entries[name]
            if entries and not held:
                reset.add(name)
            elif changed := _differences(held, entries):
                dirty[name] = changed
            held.clear()
            held.update(entries)
        return Changes(dirty=dirty, reset=frozenset(reset))

    def _decode(self, item: Item | Event, topic: str) -> Entry[Entity] | None:
        try:
            if TOPIC_OF.get(item.entity) != topic:
                raise ValueError(f"not an entity of {topic}")
            decoder = self._decoders.get(item.entity)
            if decoder is None:
                raise ValueError("unknown here")
            return Entry(item.id, item.ver, decoder.decode(item.data))
        except (ValueError, RecursionError) as error:
            if self.on_undecodable is not None:
                self.on_undecodable(item.entity, item.id, str(error))
            return None

    def _remove(self, event: Event) -> Changes:
        for name in _ENTITIES_OF.get(event.topic, ()):
            if self._entries[name].pop(event.id, None) is not None:
                return Changes({name: frozenset((event.id,))})
        return NO_CHANGES


def _differences(old: Mapping[str, Entry[Entity]], new: Mapping[str, Entry[Entity]]) -> frozenset[str]:
    """Ids that were added, removed or changed."""
    changed = {id_ for id_, entry in new.items() if old.get(id_) != entry}
    return frozenset(changed | (old.keys() - new.keys()))
