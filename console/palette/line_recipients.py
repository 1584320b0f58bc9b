"""Whom a word of the dispatcher line means: recipients of an incident, and organisations. No Qt here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from backend_client.changes import Changes
from backend_client.picture import Entry, Picture
from backend_client.protocol.entities import Department, Incident, Org, Unit, UnitStatus
from widgets.alphabet import Alphabet, Needle, needle_of
from widgets.dispatch.candidates import Candidate, Candidates
from widgets.initials import Initials, needle
from widgets.matching import MatchIndex
from widgets.names import OrgNames
from widgets.palette.picture_source import PictureIndex

#: Whoever is recommended.
RECOMMENDED: Final = "!"
#: Matches that are weighed against each other.
_MOST: Final = 100
#: Grades of a match that is all of a name or a code.
_WHOLE: Final = (0, 1)
#: Units move all the time; who writes a line is not to wait for two thousand distances at every letter.
_FRESH_S: Final = 3.0
_HANDED_TO: Final = ("district", "street")


class Everybody:
    """Units and departments as seen from one incident, the likeliest first.

    A code is first looked for in the incident's own street, as every street counts its units from 1;
    ``z3@caihe`` is that of another one.
    """

    def __init__(
        self,
        candidates: tuple[Candidate, ...],
        *,
        street: str,
        search: Callable[[Needle], dict[str, int]],
        initials: Initials,
    ) -> None:
        """`street` is the name of the incident's street; `search` gives ids with the grades of a match."""
        self.all = candidates
        self._street = street
        self._search = search
        self._initials = initials
        self._coded: dict[str, list[Candidate]] = defaultdict(list)
        for each in candidates:
            self._coded[each.code.lower()].append(each)
            self._coded[each.id.lower()].append(each)

    def meant(self, word: str) -> list[Candidate]:
        """Those that `word` means: one when it is clear, several when it may be any of them."""
        if word == RECOMMENDED:
            return self._recommended()
        code, _, place = word.partition("@")
        coded = self._coded.get(code, [])
        if place:
            return [each for each in coded if needle(place) in self._initials.search_text(each.org)]
        if coded:
            own = [each for each in coded if each.org == self._street]
            return own if len(own) == 1 else list(coded)
        graded = self._graded(word)
        whole = [each for grade, each in graded if grade in _WHOLE]
        return whole if len(whole) == 1 else [each for _, each in graded]

    def beginning(self, word: str) -> list[Candidate]:
        """Those whose code or name matches what was written so far, the best match first."""
        if not word or word == RECOMMENDED:
            return list(self.all)
        return [each for _, each in self._graded(word.partition("@")[0])]

    def token(self, candidate: Candidate) -> str:
        """A short word that means this candidate and no other."""
        code = candidate.code.lower()
        for token in (code, f"{code}@{candidate.org}"):
            if self.meant(token) == [candidate]:
                return token
        return candidate.id.lower()

    def _recommended(self) -> list[Candidate]:
        """As `Candidates.recommended`, of those who were weighed already."""
        free = (each for each in self.all if not each.has_task and each.status is not UnitStatus.OFF)
        return list(islice(free, 1))

    def _graded(self, word: str) -> list[tuple[int, Candidate]]:
        grades = self._search(needle_of(word))
        # They stand in the order in which they are recommended, and sorting keeps it among equals.
        graded = [(grades[each.id], each) for each in self.all if each.id in grades]
        graded.sort(key=lambda pair: pair[0])
        return graded


class Recipients:
    """Everybody who can be given an incident, found by code, name or pinyin."""

    def __init__(self, *, picture: Picture, initials: Initials, alphabet: Alphabet) -> None:
        self._candidates = Candidates(picture=picture, initials=initials)
        self._initials = initials
        self._names = OrgNames(orgs=picture.of(Org))
        self._units = PictureIndex(
            entries=picture.of(Unit),
            name="unit",
            fields=lambda _id, unit: (unit.name, unit.code),
            alphabet=alphabet,
        )
        self._departments = PictureIndex(
            entries=picture.of(Department),
            name="department",
            fields=lambda _id, department: (department.name, department.code),
            alphabet=alphabet,
        )
        self._seen_from: tuple[str, int, float] | None = None
        self._everybody: Everybody | None = None

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._units.on_changes(changes)
        self._departments.on_changes(changes)

    def prepare(self) -> bool:
        """As `PaletteSource`."""
        return self._units.prepare() or self._departments.prepare()

    def of(self, incident: Entry[Incident], *, now: float) -> Everybody:
        """Everybody as seen from an incident, weighed anew every `_FRESH_S` seconds."""
        asked = (incident.id, incident.ver, now // _FRESH_S)
        if self._everybody is None or asked != self._seen_from:
            self._seen_from = asked
            self._everybody = Everybody(
                self._candidates.for_incident(incident.data, now=now),
                street=self._names.street(incident.data.owner_org),
                search=self._search,
                initials=self._initials,
            )
        return self._everybody

    def _search(self, sought: Needle) -> dict[str, int]:
        found = (
            *self._units.search(sought, most=_MOST).entries,
            *self._departments.search(sought, most=_MOST).entries,
        )
        return {entry.id: entry.grade for entry in found}


class Answerable:
    """Names of departments and organisations that may answer for a matter, found by name, pinyin or code."""

    def __init__(self, *, picture: Picture, alphabet: Alphabet) -> None:
        self._departments = picture.of(Department)
        self._orgs = picture.of(Org)
        self._alphabet = alphabet

    def names(self, begun: str) -> Iterator[str]:
        """Those that `begun` matches, the best first; all of them for nothing. None has a blank in it."""
        named = {
            name: code
            for name, code in (
                *((each.data.name, each.data.code) for each in self._departments.values()),
                *(
                    (each.data.name, each.data.code)
                    for each in self._orgs.values()
                    if each.data.kind in _HANDED_TO
                ),
            )
            if not any(map(str.isspace, name))
        }
        if not begun:
            yield from named
            return
        index = MatchIndex(alphabet=self._alphabet)
        for name, code in named.items():
            index.put(name, (name, code))
        while index.prepare():
            pass
        yield from (match.id for match in index.search(needle_of(begun), most=_MOST).found)


class Orgs:
    """Finds districts and streets by name, pinyin or code."""

    def __init__(self, *, picture: Picture, alphabet: Alphabet) -> None:
        self._orgs = picture.of(Org)
        self._alphabet = alphabet

    def meant(self, word: str, *, besides: str) -> list[tuple[str, str]]:
        """Those that `word` matches as (id, name), all of them for an empty word; never `besides`."""
        named = {
            id_: entry.data
            for id_, entry in self._orgs.items()
            if entry.data.kind in _HANDED_TO and id_ != besides
        }
        if not word:
            return [(id_, org.name) for id_, org in named.items()]
        index = MatchIndex(alphabet=self._alphabet)
        for id_, org in named.items():
            index.put(id_, (org.name, org.code))
        while index.prepare():
            pass
        found = index.search(needle_of(word), most=_MOST).found
        whole = [match for match in found if named[match.id].name == word or named[match.id].code == word]
        return [(match.id, named[match.id].name) for match in whole or found]
