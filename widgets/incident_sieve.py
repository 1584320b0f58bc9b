"""A filter made ready to be held against a whole district at once, or against one incident."""

from __future__ import annotations

from collections.abc import Callable

from backend_client.protocol.entities import Incident
from backend_client.protocol.lanes import BIT, Lane
from backend_client.protocol.times import format_time
from widgets.incident_facts import IncidentFacts, LazyTexts
from widgets.incident_filter import IncidentFilter


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
            filter_.severities or filter_.type_code or filter_.street or filter_.older_than_s
        )

    def flags(self) -> list[bool]:
        """By slot, whether its incident is let through. A district takes some ten milliseconds."""
        facts, lane = self._facts, self._filter.lane
        if lane is Lane.OVERDUE:
            now = self._now()
            flags = [due <= now for due in facts.due]
        elif lane is not None:
            bit = BIT[lane]
            flags = [mask & bit != 0 for mask in facts.masks]
        else:
            flags = [incident is not None for incident in facts.incidents]
        for word, texts in self._words:
            flags = [flag and word in text for flag, text in zip(flags, texts.all(), strict=True)]
        if self._by_data:
            until = self._until()
            flags = [
                flag and incident is not None and self._suits(incident, until)
                for flag, incident in zip(flags, facts.incidents, strict=True)
            ]
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
        if incident is None or (self._by_data and not self._suits(incident, self._until())):
            return False
        return all(word in texts.all()[slot] for word, texts in self._words)

    def _searched(self, word: str) -> LazyTexts:
        letters = word.isascii() and any(character.isalpha() for character in word)
        return self._facts.letters if letters else self._facts.texts

    def _until(self) -> str:
        """The latest report that is old enough. Times of one form stand in the order of their texts."""
        older = self._filter.older_than_s
        return format_time(self._now() - older) if older else ""

    def _suits(self, incident: Incident, until: str) -> bool:
        filter_ = self._filter
        return (
            (not filter_.severities or incident.severity in filter_.severities)
            and (not filter_.type_code or incident.type_code == filter_.type_code)
            and (not filter_.street or incident.owner_org in self._streets)
            and (not until or incident.reported_at <= until)
        )
