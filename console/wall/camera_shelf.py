"""The cameras that a person marked and those looked at last: each person's own, in a file here."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication

from console.kept import PersonalFile

translate = QCoreApplication.translate

_FORMAT: Final = "cameras/1"
MOST_FAVOURITES: Final = 200
MOST_RECENT: Final = 30


class _Shelf(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file as a whole: ids of cameras."""

    format: str
    favourites: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()


class CameraShelf:
    """The cameras of whoever sits here; `folder` is the workstation's own.

    What cannot be read is told of once, in `trouble`, as in any `PersonalFile`.
    """

    def __init__(self, *, folder: Path) -> None:
        self._file = PersonalFile(folder=folder / "cameras", type_=_Shelf, format_=_FORMAT)
        self._shelf = _Shelf(format=_FORMAT)
        self._person = ""
        self.trouble = ""

    @property
    def favourites(self) -> tuple[str, ...]:
        """Ids of the marked cameras, in the order in which they were marked."""
        return self._shelf.favourites

    @property
    def recent(self) -> tuple[str, ...]:
        """Ids of the cameras that were looked at, the last one first."""
        return self._shelf.recent

    def open_for(self, person: str) -> None:
        """Bring out what this person (a user's id, empty for nobody) has."""
        self._person, self._shelf, self.trouble = person, _Shelf(format=_FORMAT), ""
        try:
            found = self._file.open_for(person)
        except (OSError, ValueError) as error:
            self.trouble = translate(
                "CameraShelf", "Your marked cameras cannot be read ({why}); the file {path} stays as it is."
            ).format(why=error, path=self._file.path)
        else:
            self._shelf = found or self._shelf

    def toggle(self, camera: str) -> str:
        """Mark a camera or take its mark away; returns what went wrong, in words."""
        favourites = tuple(id_ for id_ in self.favourites if id_ != camera)
        if favourites == self.favourites:
            if len(favourites) >= MOST_FAVOURITES:
                return translate("CameraShelf", "No more than {n} cameras can be marked.").format(
                    n=MOST_FAVOURITES
                )
            favourites = (*favourites, camera)
        return self._keep(msgspec.structs.replace(self._shelf, favourites=favourites))

    def looked_at(self, camera: str) -> None:
        """Remember it as the last one; on the disk with the next mark, or by `save`."""
        others = tuple(id_ for id_ in self.recent if id_ != camera)
        self._shelf = msgspec.structs.replace(self._shelf, recent=(camera, *others)[:MOST_RECENT])

    def save(self) -> None:
        """Keep what was looked at; without room on the disk it is forgotten, which nobody has to know."""
        self._keep(self._shelf)

    def _keep(self, shelf: _Shelf) -> str:
        if self._person:
            try:
                self._file.write(shelf)
            except OSError as error:
                return translate("CameraShelf", "The mark could not be kept: {why}").format(why=error)
        self._shelf = shelf
        return ""
