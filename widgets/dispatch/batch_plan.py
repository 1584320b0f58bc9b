"""Recipients for several incidents at once: each its recommended one, nobody more than he can carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from backend_client.picture import Entry
from backend_client.protocol.entities import Incident, UnitStatus
from widgets.dispatch.candidates import Candidate, Candidates

#: In one batch nobody gets more than this on top of what he has: the rest goes to the next best.
_MOST_EACH = 2
#: Further down the list nobody is looked for.
_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Planned:
    """One incident of a batch and who is to get it; None when nobody can."""

    entry: Entry[Incident]
    recipient: Candidate | None


def plan(entries: Sequence[Entry[Incident]], candidates: Candidates, *, now: float) -> tuple[Planned, ...]:
    """Who gets what: the gravest first has the choice; the order of `entries` is kept."""
    given: Counter[str] = Counter()
    chosen: dict[str, Candidate | None] = {}
    for entry in sorted(entries, key=lambda each: (each.data.severity, each.data.reported_at, each.id)):
        found = _first_free(candidates.for_incident(entry.data, now=now), given)
        chosen[entry.id] = found
        if found is not None:
            given[found.id] += 1
    return tuple(Planned(entry, chosen[entry.id]) for entry in entries)


def _first_free(candidates: Sequence[Candidate], given: Counter[str]) -> Candidate | None:
    fallback = None
    for candidate in candidates[:_DEPTH]:
        if candidate.has_task or candidate.status is UnitStatus.OFF:
            continue
        if not given[candidate.id]:
            return candidate
        if fallback is None and given[candidate.id] < _MOST_EACH:
            fallback = candidate
    return fallback
