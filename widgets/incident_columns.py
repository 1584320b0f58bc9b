"""What incidents are searched and filtered by, in columns: a district is looked through in milliseconds."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from itertools import islice
from math import cos, nan, radians
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from backend_client.protocol.entities import Incident, Position
from backend_client.protocol.times import parse_time
from widgets.initials import Initials

METRES_PER_DEGREE: Final = 111_320.0
#: Texts that are made while somebody waits for them; the others have to wait for a pause between frames.
_AT_ONCE: Final = 200

#: What people look for in one incident: its number, title, place, kind, and who has it.
Parts: TypeAlias = tuple[str, ...]


class LazyTexts:
    """Texts by slot, each made when somebody looks, or before that when there is time."""

    def __init__(self, make: Callable[[Parts], str]) -> None:
        self._make = make
        self._texts: list[str] = []
        self._stale: dict[int, Parts] = {}

    def all_made(self) -> bool:
        """Whether none has still to be made."""
        return not self._stale

    def put(self, slot: int, parts: Parts | None) -> None:
        """Another incident, or none, has this slot."""
        if slot == len(self._texts):
            self._texts.append("")
        self._texts[slot] = ""
        if parts is None:
            self._stale.pop(slot, None)
        else:
            self._stale[slot] = parts

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


class IncidentColumns:
    """One row a slot: `severities`; `reported`, seconds since the epoch; `types` and `owners`, numbers that
    `type_number` and `owner_numbers` tell; `texts`, searched for characters and numbers; `letters`, for
    pinyin initials. In a slot that nobody has stand 0, NaN, -1 and empty texts.
    """

    def __init__(self, *, initials: Initials) -> None:
        self.severities = array("b")
        self.reported = array("d")
        self.types = array("i")
        self.owners = array("i")
        self.texts = LazyTexts(_text)
        self.letters = LazyTexts(self._letters_of)
        self._spell = initials.of
        self._longitudes = array("d")
        self._latitudes = array("d")
        self._type_numbers: dict[str, int] = {}
        self._owner_numbers: dict[str, int] = {}
        self._told: list[int] = []

    def __len__(self) -> int:
        return len(self._told)

    def add(self) -> None:
        """One more slot, which nobody has yet."""
        self._told.append(0)
        self.severities.append(0)
        self.types.append(-1)
        self.owners.append(-1)
        for column in (self.reported, self._longitudes, self._latitudes):
            column.append(nan)
        self.texts.put(len(self) - 1, None)
        self.letters.put(len(self) - 1, None)

    def put(self, slot: int, incident: Incident | None) -> None:
        """An incident, or none, has this slot."""
        if incident is None:
            self.severities[slot], self.types[slot], self.owners[slot] = 0, -1, -1
            self.reported[slot] = self._longitudes[slot] = self._latitudes[slot] = nan
            self._tell(slot, None)
            return
        self.severities[slot] = incident.severity
        self.reported[slot] = parse_time(incident.reported_at)
        self.types[slot] = self._type_numbers.setdefault(incident.type_code, len(self._type_numbers))
        self.owners[slot] = self._owner_numbers.setdefault(incident.owner_org, len(self._owner_numbers))
        place = incident.position
        self._longitudes[slot], self._latitudes[slot] = (nan, nan) if place is None else place
        self._tell(slot, _parts(incident))

    def type_number(self, code: str) -> int:
        """The number that stands for a type; one that no slot holds for a type nobody has."""
        return self._type_numbers.get(code, len(self._type_numbers))

    def owner_numbers(self, orgs: Iterable[str]) -> list[int]:
        """The numbers that stand for the orgs among `orgs` that own anything."""
        return [number for id_ in orgs if (number := self._owner_numbers.get(id_)) is not None]

    def near(self, position: Position, metres: float) -> NDArray[np.intp]:
        """The slots in a square of which each side is `metres` from `position`, and those without a place."""
        longitude, latitude = position
        up = metres / METRES_PER_DEGREE
        across = up / max(0.01, cos(radians(latitude)))
        east = np.abs(np.frombuffer(self._longitudes) - longitude)
        north = np.abs(np.frombuffer(self._latitudes) - latitude)
        # What has no position is neither near nor far.
        return np.flatnonzero(~((east > across) | (north > up)))

    @property
    def is_prepared(self) -> bool:
        """Whether every text has been made."""
        return self.texts.all_made() and self.letters.all_made()

    def prepare(self, most: int) -> None:
        """Make some texts now rather than when somebody types."""
        if self.texts.all_made():
            self.letters.prepare(most)
        else:
            # These are made ten times as quickly.
            self.texts.prepare(10 * most)

    def _tell(self, slot: int, parts: Parts | None) -> None:
        # Most changes leave the texts alone; a number tells, rather than another copy of them.
        told = hash(parts)
        if told != self._told[slot]:
            self._told[slot] = told
            self.texts.put(slot, parts)
            self.letters.put(slot, parts)

    def _letters_of(self, parts: Parts) -> str:
        return "\n".join(spelling for part in parts for spelling in self._spell(part.casefold()))


def _text(parts: Parts) -> str:
    return "\n".join(parts).casefold()


def _parts(incident: Incident) -> Parts:
    names = tuple(task.name for task in incident.tasks)
    return (incident.serial_no, incident.title, incident.place, incident.type_name, *names)
