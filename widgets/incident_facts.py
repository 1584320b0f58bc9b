"""What the desk works out of every incident once: lanes, the moment it falls due, what it is found by."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping
from math import inf
from typing import Final

import numpy as np

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol.entities import Incident, Position
from backend_client.protocol.lanes import BIT, Lane, Viewer, due_at, lane_mask
from widgets.incident_columns import IncidentColumns
from widgets.initials import Initials

_OPEN: Final = BIT[Lane.OPEN]
_ANYBODY: Final = Viewer()
#: Incidents read into the columns, and texts made, in a pause between two frames: about a millisecond.
_READ_IN_A_PAUSE: Final = 100
_MADE_IN_A_PAUSE: Final = 30


class IncidentFacts:
    """Facts about the incidents of a picture, and how many stand in each lane.

    Whoever uses them hands them the picture's changes first; handing the same ones twice costs little. Each
    incident has a slot, a small number, as long as it is in the picture; facts stand in rows by slot, because
    a district is looked through in milliseconds that way. `masks` hold the bits of `lanes.BIT` (but for the
    lane that the time decides), 0 in a slot that nobody has; `due` moments in seconds since the epoch,
    infinity where no clock runs. Both hold at once what was handed in. All else stands in `columns`, which
    are brought up to date when somebody looks: most changes are gone again before anybody does.
    """

    def __init__(self, *, picture: Picture, initials: Initials | None = None) -> None:
        self._entries: Mapping[str, Entry[Incident]] = picture.of(Incident)
        self._viewer = _ANYBODY
        self._slots: dict[str, int] = {}
        self._free: list[int] = []
        self._ids: list[str] = []
        self._counts = dict.fromkeys(BIT, 0)
        self.masks = array("i")
        self.due = array("d")
        self._columns = IncidentColumns(initials=initials or Initials())
        self._unread: set[str] = set()
        self._read_all()

    def set_viewer(self, viewer: Viewer) -> bool:
        """Look through other eyes; whether that may change anything."""
        if viewer == self._viewer:
            return False
        self._viewer = viewer
        self._weigh(self._entries)
        return True

    def take(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if "incident" in changes.reset:
            self._read_all()
        elif ids := changes.ids("incident"):
            self._weigh(ids)
            self._unread |= ids

    def slot(self, id_: str) -> int:
        """The slot of an incident that is in the picture. Raises KeyError for another."""
        if id_ not in self._slots:
            self._weigh((id_,))
            self._unread.add(id_)
        return self._slots[id_]

    @property
    def columns(self) -> IncidentColumns:
        """What incidents are found by, with all that was handed in."""
        if self._unread:
            self._read(len(self._unread))
        return self._columns

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
        ids = [self._ids[slot] for slot in self.columns.near(position, metres).tolist()]
        return {id_: entry for id_ in ids if (entry := self._entries.get(id_)) is not None}

    @property
    def is_prepared(self) -> bool:
        """Whether nothing is left to be done before somebody looks."""
        return not self._unread and self._columns.is_prepared

    @property
    def is_spelled(self) -> bool:
        """Whether every text of the incidents that were read has been made: a search finds all of them."""
        return self._columns.is_prepared

    def prepare(self) -> None:
        """Do some of what is left now, in a pause, rather than when somebody looks."""
        self._read(_READ_IN_A_PAUSE)
        self._columns.prepare(_MADE_IN_A_PAUSE)

    def _read_all(self) -> None:
        self._weigh(self._slots.keys() | self._entries.keys())
        self._unread.update(self._entries)
        self._read(len(self._unread))

    def _weigh(self, ids: Collection[str]) -> None:
        """Bring lanes and moments up to date; twenty thousand times a second, hence the local names."""
        entries, slots, masks, due, viewer = self._entries, self._slots, self.masks, self.due, self._viewer
        moved: dict[tuple[int, int], int] = {}
        for id_ in ids:
            entry, slot = entries.get(id_), slots.get(id_)
            if slot is None:
                if entry is None:
                    continue
                slot = self._take_slot(id_)
            before, after = masks[slot], 0
            due[slot] = inf
            if entry is None:
                self._give_back(id_)
            else:
                incident = entry.data
                after = lane_mask(incident, viewer)
                if incident.deadlines and after & _OPEN and (moment := due_at(incident)) is not None:
                    due[slot] = moment
            if before != after:
                masks[slot] = after
                moved[before, after] = moved.get((before, after), 0) + 1
        self._count(moved)

    def _read(self, most: int) -> None:
        entries, slots, unread, put = self._entries, self._slots, self._unread, self._columns.put
        for _ in range(min(most, len(unread))):
            id_ = unread.pop()
            slot, entry = slots.get(id_), entries.get(id_)
            if slot is not None and entry is not None:
                put(slot, entry.data)

    def _take_slot(self, id_: str) -> int:
        if self._free:
            slot = self._free.pop()
        else:
            slot = len(self._ids)
            self._ids.append("")
            self.masks.append(0)
            self.due.append(inf)
            self._columns.add()
        self._slots[id_] = slot
        self._ids[slot] = id_
        return slot

    def _give_back(self, id_: str) -> None:
        slot = self._slots.pop(id_)
        self._columns.put(slot, None)
        self._free.append(slot)

    def _count(self, moved: Mapping[tuple[int, int], int]) -> None:
        counts = self._counts
        for (before, after), how_many in moved.items():
            for lane, bit in BIT.items():
                if (before ^ after) & bit:
                    counts[lane] += how_many if after & bit else -how_many
