"""Filters that people keep under a name, each person's own, in a file of this workstation."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication

from console.kept import PersonalFile
from widgets.incident_filter import IncidentFilter

translate = QCoreApplication.translate

_FORMAT: Final = "incident-filters/1"
MOST: Final = 50


class SavedFilter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A filter and its name."""

    name: str
    filter: IncidentFilter


class _Shelf(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file as a whole."""

    format: str
    filters: tuple[SavedFilter, ...] = ()


class FilterShelf:
    """The kept filters of whoever sits here; `folder` is the workstation's own.

    A file that cannot be read is told of once, in `trouble`, and put aside before another is written: nothing
    in it is lost.
    """

    def __init__(self, *, folder: Path) -> None:
        self._file = PersonalFile(folder=folder / "filters", type_=_Shelf, format_=_FORMAT)
        self._filters: tuple[SavedFilter, ...] = ()
        self.trouble = ""

    @property
    def filters(self) -> tuple[SavedFilter, ...]:
        """In the order in which they were kept."""
        return self._filters

    def open_for(self, person: str) -> None:
        """Bring out what this person (a user's id, empty for nobody) has kept."""
        self._filters, self.trouble = (), ""
        try:
            shelf = self._file.open_for(person)
        except (OSError, ValueError) as error:
            self.trouble = translate(
                "FilterShelf", "Your kept filters cannot be read ({why}); the file {path} stays as it is."
            ).format(why=error, path=self._file.path)
        else:
            self._filters = () if shelf is None else shelf.filters

    def keep(self, name: str, filter_: IncidentFilter) -> str:
        """Keep a filter, in the place of one that has this name; returns what went wrong, in words."""
        kept = SavedFilter(name=name, filter=filter_)
        names = [each.name for each in self._filters]
        if name in names:
            place = names.index(name)
            return self._write((*self._filters[:place], kept, *self._filters[place + 1 :]))
        if len(self._filters) >= MOST:
            return translate("FilterShelf", "No more than {n} filters can be kept.").format(n=MOST)
        return self._write((*self._filters, kept))

    def rename(self, name: str, to: str) -> str:
        """Give a filter another name, which no other has; as `keep`."""
        if to != name and any(each.name == to for each in self._filters):
            return translate("FilterShelf", "There is a filter {name} already.").format(name=to)
        return self._write(
            tuple(
                SavedFilter(name=to, filter=each.filter) if each.name == name else each
                for each in self._filters
            )
        )

    def delete(self, name: str) -> str:
        """Keep a filter no longer; as `keep`."""
        return self._write(tuple(each for each in self._filters if each.name != name))

    def _write(self, filters: tuple[SavedFilter, ...]) -> str:
        try:
            self._file.write(_Shelf(format=_FORMAT, filters=filters))
        except OSError as error:
            return translate("FilterShelf", "The filter could not be kept: {why}").format(why=error)
        self._filters = filters
        return ""
