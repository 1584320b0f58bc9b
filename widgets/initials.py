"""Pinyin and its initials, so that Chinese names are found by typing Latin letters."""

from __future__ import annotations

from pypinyin import Style, pinyin

#: A name with several readings is kept under at most this many spellings.
_MOST_SPELLINGS = 4


class Initials:
    """Turns names into search texts; remembers each character, since names repeat the same few thousand."""

    def __init__(self) -> None:
        self._letters: dict[str, tuple[str, ...]] = {}

    def of(self, name: str) -> tuple[str, ...]:
        """The initials of `name`, once for each likely reading: ``("cdlk", "zdlk")``."""
        spellings = [""]
        for character in name:
            letters = self._letters.get(character)
            if letters is None:
                letters = self._letters[character] = _letters_of(character)
            if len(letters) > 1 and len(spellings) * len(letters) <= _MOST_SPELLINGS:
                spellings = [head + letter for head in spellings for letter in letters]
            elif letters:
                spellings = [head + letters[0] for head in spellings]
        return tuple(spellings)

    def search_text(self, *parts: str) -> str:
        """One lower-case text that holds `parts` and their initials, for `needle in text`."""
        names = [part.casefold() for part in parts if part]
        spelled = [spelling for part in names if not part.isascii() for spelling in self.of(part)]
        return "\n".join(names + spelled)


def needle(typed: str) -> str:
    """What to look for when `typed` was entered; input methods part syllables by apostrophes and blanks."""
    return typed.casefold().replace("'", "").replace(" ", "")


def readings(character: str) -> tuple[str, ...]:
    """Every syllable one character may be read as, without tones: ``("zhong", "chong")``; ü is written v."""
    if character.isascii():
        return ()
    found = pinyin(character, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(each for each in found[0] if each.isascii() and each.isalpha()))


def _letters_of(character: str) -> tuple[str, ...]:
    if character.isascii():
        return (character,) if character.isalnum() else ()
    readings = pinyin(character, style=Style.FIRST_LETTER, heteronym=True)
    letters = dict.fromkeys(letter for letter in readings[0] if letter.isascii() and letter.isalpha())
    return tuple(letters)[:2]
