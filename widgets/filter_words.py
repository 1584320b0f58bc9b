"""Filters in words, and what one can choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Entry, Picture
from backend_client.protocol.entities import Incident, Org
from widgets import words
from widgets.incident_filter import IncidentFilter

translate = QCoreApplication.translate

#: Ages and periods that are offered, in seconds.
AGES: Final = (1800.0, 7200.0, 8 * 3600.0, 86_400.0, 7 * 86_400.0)
PERIODS: Final = (86_400.0, 7 * 86_400.0, 30 * 86_400.0, 365 * 86_400.0)
#: Kinds of incident that are offered, the most frequent first.
_MOST_TYPES: Final = 24


class FilterWords:
    """Names streets and kinds of incident as the picture has them."""

    def __init__(self, *, picture: Picture) -> None:
        self._orgs: Mapping[str, Entry[Org]] = picture.of(Org)
        self._incidents: Mapping[str, Entry[Incident]] = picture.of(Incident)

    def streets(self) -> tuple[tuple[str, str], ...]:
        """Id and name of every street, by code."""
        found = [
            (entry.data.code, id_, entry.data.name)
            for id_, entry in self._orgs.items()
            if entry.data.kind == "street"
        ]
        return tuple((id_, name) for _, id_, name in sorted(found))

    def types(self) -> tuple[tuple[str, str], ...]:
        """Code and name of the kinds that are most frequent now."""
        found = Counter((entry.data.type_code, entry.data.type_name) for entry in self._incidents.values())
        return tuple(kind for kind, _ in found.most_common(_MOST_TYPES))

    def parts(self, filter_: IncidentFilter) -> tuple[str, ...]:
        """What a filter asks for besides its lane and its text."""
        found = [words.severity(level) for level in sorted(filter_.severities)]
        if filter_.states:
            found += [words.incident_state(state) for state in sorted(filter_.states)]
        if filter_.type_code:
            found.append(self._type(filter_.type_code))
        if filter_.street:
            entry = self._orgs.get(filter_.street)
            found.append(filter_.street if entry is None else entry.data.name)
        if filter_.older_than_s:
            found.append(older_than(filter_.older_than_s))
        if filter_.within_s:
            found.append(within(filter_.within_s))
        return tuple(found)

    def _type(self, code: str) -> str:
        names = (entry.data.type_name for entry in self._incidents.values() if entry.data.type_code == code)
        return next(names, code)


def older_than(seconds: float) -> str:
    """An age that is asked for."""
    return translate("FilterWords", "older than {age}").format(age=_span(seconds))


def within(seconds: float) -> str:
    """A period that is asked for."""
    return translate("FilterWords", "of the last {time}").format(time=_span(seconds))


def _span(seconds: float) -> str:
    if seconds < 3600:
        return translate("FilterWords", "{n} min").format(n=round(seconds / 60))
    if seconds < 86_400:
        return translate("FilterWords", "{n} h").format(n=round(seconds / 3600))
    return translate("FilterWords", "{n} d").format(n=round(seconds / 86_400))
