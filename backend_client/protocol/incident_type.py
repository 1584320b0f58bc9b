"""The dictionary of incident types, as consoles need it."""

from __future__ import annotations

from backend_client.protocol.entity import EntityData


class IncidentType(EntityData, frozen=True, kw_only=True):
    """A kind of incident: what it is called and who is sent.

    `version` names the dictionary it stands in, `severity` is the usual one (1 red to 4 blue). `departments`
    are ids of those in charge, `unit_kinds` the kinds of unit that are sent, the first choice first, `skills`
    what those who go should know.
    """

    code: str
    name: str
    category: str
    version: str
    severity: int
    departments: tuple[str, ...] = ()
    unit_kinds: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
