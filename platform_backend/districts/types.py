"""The dictionary of incident types, read from its TOML file."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache
from importlib import resources

import msgspec

from backend_client.protocol.entities import Department
from backend_client.protocol.incident_type import IncidentType as PublishedType
from platform_backend.districts.spec import DistrictSpec


class IncidentType(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of incident: how often it comes, how severe it is and who is sent.

    `severities` weighs 1 (red) to 4 (blue). `staff` are letters of staff kinds, first choice first;
    `department` is the beginning of a department's name. `texts` are descriptions with {place} and {n} to
    fill in. `alarms` are the kinds of alarm that become such an incident, `skills` what who goes should know.
    """

    code: str
    name: str
    category: str
    weight: float
    severities: tuple[float, float, float, float]
    department: str
    staff: tuple[str, ...]
    texts: tuple[str, ...]
    alarms: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


class _Dictionary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file as a whole."""

    format: str
    version: str
    types: tuple[IncidentType, ...]


@cache
def _dictionary() -> _Dictionary:
    raw = (resources.files(__package__) / "incident_types.toml").read_bytes()
    return msgspec.toml.decode(raw, type=_Dictionary)


def load_types() -> dict[str, IncidentType]:
    """All incident types by code."""
    return {kind.code: kind for kind in _dictionary().types}


def dictionary_version() -> str:
    """Which dictionary the types stand in."""
    return _dictionary().version


def published_types(spec: DistrictSpec, *, departments: Mapping[str, Department]) -> dict[str, PublishedType]:
    """The dictionary as the consoles of a district get it, by entity id."""
    kinds = {staff.letter: staff.kind for staff in spec.staff}
    return {
        f"type-{kind.code}": PublishedType(
            code=kind.code,
            name=kind.name,
            category=kind.category,
            version=dictionary_version(),
            severity=max(range(1, 5), key=lambda level: kind.severities[level - 1]),
            departments=tuple(
                id_ for id_, each in departments.items() if each.name.startswith(kind.department)
            ),
            unit_kinds=tuple(kinds[letter] for letter in kind.staff if letter in kinds),
            skills=kind.skills,
        )
        for kind in _dictionary().types
    }


def skills_of(letter: str) -> tuple[str, ...]:
    """What staff of a kind may know: the skills of the types that they are sent to."""
    found = {skill for kind in _dictionary().types if letter in kind.staff for skill in kind.skills}
    return tuple(sorted(found))


def alarm_types(types: Mapping[str, IncidentType], *, known: Container[str]) -> dict[str, str]:
    """Kind of alarm -> code of the type of incident it becomes, as far as the type is `known`."""
    return {kind: code for code, each in types.items() if code in known for kind in each.alarms}
