"""Names of organisations as people say them, read from the picture's directory."""

from __future__ import annotations

from collections.abc import Mapping

from backend_client.picture import Entry
from backend_client.protocol.entities import Org

#: Levels above this are not climbed: a directory that points in a circle must not hang the desk.
_DEEPEST = 8


class OrgNames:
    """Looks organisations up by id; an unknown id is shown as it is."""

    def __init__(self, *, orgs: Mapping[str, Entry[Org]]) -> None:
        self._orgs = orgs

    def name(self, id_: str) -> str:
        """The organisation's own name."""
        entry = self._orgs.get(id_)
        return id_ if entry is None else entry.data.name

    def street(self, id_: str) -> str:
        """The name of the street the organisation is or lies in, or its own name above the streets."""
        found = self.street_id(id_)
        return self.name(id_ if found is None else found)

    def street_id(self, id_: str) -> str | None:
        """The id of the street the organisation is or lies in."""
        at: str | None = id_
        for _ in range(_DEEPEST):
            entry = None if at is None else self._orgs.get(at)
            if entry is None:
                return None
            if entry.data.kind == "street":
                return at
            at = entry.data.parent
        return None
