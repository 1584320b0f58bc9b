"""Which characters a typed letter, syllable or digit may stand for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from widgets.initials import readings

#: True at the code points that are meant.
Table: TypeAlias = NDArray[np.bool_]

#: Letters of the longest syllables: zhuang, chuang, shuang.
LONGEST_SYLLABLE: Final = 6

#: So much is looked for word by word, within a few frames in a district.
_MOST_CHARACTERS: Final = 100
_MOST_WORDS: Final = 10
_APOSTROPHES: Final = str.maketrans("", "", "'’‘`")


@dataclass(frozen=True, slots=True)
class Needle:
    """What was typed, in small letters of half width: `words` are what stood between blanks."""

    words: tuple[str, ...]

    @property
    def joined(self) -> str:
        """All of it without blanks."""
        return "".join(self.words)

    def __bool__(self) -> bool:
        return bool(self.words)


def needle_of(typed: str) -> Needle:
    """What to look for when `typed` was entered; input methods part syllables by apostrophes.

    More than anybody types to find something was pasted: it is looked for as one word, and found nowhere.
    """
    plain = unicodedata.normalize("NFKC", typed[:_MOST_CHARACTERS]).lower().translate(_APOSTROPHES)
    words = tuple(plain.split())
    if len(typed) > _MOST_CHARACTERS or len(words) > _MOST_WORDS:
        words = tuple(filter(None, ["".join(words)]))
    return Needle(words)


class Alphabet:
    """The characters seen so far by what is typed for them.

    A Chinese character is meant by itself and by the beginning of each of its readings: 重 by z, zh, zhong,
    c, ch, chong; a letter or digit by itself, whatever its case and width.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._codes: dict[str, list[int]] = {}
        self._tables: dict[str, Table] = {}
        self._size = 128

    def learn(self, text: str) -> None:
        """Take in the characters of `text`; a new one costs microseconds, a known one next to nothing."""
        fresh = set(text) - self._known
        if not fresh:
            return
        self._known |= fresh
        self._tables.clear()
        for character in fresh:
            for typed in _typed_for(character):
                self._codes.setdefault(typed, []).append(ord(character))
        self._size = max(self._size, 1 + max(map(ord, fresh)))

    def table(self, typed: str) -> Table | None:
        """The characters that `typed`, a character or a beginning of a syllable, stands for; None for none.

        It can be indexed with the code point of every character that was learnt.
        """
        table = self._tables.get(typed)
        if table is None:
            codes = self._codes.get(typed)
            if codes is None:
                return None
            table = self._tables[typed] = np.zeros(self._size, dtype=np.bool_)
            table[codes] = True
        return table


def _typed_for(character: str) -> set[str]:
    if character.isspace() or not character.isprintable():
        return set()
    folded = unicodedata.normalize("NFKC", character).lower()
    typed = {folded} if len(folded) == 1 else {character}
    for reading in readings(character):
        typed.update(reading[:length] for length in range(1, len(reading) + 1))
    return typed
