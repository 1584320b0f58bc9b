"""The dictionary of incident types, read from its TOML file."""

from __future__ import annotations

from collections.abc import Container, Mapping
from importlib import resources

import msgspec


class IncidentType(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of incident: how often it comes, how severe it is and who is sent.

    `severities` weighs 1 (red) to 4 (blue). `staff` are letters of staff kinds, first choice first;
    `department` is the beginning of a department's name. `texts` are descriptions with {place} and {n} to
    fill in. `alarms` are the kinds of alarm that become such an incident.
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


class _Dictionary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file as a whole."""

    format: str
    version: str
    types: tuple[IncidentType, ...]


def load_types() -> dict[str, IncidentType]:
    """All incident types by code."""
    raw = (resources.files(__package__) / "incident_types.toml").read_bytes()
    return {kind.code: kind for kind in msgspec.toml.decode(raw, type=_Dictionary).types}


def alarm_types(types: Mapping[str, IncidentType], *, known: Container[str]) -> dict[str, str]:
    """Kind of alarm -> code of the type of incident it becomes, as far as the type is `known`."""
    return {kind: code for code, each in types.items() if code in known for kind in each.alarms}
