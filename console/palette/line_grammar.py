"""The dispatcher line's grammar: a letter, an incident's number, and what the act needs. Pure.

``a 17 z3 z5 :note``   ``v 17 + text``   ``t 17 kaixuan text``   ``h 17 11-25 09:00 text``   ``c 17,18``.
Blanks part the words.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from console.palette.line_moments import is_day

_WORD: Final = re.compile(r"\S+")


class Part(enum.Enum):
    """What a word of a line stands for."""

    INCIDENT = enum.auto()
    WHO = enum.auto()  # one or more recipients
    TASK = enum.auto()  # whose task, when there are several
    OUTCOME = enum.auto()
    ORG = enum.auto()
    MOMENT = enum.auto()  # a day and a time are two words
    OWNER = enum.auto()  # who answers for it
    TEXT = enum.auto()  # all the rest, as it was written
    SURPLUS = enum.auto()  # nothing is expected here


@dataclass(frozen=True, slots=True)
class LineCommand:
    """A letter, the act it is for, and what follows the incident's number.

    `many`: it may be done with several incidents at once. What ends a matter never is.
    """

    letter: str
    act: str
    parts: tuple[Part, ...] = ()
    many: bool = False


#: Letters are those of the desk's keys where these are free: ``a`` is said to assign, so ``c`` accepts.
COMMANDS: Final = (
    LineCommand("a", "incident.assign", (Part.WHO,), many=True),
    LineCommand("c", "incident.accept", many=True),
    LineCommand("f", "incident.finish", (Part.TEXT,)),
    LineCommand("n", "incident.note", (Part.TEXT,), many=True),
    LineCommand("b", "incident.feedback", (Part.TEXT,)),
    LineCommand("g", "task.sign", (Part.TASK,)),
    LineCommand("s", "task.arrive", (Part.TASK,)),
    LineCommand("v", "incident.verify", (Part.OUTCOME, Part.TEXT)),
    LineCommand("t", "incident.transfer", (Part.ORG, Part.TEXT), many=True),
    LineCommand("p", "incident.report_up", (Part.TEXT,), many=True),
    LineCommand("r", "incident.reject", (Part.TEXT,)),
    LineCommand("u", "incident.urge", (Part.TEXT,), many=True),
    LineCommand("e", "incident.request_extension", (Part.MOMENT, Part.TEXT)),
    LineCommand("h", "incident.suspend", (Part.MOMENT, Part.TEXT), many=True),
    LineCommand("l", "incident.ledger", (Part.MOMENT, Part.OWNER, Part.TEXT)),
    LineCommand("w", "wall.put"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a line and where it stands; `plain` is how it is compared: small and of half width."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """The text in small letters of half width."""
        return unicodedata.normalize("NFKC", self.text).lower()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A line in its pieces. The part that may be written next stands at the end with an empty word."""

    line: str
    command: LineCommand
    pieces: tuple[tuple[Part, Word], ...]

    def words(self, part: Part) -> tuple[Word, ...]:
        """The words that stand for `part`, without one that is not written yet."""
        return tuple(word for each, word in self.pieces if each is part and word.text)

    def word(self, part: Part) -> Word | None:
        """The first of them."""
        return next(iter(self.words(part)), None)

    def at(self, cursor: int) -> tuple[Part, Word] | None:
        """The piece in or directly behind which the cursor stands."""
        return next((piece for piece in self.pieces if piece[1].start <= cursor <= piece[1].end), None)

    def place(self, part: Part) -> Word:
        """Where `part` stands or is to be written; it has to be expected by then."""
        return next(word for each, word in self.pieces if each is part)

    def with_word(self, old: Word, new: str) -> str:
        """The line with another word in place of `old`, and a blank behind it at the end."""
        before, behind = self.line[: old.start], self.line[old.end :].lstrip()
        between = "" if before[-1:].isspace() else " "
        return f"{before}{between}{new} {behind}"


def parse(line: str, *, name: Callable[[str], str]) -> Parsed | None:
    """Read a line; None when it does not begin with a command and a blank.

    `name` gives the words an act is called by. They may be written instead of its letter, and so may the
    beginning of Chinese words if no other act's begin so.
    """
    words = _words(line)
    first = next(words, None)
    if first is None or not line[first.end :]:
        return None
    command = _command(first.plain, name)
    if command is None:
        return None
    return Parsed(line, command, tuple(_pieces(line, words, command)))


def _words(line: str) -> Iterator[Word]:
    return (Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(line))


def _command(word: str, name: Callable[[str], str]) -> LineCommand | None:
    whole = [each for each in COMMANDS if word in (each.letter, name(each.act).lower())]
    if not whole and not word.isascii():
        # Under a Chinese input method a letter and a blank become a character: 派 for 派单 is as short.
        whole = [each for each in COMMANDS if name(each.act).startswith(word)]
    return whole[0] if len(whole) == 1 else None


def _pieces(line: str, words: Iterator[Word], command: LineCommand) -> Iterator[tuple[Part, Word]]:
    expected = [Part.INCIDENT, *command.parts]
    ahead = deque(words)
    while ahead:
        word = ahead.popleft()
        part = expected[0] if expected else Part.SURPLUS
        if part is Part.MOMENT and ahead and is_day(word.plain) and ahead[0].text[0].isdigit():
            time = ahead.popleft()
            word = Word(line[word.start : time.end], word.start, time.end)
        if part is Part.WHO and word.plain.startswith(":"):
            part, word = Part.TEXT, Word(word.text[1:], word.start + 1, word.end)
        if part is Part.TEXT:
            yield part, Word(line[word.start :].strip(), word.start, len(line))
            return
        yield part, word
        if part is not Part.WHO and expected:
            expected.pop(0)
    if expected:
        yield expected[0], Word("", len(line), len(line))
