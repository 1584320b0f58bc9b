"""Things to be found in a palette, and lines to be read, that note what is done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from widgets.alphabet import Alphabet, Needle
from widgets.matching import MatchIndex
from widgets.palette.values import PaletteEntry, Reading, Results, Tone


class NotingSource:
    """A source of names by id; notes what is chosen."""

    def __init__(self, kind: str, names: Mapping[str, str], *, why_not: str = "") -> None:
        self.kind = kind
        self.title = kind.title()
        self.names = dict(names)
        self.why_not = why_not
        self.chosen: list[str] = []
        self.unprepared = 0
        self.has_other = True

    def search(self, needle: Needle, *, most: int) -> Results:
        index = MatchIndex(alphabet=Alphabet())
        for id_, name in self.names.items():
            index.put(id_, (name,))
        index.prepare()
        matches = index.search(needle, most=most)
        return Results(
            matches.total,
            tuple(
                PaletteEntry(
                    id=match.id,
                    parts=match.fields,
                    spans=match.spans,
                    grade=match.grade,
                    why_not=self.why_not,
                )
                for match in matches.found
            ),
        )

    def entry(self, id_: str) -> PaletteEntry | None:
        return PaletteEntry(id=id_, parts=(self.names[id_],)) if id_ in self.names else None

    def prepare(self) -> bool:
        self.unprepared = max(0, self.unprepared - 1)
        return self.unprepared > 0

    def choose(self, id_: str) -> None:
        self.chosen.append(id_)

    def choose_other(self, id_: str) -> bool:
        self.chosen.append(f"other {id_}")
        return self.has_other


class NotingLine:
    """Reads "a" and a word: one of `known` is done, the beginning of some completed, others are refused."""

    def __init__(self, known: Sequence[str] = ()) -> None:
        self.known = tuple(known)
        self.given: list[str] = []

    def read(self, text: str, cursor: int) -> Reading | None:
        if not text.startswith("a "):
            return None
        word = text[2:]
        begun = tuple(
            PaletteEntry(id=each, parts=(each,), insert=f"a {each}")
            for each in self.known
            if each.startswith(word)
        )
        if word in self.known:
            return Reading(f"Assign {word}", Tone.READY, begun, "Units", give=lambda: self.given.append(word))
        if begun:
            return Reading("Who?", Tone.WAITING, begun, "Units")
        return Reading(f"Nobody is called {word}", Tone.REFUSED)

    def forms(self) -> tuple[PaletteEntry, ...]:
        return (PaletteEntry(id="a", parts=("a", "Assign"), insert="a "),)

    def prepare(self) -> bool:
        return False
