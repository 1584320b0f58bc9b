"""What the editor's buttons and keys do to a draft, with the tiles that are chosen. Pure.

Each answers with another draft, or raises LayoutUnusable.
"""

from __future__ import annotations

from collections.abc import Collection

from layouts import drafts, editing
from layouts.drafts import Draft
from layouts.layout import Place


def cleared(draft: Draft, chosen: Collection[int]) -> Draft:
    """The chosen tiles show nothing."""
    return Draft(draft.layout, {n: each for n, each in draft.contents.items() if n not in chosen})


def merged(draft: Draft, chosen: Collection[int], current: int) -> Draft:
    """The chosen tiles are one. It shows what the current one showed, or the first that showed something."""
    held = [number for number in (current, *sorted(chosen)) if number in draft.contents]
    keep = held[0] if held else None
    return drafts.with_layout(draft, editing.merge(draft.layout, chosen, keep=keep))


def reserved(draft: Draft, chosen: Collection[int]) -> Draft:
    """The chosen tiles are for alarms; where they all are, they no longer are."""
    alarm = not is_reserved(draft, chosen)
    return drafts.with_layout(draft, editing.reserve(draft.layout, chosen, alarm=alarm))


def is_reserved(draft: Draft, chosen: Collection[int]) -> bool:
    """Whether there are chosen tiles, and all are for alarms."""
    return bool(chosen) and all(draft.layout.by_number[number].alarm for number in chosen)


def removed(draft: Draft, chosen: Collection[int]) -> Draft:
    """The chosen tiles are gone; their cells stay empty."""
    return drafts.with_layout(draft, editing.remove(draft.layout, chosen))


def split(draft: Draft, number: int, *, columns: int, rows: int) -> Draft:
    """The tile is divided; its first part shows what it showed."""
    return drafts.with_layout(draft, editing.split(draft.layout, number, columns=columns, rows=rows))


def added(draft: Draft, place: Place) -> Draft:
    """There is a tile on empty cells."""
    return drafts.with_layout(draft, editing.add(draft.layout, place))


def possible(draft: Draft, chosen: Collection[int]) -> dict[str, bool]:
    """Which of the panel's buttons can do something with the chosen tiles."""
    layout, alone = draft.layout, len(chosen) == 1
    return {
        "camera": alone,
        "holds": alone,
        "clear": any(number in draft.contents for number in chosen),
        "split": alone,
        "merge": len(chosen) > 1,
        "reserve": bool(chosen),
        "remove": bool(chosen),
        "add": bool(editing.free_places(layout)),
        "count": editing.in_reading_order(layout) != {number: number for number in layout.by_number},
    }
