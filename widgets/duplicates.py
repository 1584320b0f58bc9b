"""Which incidents may be one and the same: of one kind, near in place and time. Pure, with the evidence.

The bounds are this product's own and generous: an officer decides, and merging can be taken back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from backend_client.picture import Entry
from backend_client.protocol.distance import distance_m
from backend_client.protocol.entities import CLOSED_STATES, Incident
from backend_client.protocol.times import parse_time

#: Further apart than this two reports are about two matters, in metres and seconds.
NEAR_M: Final = 300.0
WITHIN_S: Final = 6 * 3600.0
#: What lies no further away than this, in metres, is nearby.
NEARBY_M: Final = 500.0
#: The same place in words may stand for a position that nobody gave.
_SAME_PLACE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An incident that may be the same as another: how far away, how many seconds apart (positive: reported
    after it), and how much the words of its place and title are alike (0 to 1).
    """

    id: str
    distance: float | None
    seconds: float
    alike: float

    @property
    def strength(self) -> float:
        """How likely it is the same, from 0 to 1."""
        near = 0.5 if self.distance is None else 1.0 - min(1.0, self.distance / NEAR_M)
        soon = 1.0 - min(1.0, abs(self.seconds) / WITHIN_S)
        return (2.0 * near + soon + self.alike) / 4.0


def duplicates(
    id_: str, incident: Incident, entries: Mapping[str, Entry[Incident]], *, most: int = 5
) -> tuple[Duplicate, ...]:
    """What may be the same as `incident` (`id_`) among `entries`, the likeliest first.

    Only what is not over counts, drills only with drills.
    """
    reported = parse_time(incident.reported_at)
    found = []
    for other_id, entry in entries.items():
        other = entry.data
        if other.type_code != incident.type_code or other_id == id_ or other.state in CLOSED_STATES:
            continue
        if other.exercise != incident.exercise:
            continue
        seconds = parse_time(other.reported_at) - reported
        if abs(seconds) > WITHIN_S:
            continue
        distance = None
        if incident.position is not None and other.position is not None:
            distance = distance_m(incident.position, other.position)
            if distance > NEAR_M:
                continue
        place = _alike(incident.place, other.place)
        if distance is None and place < _SAME_PLACE:
            continue
        words = max(place, _alike(incident.title, other.title))
        found.append(Duplicate(id=other_id, distance=distance, seconds=seconds, alike=words))
    found.sort(key=lambda each: (-each.strength, each.id))
    return tuple(found[:most])


def nearby(
    id_: str,
    incident: Incident,
    entries: Mapping[str, Entry[Incident]],
    *,
    metres: float = NEARBY_M,
    most: int = 8,
) -> tuple[tuple[str, float], ...]:
    """Ids of other incidents in view within `metres`, and how far away each is, the nearest first."""
    here = incident.position
    if here is None:
        return ()
    found = [
        (away, other_id)
        for other_id, entry in entries.items()
        if other_id != id_
        and entry.data.position is not None
        # A cheap look before the cosine: half a kilometre is less than this anywhere below 60 degrees.
        and abs(entry.data.position[1] - here[1]) < 0.01
        and abs(entry.data.position[0] - here[0]) < 0.02
        and (away := distance_m(here, entry.data.position)) <= metres
    ]
    found.sort()
    return tuple((other_id, away) for away, other_id in found[:most])


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0
