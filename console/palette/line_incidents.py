"""Which incident a number in the dispatcher line means. No Qt here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol.entities import CLOSED_STATES, Incident

#: The incident that is chosen on the desk; a Chinese full stop does as well.
CHOSEN: Final = (".", "。")
#: All incidents that are marked in the table.
MARKED: Final = "*"
#: No number of an incident has more.
_MOST_DIGITS: Final = 18
_COMMA: Final = re.compile(r"[,、;]")
#: What a serial number is made of: organisation, year and number in ours, anything parted by signs elsewhere.
_PART: Final = re.compile(r"[^\W_]+")


class IncidentNumbers:
    """Finds incidents by the end of their serial number, by their row, or as the one that is chosen.

    ``17`` is every open incident numbered 17, else those whose number ends so; ``5-17`` only those of the org
    or year whose code ends in 5; ``#3`` the third row of the table; ``.`` the chosen one. Commas part
    several; ``*`` is every row that is marked.
    """

    def __init__(
        self,
        *,
        picture: Picture,
        chosen: Callable[[], str],
        row: Callable[[int], str | None],
        marked: Callable[[], Sequence[str]],
    ) -> None:
        """`chosen` gives an id or nothing, `row` the id in a row of the table, counted from 1; `marked` the
        ids of all marked rows.
        """
        self._marked = marked
        self._incidents = picture.of(Incident)
        self._chosen = chosen
        self._row = row
        self._ids: dict[int, set[str]] = defaultdict(set)
        self._known: set[str] = set()
        self._whole = False

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture; a serial number never does."""
        if "incident" in changes.reset:
            self._whole = False
        elif self._whole:
            for id_ in changes.ids("incident") - self._known:
                self._add(id_)

    def find_each(self, word: str) -> dict[str, tuple[Entry[Incident], ...]]:
        """The incidents that each of the numbers in `word` may mean, by number."""
        if word == MARKED:
            return {id_: found for id_ in self._marked() if (found := self._entries([id_]))}
        return {number: self.find(number) for number in _COMMA.split(word) if number}

    def find(self, word: str) -> tuple[Entry[Incident], ...]:
        """The incidents that `word` may mean, those still open if there are any; the oldest first."""
        if word in CHOSEN:
            return self._entries([self._chosen()])
        if word.startswith("#"):
            number = word[1:]
            return self._entries([self._row(int(number)) or ""]) if _is_number(number) else ()
        *before, last = word.split("-")
        if not _is_number(last):
            return ()
        self._read()
        found = self._matching(self._ids.get(int(last), ()), before)
        if not found:
            longer = (id_ for number, ids in self._ids.items() if str(number).endswith(last) for id_ in ids)
            found = self._matching(longer, before)
        return tuple(sorted(found, key=lambda entry: (entry.data.reported_at, entry.id)))

    def has(self, word: str) -> bool:
        """Whether `word`, in small letters, is the number of an incident or a piece of its serial number."""
        if _is_number(word):
            self._read()
            return any(id_ in self._incidents for id_ in self._ids.get(int(word), ()))
        return any(word in entry.data.serial_no.casefold() for entry in self._incidents.values())

    def token(self, incident: Entry[Incident]) -> str:
        """The shortest word that means this incident and no other."""
        parts: list[str] = _PART.findall(incident.data.serial_no) or [""]
        short, org = parts[-1].lstrip("0") or parts[-1], parts[0]
        for token in (short, *(f"{org[-length:]}-{short}" for length in range(1, len(org) + 1))):
            if [entry.id for entry in self.find(token)] == [incident.id]:
                return token
        return incident.data.serial_no

    def _matching(self, ids: Iterable[str], before: list[str]) -> list[Entry[Incident]]:
        found = [
            entry
            for id_ in ids
            if (entry := self._incidents.get(id_)) is not None and _has(entry.data.serial_no, before)
        ]
        return [entry for entry in found if entry.data.state not in CLOSED_STATES] or found

    def _entries(self, ids: list[str]) -> tuple[Entry[Incident], ...]:
        return tuple(entry for id_ in ids if (entry := self._incidents.get(id_)) is not None)

    def _read(self) -> None:
        if not self._whole:
            self._whole = True
            self._ids.clear()
            self._known.clear()
            for id_ in self._incidents:
                self._add(id_)

    def _add(self, id_: str) -> None:
        entry = self._incidents.get(id_)
        if entry is None:
            return
        self._known.add(id_)
        number = _PART.findall(entry.data.serial_no)[-1:]
        if number and _is_number(number[0]):
            self._ids[int(number[0])].add(id_)


def _is_number(word: str) -> bool:
    """Whether a word can be a number; Python reads none of thousands of digits."""
    return word.isdecimal() and len(word) <= _MOST_DIGITS


def _has(serial: str, endings: list[str]) -> bool:
    """Whether each of `endings` ends one of the parts before the number."""
    parts = _PART.findall(serial)[:-1]
    return all(any(part.endswith(ending) for part in parts) for ending in endings)
