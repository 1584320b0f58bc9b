"""A line that cannot be done as it stands, and what is said of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.lifecycle import ACTS
from console.palette.line_grammar import Parsed, Part
from widgets.palette.values import PaletteEntry, Reading, Tone


class Unclear(Exception):
    """The line cannot be done as it stands: `reading` says why."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading.sentence)
        self.reading = reading


def waiting(sentence: str, choices: tuple[PaletteEntry, ...] = (), heading: str = "") -> Unclear:
    """Something is still to be written; `choices` are what it may be."""
    return Unclear(Reading(sentence, Tone.WAITING, choices, heading))


def refused(sentence: str) -> Unclear:
    """It cannot be done."""
    return Unclear(Reading(sentence, Tone.REFUSED))


def needed_text(parsed: Parsed, *, choices: tuple[PaletteEntry, ...] = (), heading: str = "") -> str:
    """The words of a line, empty where the act can do without. Raises Unclear where it cannot; `choices` are
    what the word at the cursor may become meanwhile.
    """
    word = parsed.word(Part.TEXT)
    row = ACTS.get(parsed.command.act)
    if word is None and row is not None and row.text:
        sentence = QCoreApplication.translate("DispatcherLine", "It needs words: what was done, or why")
        raise waiting(sentence, choices, heading)
    return "" if word is None else word.text


def whom() -> str:
    """The heading above people and organisations."""
    return QCoreApplication.translate("DispatcherLine", "Recipients")
