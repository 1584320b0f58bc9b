"""What the desk works out of every incident once: lanes, the moment it falls due, and the texts to search."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from math import cos, inf, nan, radians
from operator import attrgetter
from typing import Final

import numpy as np

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol.distance import METRES_PER_DEGREE
from backend_client.protocol.entities import Incident, Position
from backend_client.protocol.lanes import BIT, Lane, Viewer, due_at, lane_mask
from widgets.initials import Initials

_OPEN: Final = BIT[Lane.OPEN]
_ANYBODY: Final = Viewer()
#: Texts that are made while somebody waits for them; the others have to wait for a pause between frames.
_AT_ONCE: Final = 200
#: What of an incident is kept here, in one piece that is quickly compared: it is asked at every change.
_FACTS: Final = attrgetter(
    "state",
    "title",
    "place",
    "position",
    "tasks",
    "deadlines",
    "supervisions",
    "reported_by",
    "request",
    "owner_org",
    "serial_no",
    "type_name",
)


class LazyTexts:
    """Texts by slot, each made when somebody looks, or before that when there is time."""

    def __init__(self, make: Callable[[Incident], str]) -> None:
        self._make = make
        self._texts: list[str] = []
        self._stale: dict[int, Incident] = {}

    def __len__(self) -> int:
        """How many have not been made."""
        return len(self._stale)

    def put(self, slot: int, incident: Incident | None) -> None:
        """Another incident, or none, has this slot."""
        if slot == len(self._texts):
            self._texts.append("")
        self._texts[slot] = ""
        if incident is None:
            self._stale.pop(slot, None)
        else:
            self._stale[slot] = incident

    def prepare(self, most: int) -> None:
        """Make some of those that have not been made."""
        for slot in tuple(islice(self._stale, most)):
            self._texts[slot] = self._make(self._stale.pop(slot))

    def at(self, slot: int) -> str:
        """The text of one slot."""
        if slot in self._stale:
            self._texts[slot] = self._make(self._stale.pop(slot))
        return self._texts[slot]

    def all(self) -> list[str]:
        """Every text by slot; those for which there was no time yet are empty."""
        self.prepare(_AT_ONCE)
        return self._texts


class IncidentFacts:
    """Facts about the incidents of a picture, and how many stand in each lane.

    Whoever uses them hands them the picture's changes first; handing the same ones twice costs little. Each
    incident has a slot, a small number, as long as it is in the picture; facts stand in rows by slot, because
    a district is looked through in milliseconds that way. In a slot that nobody has stand None, 0, infinity
    and empty texts. `masks` hold the bits of `lanes.BIT` (but for the lane that the time decides), `due`
    moments in seconds since the epoch, infinity where no clock runs; `texts` are searched for characters and
    numbers, `letters` for pinyin initials.
    """

    def __init__(self, *, picture: Picture, initials: Initials | None = None) -> None:
        self._entries: Mapping[str, Entry[Incident]] = picture.of(Incident)
        self._spell = (initials or Initials()).of
        self._viewer = _ANYBODY
        self._slots: dict[str, int] = {}
        self._free: list[int] = []
        self._counts = dict.fromkeys(BIT, 0)
        self.incidents: list[Incident | None] = []
        self._told: list[int] = []
        self._ids: list[str] = []
        self._longitudes = array("d")
        self._latitudes = array("d")
        self.masks = array("i")
        self.due = array("d")
        self.texts = LazyTexts(_text)
        self.letters = LazyTexts(self._letters_of)
        self._renew(self._entries)

    def set_viewer(self, viewer: Viewer) -> bool:
        """Look through other eyes; whether that may change anything."""
        if viewer == self._viewer:
            return False
        self._viewer = viewer
        self._renew(self._entries, anew=True)
        return True

    def take(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if "incident" in changes.reset:
            self._renew(self._slots.keys() | self._entries.keys())
        elif ids := changes.ids("incident"):
            self._renew(ids)

    def slot(self, id_: str) -> int:
        """The slot of an incident that is in the picture. Raises KeyError for another."""
        if id_ not in self._slots:
            self._renew((id_,))
        return self._slots[id_]

    def count(self, lane: Lane, *, now: float) -> int:
        """How many incidents stand in `lane` at `now` (seconds since the epoch)."""
        if lane is Lane.OVERDUE:
            return int(np.count_nonzero(np.frombuffer(self.due) <= now)) if self.due else 0
        return self._counts[lane]

    def around(self, position: Position | None, metres: float) -> Mapping[str, Entry[Incident]]:
        """The incidents in a square of which each side is so far away, and those that have no position.

        Around no position are all of them.
        """
        if position is None or not self._ids:
            return self._entries
        longitude, latitude = position
        up = metres / METRES_PER_DEGREE
        across = up / max(0.01, cos(radians(latitude)))
        east = np.abs(np.frombuffer(self._longitudes) - longitude)
        north = np.abs(np.frombuffer(self._latitudes) - latitude)
        # What has no position is neither near nor far.
        slots = np.flatnonzero(~((east > across) | (north > up)))
        found = ((id_, self._entries.get(id_)) for id_ in (self._ids[slot] for slot in slots.tolist()))
        return {id_: entry for id_, entry in found if entry is not None}

    @property
    def is_prepared(self) -> bool:
        """Whether every text has been made."""
        return not (self.texts or self.letters)

    def prepare(self, most: int) -> None:
        """Make some texts now rather than when somebody types."""
        if self.texts:
            # These are made ten times as quickly.
            self.texts.prepare(10 * most)
        else:
            self.letters.prepare(most)

    def _renew(self, ids: Iterable[str], *, anew: bool = False) -> None:
        entries, slots, incidents, masks = self._entries, self._slots, self.incidents, self.masks
        told = self._told
        moved: dict[tuple[int, int], int] = {}
        for id_ in ids if isinstance(ids, Collection) else list(ids):
            entry, slot = entries.get(id_), slots.get(id_)
            if slot is None:
                if entry is None:
                    continue
                slot = self._take_slot(id_)
            incident = None if entry is None else entry.data
            # Most changes touch nothing that is kept here. A number tells, because what was held has left the
            # processor's cache long ago: comparing with it would cost more than all the rest.
            facts = 0 if incident is None else hash(_FACTS(incident))
            if facts == told[slot] and not anew:
                incidents[slot] = incident
                continue
            held, told[slot] = incidents[slot], facts
            before = masks[slot]
            after = masks[slot] = 0 if incident is None else lane_mask(incident, self._viewer)
            incidents[slot] = incident
            if incident is None or not after & _OPEN or not incident.deadlines:
                self.due[slot] = inf
            elif (due := due_at(incident)) is not None:
                self.due[slot] = due
            else:
                self.due[slot] = inf
            if before != after:
                moved[before, after] = moved.get((before, after), 0) + 1
            place = None if incident is None else incident.position
            self._longitudes[slot], self._latitudes[slot] = (nan, nan) if place is None else place
            if held is None or incident is None or _parts(held) != _parts(incident):
                self.texts.put(slot, incident)
                self.letters.put(slot, incident)
            if incident is None:
                del slots[id_]
                self._free.append(slot)
        self._move(moved)

    def _take_slot(self, id_: str) -> int:
        if self._free:
            slot = self._free.pop()
        else:
            slot = len(self.incidents)
            self.incidents.append(None)
            self._told.append(0)
            self._ids.append(id_)
            self._longitudes.append(nan)
            self._latitudes.append(nan)
            self.masks.append(0)
            self.due.append(inf)
        self._slots[id_] = slot
        self._ids[slot] = id_
        return slot

    def _move(self, moved: Mapping[tuple[int, int], int]) -> None:
        counts = self._counts
        for (before, after), how_many in moved.items():
            for lane, bit in BIT.items():
                if (before ^ after) & bit:
                    counts[lane] += how_many if after & bit else -how_many

    def _letters_of(self, incident: Incident) -> str:
        return "\n".join(spelling for part in _parts(incident) for spelling in self._spell(part.casefold()))


def _text(incident: Incident) -> str:
    return "\n".join(_parts(incident)).casefold()


def _parts(incident: Incident) -> tuple[str, ...]:
    """What people look for."""
    names = tuple(task.name for task in incident.tasks)
    return (incident.serial_no, incident.title, incident.place, incident.type_name, *names)
