"""What a list of incidents shows: a lane, words, and what else narrows it down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.lanes import Lane


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents a list shows; what is left empty lets everything through.

    `text` are words that must all be found, in number, title, place, type, those who have it, or by pinyin
    initials. `street` is the id of a street's org. `older_than_s` and `within_s` count from the report, in
    seconds. `past`: what the platform remembers is asked for instead of what is in view; `states` are only
    looked at then, and pinyin initials are not known there.
    """

    lane: Lane | None = None
    text: str = ""
    severities: frozenset[int] = frozenset()
    type_code: str = ""
    street: str = ""
    older_than_s: float = 0.0
    within_s: float = 0.0
    past: bool = False
    states: frozenset[IncidentState] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of `text`, as they are compared; of what was pasted no more than anybody types."""
        return tuple(dict.fromkeys(self.text[:_MOST_CHARACTERS].casefold().split()))[:_MOST_WORDS]

    @property
    def is_timed(self) -> bool:
        """Whether the passing of time alone lets incidents through, or no longer."""
        return self.lane is Lane.OVERDUE or self.older_than_s > 0 or self.within_s > 0

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for more than a lane."""
        return self != IncidentFilter(lane=self.lane, past=self.past)

    def narrows(self, other: IncidentFilter) -> bool:
        """Whether everything that this lets through `other` lets through too, told by the words alone."""
        if replace(self, text="") != replace(other, text=""):
            return False
        words = self.words
        return all(any(held in word for word in words) for held in other.words)


#: So much of a text is compared, word by word.
_MOST_CHARACTERS: Final = 200
_MOST_WORDS: Final = 16
EVERYTHING: Final = IncidentFilter()
