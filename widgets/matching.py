"""Finds texts by characters, full pinyin, initials, codes and numbers, the best match first. No Qt here.

Nothing is spelled out beforehand: each typed letter is looked for as the set of characters it may stand for,
so that all readings count, however they are mixed: ``zhongsl``, ``中shan路`` and ``zsl`` all find 中山路.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from widgets.alphabet import Alphabet, Needle
from widgets.shelf import NONE, SCATTERED, WORDS, WORDS_INSIDE, Occurrences, Shelf, Span

#: Texts of one shelf: made ready anew, within some milliseconds, when one of them changes.
SHELF_SIZE: Final = 2048
_HEAVY: Final = 100
_LONG: Final = 1000
#: The first grade whose matches begin neither a field nor a word.
_INSIDE: Final = 8


@dataclass(frozen=True, slots=True)
class Match:
    """One text that matches; `spans` are the characters that were meant. A lower `grade` is better."""

    id: str
    fields: tuple[str, ...]
    grade: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """The best matches, the best first, and how many there are in all."""

    total: int = 0
    found: tuple[Match, ...] = ()


@dataclass(slots=True)
class _Text:
    fields: tuple[str, ...]
    weight: int
    box: _Box


class _Box:
    """Texts that are made ready together. What `shelf` holds is as it was when it was made."""

    def __init__(self) -> None:
        self.texts: dict[str, _Text] = {}
        self.stale = True
        self.shelf: Shelf | None = None
        self.ids: list[str] = []
        self.fields: list[tuple[str, ...]] = []
        self.lengths = np.empty(0, dtype=np.intp)
        self.weights = np.empty(0, dtype=np.intp)
        self._places: dict[str, int] = {}

    def make_ready(self, alphabet: Alphabet) -> None:
        """Make the shelf of the texts as they are now."""
        self.stale = False
        self.ids = list(self.texts)
        self.fields = [text.fields for text in self.texts.values()]
        self.lengths = np.fromiter((len(each[0]) for each in self.fields), np.intp, len(self.ids))
        self.weights = np.fromiter((text.weight for text in self.texts.values()), np.intp, len(self.ids))
        self._places = {id_: place for place, id_ in enumerate(self.ids)}
        self.shelf = Shelf(self.fields, alphabet=alphabet) if self.ids else None

    def weigh(self, id_: str, weight: int) -> None:
        """A text counts for more or less now."""
        place = self._places.get(id_)
        if place is not None:
            self.weights[place] = weight


class MatchIndex:
    """Texts by id. What was put in is found once `prepare` has come to it."""

    def __init__(self, *, alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._texts: dict[str, _Text] = {}
        self._boxes: list[_Box] = []

    def __len__(self) -> int:
        return len(self._texts)

    def put(self, id_: str, fields: Iterable[str], *, weight: int = 0) -> None:
        """Let a text be found by its `fields`, the first of which is its name.

        Among equally good matches those of less `weight` (0 to 99) come first, then the shorter names, then
        those that were put in first.
        """
        clean = tuple(" ".join(each.splitlines()) for each in fields)
        known = self._texts.get(id_)
        if known is not None:
            if known.weight != weight:
                known.weight = weight
                known.box.weigh(id_, weight)
            if known.fields != clean:
                known.fields = clean
                known.box.stale = True
            return
        if not self._boxes or len(self._boxes[-1].texts) >= SHELF_SIZE:
            self._boxes.append(_Box())
        box = self._boxes[-1]
        self._texts[id_] = box.texts[id_] = _Text(clean, weight, box)
        box.stale = True

    def remove(self, id_: str) -> None:
        """Forget a text."""
        text = self._texts.pop(id_, None)
        if text is not None:
            del text.box.texts[id_]
            text.box.stale = True

    def clear(self) -> None:
        """Forget everything."""
        self._texts, self._boxes = {}, []

    def fields(self, id_: str) -> tuple[str, ...]:
        """The fields of a text; none when it is not known."""
        text = self._texts.get(id_)
        return () if text is None else text.fields

    def prepare(self) -> bool:
        """Make one more shelf ready; True while others wait."""
        waiting = [box for box in self._boxes if box.stale]
        if waiting:
            waiting[0].make_ready(self._alphabet)
        return len(waiting) > 1

    def search(self, needle: Needle, *, most: int) -> Matches:
        """The up to `most` best matches of what is ready; nothing for an empty needle."""
        if not needle:
            return Matches()
        hunts = [_Hunt(box, needle) for box in self._boxes if box.shelf is not None]
        letters = needle.joined
        if sum(hunt.count for hunt in hunts) < most and len(letters) > 1 and letters.isalpha():
            for hunt in hunts:
                hunt.scatter()
        picks = sorted(
            (rank, number, entry) for number, hunt in enumerate(hunts) for rank, entry in hunt.picks(most)
        )
        matches = [hunts[number].match(entry) for _, number, entry in picks[:most]]
        return Matches(
            total=sum(hunt.count for hunt in hunts),
            found=tuple(match for match in matches if match.id in self._texts),
        )


class _Hunt:
    """A search through one box."""

    def __init__(self, box: _Box, needle: Needle) -> None:
        assert box.shelf is not None
        self._box = box
        self._shelf = box.shelf
        self._needle = needle
        self._whole = self._shelf.occurrences(needle.joined)
        self._grades = self._whole.best(len(box.ids))
        self._words: list[Occurrences] = []
        if len(needle.words) > 1:
            self._words = [self._shelf.occurrences(word) for word in needle.words]
            worst = np.max([word.best(len(box.ids)) for word in self._words], axis=0)
            apart = np.where(worst == NONE, NONE, np.where(worst < _INSIDE, WORDS, WORDS_INSIDE))
            self._grades = np.minimum(self._grades, apart)

    @property
    def count(self) -> int:
        """How many texts match."""
        return int(np.count_nonzero(self._grades != NONE))

    def scatter(self) -> None:
        """Let those match too that hold the letters in their order."""
        found = self._shelf.scattered(self._needle.joined)
        self._grades[found] = np.minimum(self._grades[found], SCATTERED)

    def picks(self, most: int) -> list[tuple[int, int]]:
        """The `most` best, the best first: what each is ordered by, and its place in the box."""
        hits = np.flatnonzero(self._grades != NONE)
        lengths = np.minimum(self._box.lengths[hits], _LONG - 1)
        rank = (self._grades[hits] * _HEAVY + self._box.weights[hits]) * _LONG + lengths
        keys = rank * SHELF_SIZE + hits
        if len(keys) > most:
            keys = np.partition(keys, most - 1)[:most]
        keys.sort()
        return [divmod(key, SHELF_SIZE) for key in keys.tolist()]

    def match(self, entry: int) -> Match:
        """One of the picks with the characters that were meant."""
        grade = int(self._grades[entry])
        if grade == SCATTERED:
            spans = self._shelf.scattered_spans(entry, self._needle.joined)
        else:
            spans = tuple(
                self._span(each, entry) for each in (self._words if grade >= WORDS else [self._whole])
            )
        return Match(self._box.ids[entry], self._box.fields[entry], grade, spans)

    def _span(self, word: Occurrences, entry: int) -> Span:
        here = np.flatnonzero(word.entries == entry)
        best = here[np.argmin(word.grades[here])]
        return self._shelf.span(int(word.starts[best]), int(word.ends[best]))
