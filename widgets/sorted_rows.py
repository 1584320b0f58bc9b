"""Rows in order: a sorted list of keys with each row's place found by bisection. No Qt here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

#: What rows are sorted by; the last part is the row's id, so that no two keys are equal.
Key: TypeAlias = tuple[Any, ...]


#: Fewer rows than this are moved one by one.
_FEW = 300


class SortedRows:
    """Ids in the order of their keys, ascending, or `reverse`d as a whole."""

    def __init__(self) -> None:
        self.reverse = False
        self._keys: list[Key] = []
        self._key_of: dict[str, Key] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, id_: str) -> bool:
        return id_ in self._key_of

    def rebuild(self, keys: Mapping[str, Key]) -> None:
        """Hold exactly these rows."""
        self._key_of = dict(keys)
        self._keys = sorted(self._key_of.values())

    def key(self, id_: str) -> Key | None:
        """The key of one row, None when it is not among them."""
        return self._key_of.get(id_)

    def id_at(self, row: int) -> str:
        """The id of the row in place `row`."""
        id_: str = self._keys[-1 - row if self.reverse else row][-1]
        return id_

    def row_of(self, id_: str) -> int | None:
        """The place of a row, None when it is not among them."""
        key = self._key_of.get(id_)
        if key is None:
            return None
        place = bisect_left(self._keys, key)
        return len(self._keys) - 1 - place if self.reverse else place

    def place_for(self, key: Key) -> int:
        """The row before which a row with this key belongs."""
        place = bisect_left(self._keys, key)
        return len(self._keys) - place if self.reverse else place

    def insert(self, id_: str, key: Key) -> None:
        """Add a row."""
        self._keys.insert(bisect_left(self._keys, key), key)
        self._key_of[id_] = key

    def remove(self, id_: str) -> None:
        """Take a row out."""
        del self._keys[bisect_left(self._keys, self._key_of.pop(id_))]

    def rekey(self, keys: Mapping[str, Key]) -> None:
        """Give rows that are here already new keys."""
        if len(keys) < _FEW:
            for id_, key in keys.items():
                self.remove(id_)
                self.insert(id_, key)
            return
        self._key_of.update(keys)
        # Nearly sorted, hence nearly linear.
        self._keys = sorted([self._key_of[key[-1]] for key in self._keys])


def merged_ranges(rows: Iterable[int], *, gap: int = 2) -> list[tuple[int, int]]:
    """Rows as inclusive ranges; ranges with fewer than `gap` rows between them become one."""
    ranges: list[tuple[int, int]] = []
    for row in sorted(rows):
        if ranges and row - ranges[-1][1] <= gap:
            ranges[-1] = (ranges[-1][0], row)
        else:
            ranges.append((row, row))
    return ranges
