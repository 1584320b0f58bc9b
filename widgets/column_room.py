"""Which columns of a table find room at this width and text scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def without_room(
    widths: Mapping[int, int], *, room: int, least: int, gives_way: Sequence[int]
) -> frozenset[int]:
    """The columns to hide so that `least` pixels of `room` are left for the one that stretches.

    `widths` in pixels, without those that are hidden anyway; `gives_way` lists columns, the first to go
    first. The others stay whatever the room.
    """
    needed = sum(widths.values()) + least
    hidden = []
    for column in gives_way:
        if needed <= room:
            break
        if column not in widths:
            continue
        hidden.append(column)
        needed -= widths[column]
    return frozenset(hidden)
