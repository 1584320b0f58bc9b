"""Some hundred texts made ready to be searched at once; no Qt and no picture here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from widgets.alphabet import LONGEST_SYLLABLE, Alphabet

Places: TypeAlias = NDArray[np.intp]

#: Grades of a match, the best first. From 0 to 11 it is one piece of text: it begins a field (0-3), begins a
#: word (4-7) or neither (8-11); even numbers below 2 in each four end with the word; odd ones lie in a field
#: behind the first.
WORDS: Final = 12  # each word by itself, all at the beginning of words
WORDS_INSIDE: Final = 13  # each word by itself
SCATTERED: Final = 14  # the letters in their order, with other characters between them
NONE: Final = 99

_NEWLINE: Final = 10
_ZERO: Final = 48
_SIGN, _DIGIT, _LATIN, _LETTER = range(4)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters that were meant: from `start` up to `end` of a text's field."""

    field: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where a word stands in the texts of a shelf; arrays of one length."""

    starts: Places
    ends: Places
    entries: Places
    grades: Places

    def best(self, count: int) -> NDArray[np.intp]:
        """The best grade in each of `count` texts, `NONE` where there is no match."""
        best = np.full(count, NONE, dtype=np.intp)
        np.minimum.at(best, self.entries, self.grades)
        return best


class Shelf:
    """Texts of several fields each, as one run of characters. It never changes."""

    def __init__(self, fields: Sequence[tuple[str, ...]], *, alphabet: Alphabet) -> None:
        """The characters of `fields` are taught to `alphabet`. No field holds a line break."""
        self._alphabet = alphabet
        text = "".join(f"{field}\n" for each in fields for field in each)
        alphabet.learn(text)
        self._codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.intp)
        self._field_ends: Places = np.flatnonzero(self._codes == _NEWLINE)
        self._field_starts: Places = np.concatenate(([0], self._field_ends[:-1] + 1)).astype(np.intp)
        counts = np.fromiter((len(each) for each in fields), dtype=np.intp, count=len(fields))
        self._firsts: Places = np.cumsum(counts) - counts
        self._entry_of: Places = np.repeat(np.arange(len(fields)), counts)
        self._starts_word, self._ends_word = _words(self._codes)

    def occurrences(self, word: str) -> Occurrences:
        """Every place where `word` may be meant: each of its characters or syllables by one character."""
        found = self._runs(word)
        starts = np.concatenate([pair[0] for pair in found]) if found else np.empty(0, dtype=np.intp)
        ends = np.concatenate([pair[1] for pair in found]) if found else starts
        fields = np.searchsorted(self._field_starts, starts, side="right") - 1
        entries = self._entry_of[fields]
        begins = np.where(starts == self._field_starts[fields], 0, np.where(self._starts_word[starts], 4, 8))
        behind = fields != self._firsts[entries]
        grades = begins + 2 * ~self._ends_word[ends] + behind
        return Occurrences(starts, ends, entries, grades)

    def scattered(self, letters: str) -> Places:
        """The texts whose first field holds `letters` in this order, with anything between them."""
        entries: Places = np.arange(len(self._firsts))
        at = self._field_starts[self._firsts]
        limits = self._field_ends[self._firsts]
        for letter in letters:
            table = self._alphabet.table(letter)
            if table is None or not len(entries):
                return np.empty(0, dtype=np.intp)
            places = np.append(np.flatnonzero(table[self._codes]), len(self._codes))
            here = places[np.searchsorted(places, at)]
            inside = here < limits
            entries, at, limits = entries[inside], here[inside] + 1, limits[inside]
        return entries

    def span(self, start: int, end: int) -> Span:
        """A run of characters of the whole as one of its field."""
        field = int(np.searchsorted(self._field_starts, start, side="right")) - 1
        first = int(self._firsts[self._entry_of[field]])
        begin = int(self._field_starts[field])
        return Span(field - first, start - begin, end - begin)

    def scattered_spans(self, entry: int, letters: str) -> tuple[Span, ...]:
        """Where each of `letters` stands in a text that `scattered` has found."""
        field = self._firsts[entry]
        at, spans = int(self._field_starts[field]), []
        for letter in letters:
            table = self._alphabet.table(letter)
            while table is not None and not table[self._codes[at]]:
                at += 1
            spans.append(self.span(at, at + 1))
            at += 1
        return tuple(spans)

    def _runs(self, word: str) -> list[tuple[Places, Places]]:
        """Beginnings and ends, found letter by letter: what a character stands for may be one or more."""
        reached: list[list[tuple[Places, Places]]] = [[] for _ in range(len(word) + 1)]
        first = self._alphabet.table(word[0])
        if first is None:
            return []
        at = np.flatnonzero(first[self._codes])
        reached[0].append((at, at))
        for done in range(len(word)):
            if not reached[done]:
                continue
            starts, ends = _merged(reached[done])
            following = self._codes[ends]
            for length in range(1, min(LONGEST_SYLLABLE, len(word) - done) + 1):
                table = self._alphabet.table(word[done : done + length])
                if table is None:
                    break
                meant = table[following]
                if meant.any():
                    reached[done + length].append((starts[meant], ends[meant] + 1))
        return reached[len(word)]


def _merged(pairs: list[tuple[Places, Places]]) -> tuple[Places, Places]:
    """Pairs from several readings, each once: 'anan' is two characters or four, and in many ways three."""
    if len(pairs) == 1:
        return pairs[0]
    starts, ends = (np.concatenate([pair[side] for pair in pairs]) for side in (0, 1))
    once = np.unique(starts << 32 | ends)
    return once >> 32, once & 0xFFFFFFFF


def _words(codes: Places) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where words begin and behind which characters they end: words are runs of digits, of Latin letters and
    of other letters. A number also begins behind its leading zeros.
    """
    kinds = np.full(len(codes), _SIGN, dtype=np.int8)
    kinds[(codes >= 0x30) & (codes <= 0x39)] = _DIGIT
    small = codes | 0x20
    kinds[((small >= 0x61) & (small <= 0x7A) & (codes < 0x80)) | ((codes >= 0xC0) & (codes < 0x250))] = _LATIN
    kinds[(codes >= 0x2E80) & ~((codes >= 0x3000) & (codes < 0x3040)) & (codes < 0xFE00)] = _LETTER
    kinds[codes >= 0x10000] = _LETTER
    changes = np.empty(len(codes), dtype=np.bool_)
    changes[:1] = True
    np.not_equal(kinds[1:], kinds[:-1], out=changes[1:])
    here = np.arange(len(codes))
    run = np.maximum.accumulate(np.where(changes, here, 0))
    digit = kinds == _DIGIT
    last_other = np.maximum.accumulate(np.where(digit & (codes != _ZERO), here, -1))
    behind_zeros = digit.copy()
    behind_zeros[1:] &= last_other[:-1] < run[1:]
    return (changes & (kinds != _SIGN)) | behind_zeros, changes
