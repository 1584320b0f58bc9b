"""What the command palette shows and asks: values, and the two things that are given to it."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from widgets.alphabet import Needle
from widgets.shelf import Span
from widgets.signs import Look


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One line of the palette: `parts[0]` is its name, the others stand quietly behind it.

    `spans` are the characters of the parts that were meant by what was typed, and `grade` says how well (see
    `Shelf`). `note` and `key` (a key sequence in Qt's portable text) stand on the right. An entry with a
    `why_not` cannot be chosen now, and says so. Choosing one with `insert` writes that into the field.
    """

    id: str
    parts: tuple[str, ...]
    look: Look | None = None
    note: str = ""
    key: str = ""
    why_not: str = ""
    insert: str = ""
    spans: tuple[Span, ...] = ()
    grade: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """The best entries of a source, the best first, and how many match in all."""

    total: int = 0
    entries: tuple[PaletteEntry, ...] = ()


class PaletteSource(Protocol):
    """One kind of thing that can be found and chosen."""

    @property
    def kind(self) -> str:
        """A name for it that no other source has."""
        ...

    @property
    def title(self) -> str:
        """What the things are called, in words."""
        ...

    def search(self, needle: Needle, *, most: int) -> Results:
        """The up to `most` best matches."""
        ...

    def entry(self, id_: str) -> PaletteEntry | None:
        """One thing as it stands now; None when it is gone."""
        ...

    def prepare(self) -> bool:
        """Make a little more ready to be searched, in a few milliseconds; True while there is more to do."""
        ...

    def choose(self, id_: str) -> None:
        """Do what choosing it does."""
        ...

    def choose_other(self, id_: str) -> bool:
        """Do the other thing that choosing it can do; False when there is none."""
        ...


class Tone(enum.Enum):
    """How far a written line has come."""

    READY = enum.auto()  # Enter does what the sentence says
    WAITING = enum.auto()  # something is still to be written
    REFUSED = enum.auto()  # it cannot be done, the sentence says why


@dataclass(frozen=True, slots=True)
class Reading:
    """What a written line means: a sentence, and what the word at the cursor may be completed to.

    `give` does it, and is None unless it is READY. Each of `choices` has the whole line in its `insert`.
    """

    sentence: str
    tone: Tone
    choices: tuple[PaletteEntry, ...] = ()
    heading: str = ""
    give: Callable[[], None] | None = None


class LineReader(Protocol):
    """Reads lines by which one acts without looking anything up."""

    def read(self, text: str, cursor: int) -> Reading | None:
        """What `text` means with the cursor behind so many of its characters; None: it is to be searched."""
        ...

    def forms(self) -> tuple[PaletteEntry, ...]:
        """The beginnings of lines, each with an example."""
        ...

    def prepare(self) -> bool:
        """As `PaletteSource`."""
        ...
