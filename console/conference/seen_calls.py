"""Which missed calls a person has seen, remembered on the disk: none is told twice after a start."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from console.kept import PersonalFile

_log = logging.getLogger(__name__)

_FORMAT: Final = "conference-seen/1"
#: Closed conferences are shown for a day: older calls are not asked for again.
_MOST: Final = 100


class _Seen(msgspec.Struct, frozen=True, kw_only=True):
    format: str = _FORMAT
    calls: tuple[str, ...] = ()


class SeenCalls:
    """The calls that one person at a time has seen, by their keys; `folder` is made with the first.

    A disk that refuses costs that they are told again after the next start: it is told in the log.
    """

    def __init__(self, *, folder: Path) -> None:
        self._file: PersonalFile[_Seen] = PersonalFile(folder=folder, type_=_Seen, format_=_FORMAT)
        self._person = ""
        self._calls: tuple[str, ...] = ()

    def of(self, person: str) -> tuple[str, ...]:
        """The calls that this person has seen."""
        if person != self._person:
            self._person = person
            self._calls = self._read(person)
        return self._calls

    def add(self, person: str, calls: Iterable[str]) -> None:
        """They have seen these, too."""
        known = tuple(dict.fromkeys((*self.of(person), *calls)))[-_MOST:]
        if not person or known == self._calls:
            return
        self._calls = known
        try:
            self._file.write(_Seen(calls=known))
        except OSError as error:
            _log.warning("the calls that were seen cannot be remembered: %s", error)

    def _read(self, person: str) -> tuple[str, ...]:
        try:
            found = self._file.open_for(person)
        except (OSError, ValueError) as error:
            _log.warning("the calls that were seen are not known: %s", error)
            return ()
        return () if found is None else found.calls
