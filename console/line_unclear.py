"""A line that cannot be done as it stands, and what is said of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

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


def whom() -> str:
    """The heading above people and organisations."""
    return QCoreApplication.translate("DispatcherLine", "Recipients")
