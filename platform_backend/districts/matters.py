"""What incidents are about: kind, severity, place and words, drawn for past, opening and simulation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from platform_backend.districts.places import Place
from platform_backend.districts.types import IncidentType

#: Where reports come from, with weights; data, therefore in Chinese.
SOURCES = {
    "网格员上报": 46.0,
    "市民上报": 14.0,
    "12345热线": 16.0,
    "数字城管": 13.0,
    "传感器": 4.0,
    "视频巡查": 7.0,
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One drawn matter, ready to be reported."""

    kind: IncidentType
    severity: int
    title: str
    description: str
    source: str
    place: Place


class Matters:
    """Draws matters from the dictionary of types and the places of the district."""

    def __init__(self, *, types: Mapping[str, IncidentType], places: Sequence[Place]) -> None:
        self._types = tuple(types.values())
        self._type_weights = tuple(accumulate(kind.weight for kind in self._types))
        self._places = tuple(places)
        self._sources = tuple(SOURCES)
        self._source_weights = tuple(accumulate(SOURCES.values()))
        self._severity_weights = {kind.code: tuple(accumulate(kind.severities)) for kind in self._types}

    def place(self, *, rng: Random) -> Place:
        """Any place of the district."""
        return self._places[int(rng.random() * len(self._places))]

    def draw(self, place: Place, *, rng: Random) -> Matter:
        """One more matter, at `place`."""
        kind = rng.choices(self._types, cum_weights=self._type_weights)[0]
        severity = rng.choices((1, 2, 3, 4), cum_weights=self._severity_weights[kind.code])[0]
        text = kind.texts[int(rng.random() * len(kind.texts))]
        return Matter(
            kind=kind,
            severity=severity,
            title=f"{place.spot}{kind.name}",
            description=text.format(place=place.name, n=int(rng.random() * 8) + 2),
            source=rng.choices(self._sources, cum_weights=self._source_weights)[0],
            place=place,
        )
