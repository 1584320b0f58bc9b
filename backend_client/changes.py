"""What a change to the picture touched: the value that travels from the feed to whoever repaints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec


class Changes(msgspec.Struct, frozen=True, gc=False):
    """Ids to look at again, by entity name; `reset` names the entities to read anew from the beginning.

    An id in `dirty` that the picture no longer holds has been removed. What is in `reset` is not in `dirty`.
    """

    dirty: Mapping[str, frozenset[str]] = {}
    reset: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.dirty) or bool(self.reset)

    def __or__(self, other: Changes) -> Changes:
        merged = ChangesUnderWay()
        merged.add(self)
        merged.add(other)
        return merged.take()

    def ids(self, entity: str) -> frozenset[str]:
        """Dirty ids of one entity."""
        return self.dirty.get(entity, frozenset())

    def touches(self, *entities: str) -> bool:
        """Whether any of the entities changed at all."""
        return any(entity in self.dirty or entity in self.reset for entity in entities)


NO_CHANGES: Final = Changes()


class ChangesUnderWay:
    """Many changes being gathered into one."""

    def __init__(self) -> None:
        self._dirty: dict[str, set[str]] = {}
        self._reset: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._dirty) or bool(self._reset)

    def add(self, changes: Changes) -> None:
        """Gather one more."""
        for entity in changes.reset:
            self._reset.add(entity)
            self._dirty.pop(entity, None)
        for entity, ids in changes.dirty.items():
            if entity not in self._reset:
                known = self._dirty.get(entity)
                if known is None:
                    self._dirty[entity] = set(ids)
                else:
                    known |= ids

    def take(self) -> Changes:
        """Return what was gathered and start anew."""
        taken = Changes(
            dirty={entity: frozenset(ids) for entity, ids in self._dirty.items()},
            reset=frozenset(self._reset),
        )
        self._dirty = {}
        self._reset = set()
        return taken
