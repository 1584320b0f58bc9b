"""Rows in order, and which of them are shown: sorted lists of keys, places found by bisection. No Qt here."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

#: What rows are sorted by; the last part is the row's id, so that no two keys are equal.
Key: TypeAlias = tuple[Any, ...]


#: Fewer rows than this are moved one by one.
_FEW = 300


def _untagged(_: str) -> int:
    return 0


class SortedRows:
    """Ids in the order of their keys, ascending, or `reverse`d as a whole.

    All that are known are kept in order, so that another choice of those shown needs no sorting. Places are
    those among the shown. `tag` gives each row a number that stays; `tags` stand in the order of `known`.
    """

    def __init__(self, *, tag: Callable[[str], int] = _untagged) -> None:
        self.reverse = False
        self._tag = tag
        self._known: list[Key] = []
        self._tags = array("i")
        self._shown: list[Key] = []
        self._key_of: dict[str, Key] = {}

    def __len__(self) -> int:
        return len(self._shown)

    def __contains__(self, id_: str) -> bool:
        return self.key(id_) is not None

    @property
    def known(self) -> Sequence[Key]:
        """The keys of all rows in ascending order, shown or not."""
        return self._known

    @property
    def tags(self) -> array[int]:
        """The tags of all rows, in the order of `known`."""
        return self._tags

    @property
    def shown(self) -> Sequence[Key]:
        """The keys of the rows that are shown, in ascending order."""
        return self._shown

    def rebuild(self, keys: Mapping[str, Key]) -> None:
        """Know exactly these rows and show them all."""
        self._key_of = dict(keys)
        self._sort_known()
        self._shown = self._known.copy()

    def show(self, keys: list[Key]) -> None:
        """Show exactly these rows: known ones, in ascending order."""
        self._shown = keys

    def key(self, id_: str) -> Key | None:
        """The key of a row that is shown, None when it is not."""
        key = self._key_of.get(id_)
        return key if key is not None and self._is_shown(key) else None

    def known_key(self, id_: str) -> Key | None:
        """The key of a row, shown or not; None when it is not known."""
        return self._key_of.get(id_)

    def id_at(self, row: int) -> str:
        """The id of the row in place `row`."""
        id_: str = self._shown[-1 - row if self.reverse else row][-1]
        return id_

    def ids(self) -> list[str]:
        """The ids of the rows that are shown, as they stand."""
        ids = [key[-1] for key in self._shown]
        return ids[::-1] if self.reverse else ids

    def row_of(self, id_: str) -> int | None:
        """The place of a row, None when it is not among the shown."""
        key = self._key_of.get(id_)
        if key is None:
            return None
        place = bisect_left(self._shown, key)
        if place == len(self._shown) or self._shown[place] != key:
            return None
        return len(self._shown) - 1 - place if self.reverse else place

    def place_for(self, key: Key) -> int:
        """The row before which a row with this key belongs."""
        place = bisect_left(self._shown, key)
        return len(self._shown) - place if self.reverse else place

    def insert(self, id_: str, key: Key) -> None:
        """Show a row that was not shown, known or not."""
        self.file({id_: key})
        self._shown.insert(bisect_left(self._shown, key), key)

    def hide(self, id_: str) -> None:
        """Show a row no longer, but go on knowing it."""
        key = self._key_of[id_]
        del self._shown[bisect_left(self._shown, key)]

    def remove(self, id_: str) -> None:
        """Take a row that is shown out."""
        self.hide(id_)
        self.file({id_: None})

    def file(self, keys: Mapping[str, Key | None]) -> None:
        """Give rows that are not shown new keys, or forget them (None)."""
        changed = {id_: key for id_, key in keys.items() if self._key_of.get(id_) != key}
        if len(changed) < _FEW:
            for id_, key in changed.items():
                held = self._key_of.pop(id_, None)
                if held is not None:
                    place = bisect_left(self._known, held)
                    del self._known[place], self._tags[place]
                if key is not None:
                    place = bisect_left(self._known, key)
                    self._known.insert(place, key)
                    self._tags.insert(place, self._tag(id_))
                    self._key_of[id_] = key
            return
        for id_, key in changed.items():
            if key is None:
                self._key_of.pop(id_, None)
            else:
                self._key_of[id_] = key
        self._sort_known()

    def rekey(self, keys: Mapping[str, Key]) -> None:
        """Give rows that are shown new keys."""
        if len(keys) < _FEW:
            for id_, key in keys.items():
                self.hide(id_)
                self.insert(id_, key)
            return
        self.file(keys)
        # Nearly sorted, hence nearly linear.
        self._shown = sorted([self._key_of[key[-1]] for key in self._shown])

    def _sort_known(self) -> None:
        tag = self._tag
        self._known = sorted(self._key_of.values())
        self._tags = array("i", [tag(key[-1]) for key in self._known])

    def _is_shown(self, key: Key) -> bool:
        if len(self._shown) == len(self._known):
            return True
        place = bisect_left(self._shown, key)
        return place < len(self._shown) and self._shown[place] == key


def merged_ranges(rows: Iterable[int], *, gap: int = 2) -> list[tuple[int, int]]:
    """Rows as inclusive ranges; ranges with fewer than `gap` rows between them become one."""
    ranges: list[tuple[int, int]] = []
    for row in sorted(rows):
        if ranges and row - ranges[-1][1] <= gap:
            ranges[-1] = (ranges[-1][0], row)
        else:
            ranges.append((row, row))
    return ranges
