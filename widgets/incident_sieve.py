"""A filter made ready to be held against a whole district at once, or against one incident."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from backend_client.protocol.entities import Incident
from backend_client.protocol.lanes import BIT, Lane
from backend_client.protocol.times import format_time
from widgets.incident_facts import IncidentFacts, LazyTexts
from widgets.incident_filter import IncidentFilter

#: Where no more than one slot in so many is left, only those are looked at, each by itself.
_SPARSE: Final = 4


class IncidentSieve:
    """Holds `filter_` against the incidents of `facts`; `now` is the platform's time.

    `streets` are the ids of the orgs of the filter's street, where it names one.
    """

    def __init__(
        self,
        filter_: IncidentFilter,
        *,
        facts: IncidentFacts,
        streets: frozenset[str],
        now: Callable[[], float],
    ) -> None:
        self._filter = filter_
        self._facts = facts
        self._streets = streets
        self._now = now
        self._words = tuple((word, self._searched(word)) for word in filter_.words)
        self._by_data = bool(
            filter_.severities
            or filter_.type_code
            or filter_.street
            or filter_.older_than_s
            or filter_.within_s
        )

    def flags(self) -> NDArray[np.bool_]:
        """By slot, whether its incident is let through. A district takes some milliseconds."""
        facts, lane = self._facts, self._filter.lane
        if not facts.incidents:
            return np.zeros(0, dtype=np.bool_)
        masks = np.frombuffer(facts.masks, dtype=np.int32)
        if lane is Lane.OVERDUE:
            flags = np.frombuffer(facts.due) <= self._now()
        else:
            # Who has a slot stands in some lane.
            flags = (masks & BIT[lane] if lane is not None else masks) != 0
        for word, texts in self._words:
            every, slots = texts.all(), np.flatnonzero(flags)
            if len(slots) * _SPARSE < len(every):
                flags[slots] = [word in every[slot] for slot in slots.tolist()]
            else:
                flags &= np.array([word in text for text in every])
        if self._by_data:
            suits, since, until = self._suits, self._since(), self._until()
            for slot in np.flatnonzero(flags).tolist():
                incident = facts.incidents[slot]
                flags[slot] = incident is not None and suits(incident, since, until)
        return flags

    def passes(self, slot: int) -> bool:
        """Whether the incident in `slot` is let through."""
        facts, lane = self._facts, self._filter.lane
        if lane is Lane.OVERDUE:
            if facts.due[slot] > self._now():
                return False
        elif lane is not None and not facts.masks[slot] & BIT[lane]:
            return False
        incident = facts.incidents[slot]
        if incident is None or (self._by_data and not self._suits(incident, self._since(), self._until())):
            return False
        return all(word in texts.at(slot) for word, texts in self._words)

    def _searched(self, word: str) -> LazyTexts:
        letters = word.isascii() and any(character.isalpha() for character in word)
        return self._facts.letters if letters else self._facts.texts

    def _until(self) -> str:
        """The latest report that is old enough. Times of one form stand in the order of their texts."""
        older = self._filter.older_than_s
        return format_time(self._now() - older) if older else ""

    def _since(self) -> str:
        """The first report that is young enough."""
        within = self._filter.within_s
        return format_time(self._now() - within) if within else ""

    def _suits(self, incident: Incident, since: str, until: str) -> bool:
        filter_ = self._filter
        return (
            (not filter_.severities or incident.severity in filter_.severities)
            and (not filter_.type_code or incident.type_code == filter_.type_code)
            and (not filter_.street or incident.owner_org in self._streets)
            and since <= incident.reported_at
            and (not until or incident.reported_at <= until)
        )
