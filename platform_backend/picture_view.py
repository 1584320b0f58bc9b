"""The platform's picture as typed values, for its own sources such as the simulation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

import msgspec

from backend_client.protocol.entities import Alarm, Entity, Incident, Seat, Unit
from platform_backend.feed.event_log import EventLog, TopicLog
from platform_backend.feed.state_hub import StateHub
from platform_backend.log_types import Held

E = TypeVar("E", bound=Entity)


class PictureView:
    """What consoles see now; the mappings returned are copies."""

    def __init__(self, *, log: EventLog, states: StateHub) -> None:
        self._incidents = _Decoded(log.topics["incidents"], "incident", Incident)
        self._alarms = _Decoded(log.topics["alarms"], "alarm", Alarm)
        self._seats = _Decoded(log.topics["directory"], "seat", Seat)
        self._states = states

    def incidents(self) -> Mapping[str, Incident]:
        """Incidents in view: open, or closed in the last 24 h."""
        return self._incidents.now()

    def alarms(self) -> Mapping[str, Alarm]:
        """Alarms in view."""
        return self._alarms.now()

    def seat_of(self, user: str) -> str:
        """The name of the seat that a user holds, the one taken last; empty for none."""
        held = [seat for seat in self._seats.now().values() if seat.holder == user]
        return max(held, key=lambda seat: seat.since or "").name if held else ""

    def units(self) -> Mapping[str, Unit]:
        """All units."""
        return dict(self._states.units())


class _Decoded(Generic[E]):
    """A topic's entities of one name, each decoded once a version."""

    def __init__(self, log: TopicLog, entity: str, kind: type[E]) -> None:
        self._log = log
        self._entity = entity
        self._kind = kind
        self._decoded: dict[str, tuple[Held, E]] = {}
        self._at = -1

    def now(self) -> dict[str, E]:
        """Every entity by id."""
        if self._log.head == self._at:
            # Only an event changes a view, and a directory has some ten thousand entities.
            return {id_: data for id_, (_, data) in self._decoded.items()}
        fresh: dict[str, tuple[Held, E]] = {}
        for held in self._log.view.values():
            if held.entity != self._entity:
                continue
            known = self._decoded.get(held.id)
            if known is None or known[0] is not held:
                known = (held, msgspec.json.decode(held.body, type=self._kind))
            fresh[held.id] = known
        self._decoded, self._at = fresh, self._log.head
        return {id_: data for id_, (_, data) in fresh.items()}
