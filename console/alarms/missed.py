"""What came in while this desk had no connection. Pure: it is told when the feed went and came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from backend_client.picture import Entry
from backend_client.protocol.entities import Alarm, AlarmState

#: One alarm after a break is told as any other.
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Missed:
    """The alarms of one break: from when to when it lasted (the platform's time, seconds since the epoch).

    `open` are ids of those that still ask for attention, `settled` how many others have seen to.
    """

    began: float
    ended: float
    open: frozenset[str]
    settled: int

    @property
    def count(self) -> int:
        """How many came in altogether."""
        return len(self.open) + self.settled


class BreakWatch:
    """Tells what is new after a break from what was known before it."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._known: frozenset[str] = frozenset()

    def lost(self, known: Iterable[str], *, at: float) -> None:
        """The feed is not live any more; a break that goes on is one break."""
        if self._began is None:
            self._began = at
            self._known = frozenset(known)

    def forget(self) -> None:
        """What is seen now is seen with other eyes: nothing of it was missed."""
        self._began = None
        self._known = frozenset()

    def back(self, alarms: Mapping[str, Entry[Alarm]], *, at: float) -> Missed | None:
        """The feed is live again. None without a break, and when too few came in to make words of it."""
        began, known = self._began, self._known
        self.forget()
        if began is None:
            return None
        new = {id_: entry.data for id_, entry in alarms.items() if id_ not in known}
        asking = frozenset(id_ for id_, alarm in new.items() if alarm.state is AlarmState.OPEN)
        settled = sum(alarm.state in (AlarmState.ACKNOWLEDGED, AlarmState.CLOSED) for alarm in new.values())
        missed = Missed(began=began, ended=at, open=asking, settled=settled)
        return missed if missed.open and missed.count >= _FEWEST else None
