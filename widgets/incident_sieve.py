"""A filter made ready to be held against a whole district at once, or against one incident."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from backend_client.protocol.lanes import BIT, Lane
from widgets.incident_columns import IncidentColumns, LazyTexts
from widgets.incident_facts import IncidentFacts
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
        self._reads_columns = bool(
            filter_.words
            or filter_.severities
            or filter_.type_code
            or filter_.street
            or filter_.older_than_s
            or filter_.within_s
        )

    def flags(self) -> NDArray[np.bool_]:
        """By slot, whether its incident is let through. A district takes some milliseconds."""
        facts, lane = self._facts, self._filter.lane
        if not facts.masks:
            return np.zeros(0, dtype=np.bool_)
        masks = np.frombuffer(facts.masks, dtype=np.int32)
        if lane is Lane.OVERDUE:
            flags = np.frombuffer(facts.due) <= self._now()
        else:
            # Who has a slot stands in some lane.
            flags = (masks & BIT[lane] if lane is not None else masks) != 0
        if self._reads_columns:
            self._narrow(flags)
        return flags

    def passes(self, slot: int) -> bool:
        """Whether the incident in `slot` is let through."""
        facts, lane = self._facts, self._filter.lane
        if lane is Lane.OVERDUE:
            if facts.due[slot] > self._now():
                return False
        elif not facts.masks[slot] & (BIT[lane] if lane is not None else -1):
            return False
        return not self._reads_columns or self._suits(slot)

    def _narrow(self, flags: NDArray[np.bool_]) -> None:
        filter_, columns = self._filter, self._facts.columns
        if filter_.severities:
            flags &= np.isin(np.frombuffer(columns.severities, dtype=np.int8), list(filter_.severities))
        if filter_.type_code:
            flags &= np.frombuffer(columns.types, dtype=np.int32) == columns.type_number(filter_.type_code)
        if filter_.street:
            owners = columns.owner_numbers(self._streets)
            flags &= np.isin(np.frombuffer(columns.owners, dtype=np.int32), owners)
        if filter_.older_than_s:
            flags &= np.frombuffer(columns.reported) <= self._now() - filter_.older_than_s
        if filter_.within_s:
            flags &= np.frombuffer(columns.reported) >= self._now() - filter_.within_s
        for word in filter_.words:
            every, slots = _searched(columns, word).all(), np.flatnonzero(flags)
            if len(slots) * _SPARSE < len(every):
                flags[slots] = [word in every[slot] for slot in slots.tolist()]
            else:
                flags &= np.array([word in text for text in every])

    def _suits(self, slot: int) -> bool:
        filter_, columns = self._filter, self._facts.columns
        reported = columns.reported[slot]
        return (
            (not filter_.severities or columns.severities[slot] in filter_.severities)
            and (not filter_.type_code or columns.types[slot] == columns.type_number(filter_.type_code))
            and (not filter_.street or columns.owners[slot] in columns.owner_numbers(self._streets))
            and (not filter_.older_than_s or reported <= self._now() - filter_.older_than_s)
            and (not filter_.within_s or reported >= self._now() - filter_.within_s)
            and all(word in _searched(columns, word).at(slot) for word in filter_.words)
        )


def _searched(columns: IncidentColumns, word: str) -> LazyTexts:
    letters = word.isascii() and any(character.isalpha() for character in word)
    return columns.letters if letters else columns.texts
