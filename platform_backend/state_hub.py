"""State topics: the latest of every unit, device and counter, kept in memory.

A unit's status and load belong to commands, which keep them in the store: publishing a unit only moves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec
from msgspec.structs import replace

from backend_client.protocol.entities import Device, Entity, Unit
from backend_client.protocol.topics import STATE_TOPICS, TOPIC_OF
from platform_backend.batch import Row
from platform_backend.log_types import Held
from platform_backend.scope import codes_of

Key = tuple[str, str]


class StateHub:
    """Holds states and tells `on_change(topic, key)` of each change; used on the event loop.

    `version` alone may be asked from other threads.
    """

    def __init__(
        self,
        *,
        org_codes: Mapping[str, str],
        camera_codes: Mapping[str, str],
        now: Callable[[], float],
        on_change: Callable[[str, Key], None],
    ) -> None:
        self._org_codes = org_codes
        self._camera_codes = camera_codes
        self._now = now
        self._on_change = on_change
        self._units: dict[str, Unit] = {}
        self._held: dict[str, dict[Key, Held]] = {topic: {} for topic in STATE_TOPICS}
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
        self._hold(entity, id_, data)
        self._on_change(TOPIC_OF[entity], (entity, id_))

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

    def units(self) -> Mapping[str, Unit]:
        """Every unit as it is now."""
        return self._units

    def offline(self) -> frozenset[str]:
        """Ids of the cameras that cannot be reached."""
        return frozenset(self._offline)

    def _hold(self, entity: str, id_: str, data: Entity) -> None:
        key = (entity, id_)
        known = self._held[TOPIC_OF[entity]].get(key)
        codes = codes_of(data, self._org_codes)
        if isinstance(data, Unit):
            self._units[id_] = data
        elif isinstance(data, Device):
            codes = self._camera_codes.get(id_, "")
            (self._offline.discard if data.online else self._offline.add)(id_)
        self._held[TOPIC_OF[entity]][key] = Held(
            entity=entity,
            id=id_,
            ver=1 if known is None else known.ver + 1,
            body=msgspec.json.encode(data).decode(),
            codes=codes,
            at=self._now(),
        )
