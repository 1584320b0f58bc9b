"""Pinyin and its initials, so that Chinese names are found by typing Latin letters."""

from __future__ import annotations

from pypinyin import Style, pinyin

#: A name with several readings is kept under at most this many spellings.
_MOST_SPELLINGS = 4
#: Characters whose other readings are met in names of people, places and things.
_SEVERAL_READINGS = frozenset(
    "重长单曾仇朝厦都行乐参差区查盖解任员尉翟朴覃柏缪召六蚌铅番枞阿莘济涡浒埔堡泊牟弄巷圩藏盛车校还便传"
    "调度供冠合会奇系降角卡落绿模屏铺强曲色什似宿提通尾削叶殷载轧占着只种转幢扎仔钻作薄秘率更观空量露"
    "结间教将干当倒得地大石食省少舍卷觉累没宁应与正中脏折扇散塞数丧识刹桔壳夹宽括虹哈呢炮喷切翘说拾"
)


class Initials:
    """Turns names into search texts; remembers each character, since names repeat the same few thousand."""

    def __init__(self) -> None:
        self._letters = _Letters()

    def of(self, name: str) -> tuple[str, ...]:
        """The initials of `name`, once for each likely reading: ``("cdlk", "zdlk")``."""
        # Nearly every name has one spelling, and a whole district's are spelled while the desk is in use.
        first = name.translate(self._letters)
        several = self._letters.several
        if several.keys().isdisjoint(name):
            return (first,)
        spellings = [""]
        for character in name:
            letters = several.get(character)
            if letters is not None and len(spellings) * len(letters) <= _MOST_SPELLINGS:
                spellings = [head + letter for head in spellings for letter in letters]
            else:
                letter = self._letters[ord(character)]
                spellings = [head + letter for head in spellings]
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
    """The syllables one character is usually read as, without tones; ü is written v.

    Dictionaries know readings for most characters that nobody uses, so that everything would be found by
    anything: a second reading counts only where names and addresses have it, as in 重庆 and 重华, 景芳弄.
    """
    if character.isascii():
        return ()
    found = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    syllables = tuple(dict.fromkeys(each for each in found if each.isascii() and each.isalpha()))
    return syllables if character in _SEVERAL_READINGS else syllables[:1]


class _Letters(dict[int, str]):
    """First letters by code point, for `str.translate`, of the characters met; "" for what has none."""

    def __init__(self) -> None:
        super().__init__()
        #: All letters of the characters that have several.
        self.several: dict[str, tuple[str, ...]] = {}

    def __missing__(self, code: int) -> str:
        letters = _letters_of(chr(code))
        if len(letters) > 1:
            self.several[chr(code)] = letters
        first = self[code] = letters[0] if letters else ""
        return first


def _letters_of(character: str) -> tuple[str, ...]:
    if character.isascii():
        return (character,) if character.isalnum() else ()
    return tuple(dict.fromkeys(syllable[0] for syllable in readings(character)))
