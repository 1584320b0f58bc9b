"""In which conference this workstation is, remembered on the disk: a console that starts again goes back."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

import msgspec

from console.kept import PersonalFile

_log = logging.getLogger(__name__)

_FORMAT: Final = "conference-stay/1"


class _Stay(msgspec.Struct, frozen=True, kw_only=True):
    format: str = _FORMAT
    conference: str = ""


class Stay:
    """What one person is in at this workstation; `folder` is made with the first conference.

    A disk that refuses costs the way back after a breakdown and nothing else: it is told in the log.
    """

    def __init__(self, *, folder: Path) -> None:
        self._file: PersonalFile[_Stay] = PersonalFile(folder=folder, type_=_Stay, format_=_FORMAT)

    def of(self, person: str) -> str:
        """Id of the conference that the person was in when the console ended; empty for none."""
        try:
            found = self._file.open_for(person)
        except (OSError, ValueError) as error:
            _log.warning("the conference of the last run is not known: %s", error)
            return ""
        return "" if found is None else found.conference

    def keep(self, person: str, conference: str) -> None:
        """Remember it; an empty id when the person has left."""
        if self.of(person) == conference:
            return
        try:
            self._file.write(_Stay(conference=conference))
        except OSError as error:
            _log.warning("the conference cannot be remembered: %s", error)
