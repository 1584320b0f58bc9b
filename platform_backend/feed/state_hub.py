"""State topics: the latest of every unit, device and counter, kept in memory.

A unit's status and load belong to commands, which keep them in the store: publishing a unit only moves it.
Who turns a camera belongs to whoever lets people do so: publishing a device only says how it can be reached.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from backend_client.protocol.entities import Device, Entity, Unit
from backend_client.protocol.messages import Scope
from backend_client.protocol.ptz import PtzHolder
from backend_client.protocol.topics import STATE_TOPICS, TOPIC_OF
from platform_backend.access.scope import codes_of, sees
from platform_backend.feed.snapshots import Snapshot
from platform_backend.log_types import Held
from platform_backend.store.batch import Row

Key = tuple[str, str]

#: How long a snapshot of a state topic is good for further consoles, in seconds: after a restart they all ask
#: at once. What has changed since is sent after it.
_SNAPSHOT_S = 0.5
#: Snapshots of different scopes that are kept at a time.
_SNAPSHOTS = 64


@dataclass(frozen=True, slots=True)
class _Kept:
    snapshot: Snapshot
    changes: int
    made: float


class StateHub:
    """Holds states and tells `on_change(topic, key)` of each change; used on the event loop.

    `version` and `is_online` alone may be asked from other threads.
    """

    def __init__(
        self,
        *,
        org_codes: Mapping[str, str],
        camera_codes: Mapping[str, str],
        now: Callable[[], float],
        on_change: Callable[[str, Key], None],
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._org_codes = org_codes
        self._camera_codes = camera_codes
        self._now = now
        self._on_change = on_change
        self._steady = steady
        self._units: dict[str, Unit] = {}
        self._held: dict[str, dict[Key, Held]] = {topic: {} for topic in STATE_TOPICS}
        #: The number of each entity's last change, in the order of the changes.
        self._changed: dict[str, dict[Key, int]] = {topic: {} for topic in STATE_TOPICS}
        self._changes = 0
        self._snapshots: dict[tuple[str, Scope], _Kept] = {}
        self._offline: set[str] = set()

    def load(self, entity: str, rows: Iterable[tuple[str, Entity]]) -> None:
        """Take over states at the start, before anybody listens."""
        for id_, data in rows:
            self._hold(entity, id_, data)

    def publish(self, entity: str, id_: str, data: Entity) -> None:
        """Replace what is known of an entity. Raises ValueError when it is not of a state topic."""
        if TOPIC_OF.get(entity) not in STATE_TOPICS:
            raise ValueError(f"{entity} is not of a state topic")
        if isinstance(data, Unit) and (known := self._units.get(id_)) is not None:
            data = replace(data, status=known.status, load=known.load)
        if isinstance(data, Device) and (device := self._device(id_)) is not None:
            data = replace(data, ptz_by=device.ptz_by)
        self._hold(entity, id_, data)
        self._on_change(TOPIC_OF[entity], (entity, id_))

    def turned(self, camera: str, by: PtzHolder | None) -> None:
        """Somebody else turns a camera now, or nobody; nothing when there is no such camera."""
        if (device := self._device(camera)) is not None:
            self._hold("device", camera, replace(device, ptz_by=by))
            self._on_change(TOPIC_OF["device"], ("device", camera))

    def committed(self, rows: Iterable[Row]) -> None:
        """Take over what commands decided: where a unit is stays as last published."""
        for row in rows:
            unit = row.decode(Unit)
            if (known := self._units.get(row.id)) is not None:
                unit = replace(known, status=unit.status, load=unit.load)
            self._hold(row.entity, row.id, unit)
            self._on_change(TOPIC_OF[row.entity], (row.entity, row.id))

    def version(self, entity: str, id_: str) -> int:
        """The version consoles hold of an entity, 0 when there is none."""
        held = self._held.get(TOPIC_OF[entity], {}).get((entity, id_))
        return 0 if held is None else held.ver

    def held(self, topic: str, key: Key) -> Held:
        """One entity as it is now. Raises KeyError when unknown."""
        return self._held[topic][key]

    def all_of(self, topic: str) -> list[Held]:
        """Every entity of a state topic as it is now."""
        return list(self._held[topic].values())

    def snapshot(self, topic: str, scope: Scope) -> tuple[Snapshot, list[Key]]:
        """What `scope` sees of a topic, as it was a moment ago at most, and what has changed since."""
        kept = self._snapshots.get((topic, scope))
        if kept is None or self._steady() - kept.made > _SNAPSHOT_S:
            snapshot = Snapshot([held for held in self._held[topic].values() if sees(scope, held.codes)])
            kept = _Kept(snapshot, self._changes, self._steady())
            while len(self._snapshots) >= _SNAPSHOTS:
                del self._snapshots[next(iter(self._snapshots))]
            self._snapshots[topic, scope] = kept
        changed: list[Key] = []
        for key, number in reversed(self._changed[topic].items()):
            if number <= kept.changes:
                break
            changed.append(key)
        return kept.snapshot, changed

    def units(self) -> Mapping[str, Unit]:
        """Every unit as it is now."""
        return self._units

    def offline(self) -> frozenset[str]:
        """Ids of the cameras that cannot be reached."""
        return frozenset(self._offline)

    def is_online(self, camera: str) -> bool:
        """Whether a camera can be reached, as far as anybody has told."""
        return camera not in self._offline

    def _device(self, id_: str) -> Device | None:
        held = self._held[TOPIC_OF["device"]].get(("device", id_))
        return None if held is None else msgspec.json.decode(held.body, type=Device)

    def _hold(self, entity: str, id_: str, data: Entity) -> None:
        key = (entity, id_)
        known = self._held[TOPIC_OF[entity]].get(key)
        codes = codes_of(data, self._org_codes)
        if isinstance(data, Unit):
            self._units[id_] = data
        elif isinstance(data, Device):
            codes = self._camera_codes.get(id_, "")
            (self._offline.discard if data.online else self._offline.add)(id_)
        changed = self._changed[TOPIC_OF[entity]]
        self._changes += 1
        # Taken out first, so that the latest change stands last.
        changed.pop(key, None)
        changed[key] = self._changes
        self._held[TOPIC_OF[entity]][key] = Held(
            entity=entity,
            id=id_,
            ver=1 if known is None else known.ver + 1,
            body=msgspec.json.encode(data),
            codes=codes,
            at=self._now(),
        )
