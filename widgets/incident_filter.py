"""What a list of incidents shows: a lane, words, and what else narrows it down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from backend_client.protocol.lanes import Lane


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents a list shows; what is left empty lets everything through.

    `text` are words that must all be found, in number, title, place, type, those who have it, or by pinyin
    initials. `street` is the id of a street's org; `older_than_s` counts from the report, in seconds.
    """

    lane: Lane | None = None
    text: str = ""
    severities: frozenset[int] = frozenset()
    type_code: str = ""
    street: str = ""
    older_than_s: float = 0.0

    @property
    def words(self) -> tuple[str, ...]:
        """The words of `text`, as they are compared."""
        return tuple(self.text.casefold().split())

    @property
    def is_timed(self) -> bool:
        """Whether incidents come to be let through by the passing of time alone."""
        return self.lane is Lane.OVERDUE or self.older_than_s > 0

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for more than a lane."""
        return self != IncidentFilter(lane=self.lane)

    def narrows(self, other: IncidentFilter) -> bool:
        """Whether everything that this lets through `other` lets through too, told by the words alone."""
        if (self.lane, self.severities, self.type_code, self.street, self.older_than_s) != (
            other.lane,
            other.severities,
            other.type_code,
            other.street,
            other.older_than_s,
        ):
            return False
        words = self.words
        return all(any(held in word for word in words) for held in other.words)


EVERYTHING: Final = IncidentFilter()
