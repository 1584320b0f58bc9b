"""A layout together with what stands on its tiles: what an editor works on, and what a scene is. Pure.

Contents are kept under the number of their tile and follow it through every change.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from layouts.editing import in_reading_order, renumber, renumbered, reserve
from layouts.faults import Fault, LayoutUnusable
from layouts.layout import Layout


class Kind(enum.StrEnum):
    """What a tile may hold; the words are those of the protocol and of files."""

    CAMERA = "camera"
    RECORDING = "recording"
    MAP = "map"
    LIST = "list"
    COUNTERS = "counters"
    CLOCK = "clock"
    CONFERENCE = "conference"


@dataclass(frozen=True, slots=True)
class Content:
    """What one tile holds. `camera` is the platform's id of it, `device` the one it has everywhere
    (GB/T 28181); both empty for kinds that show none.

    `stream` is ``main`` or ``sub``; `about` says which one of its kind (the lane of a list, a counter, a
    conference); `preset` is where the camera is to look; a recording has `since` and `until`, RFC 3339 UTC.
    """

    kind: Kind = Kind.CAMERA
    camera: str = ""
    device: str = ""
    stream: str = "sub"
    about: str = ""
    preset: int | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A layout and the contents of its tiles, by number; tiles that are not named are empty."""

    layout: Layout
    contents: Mapping[int, Content] = field(default_factory=dict)


def with_layout(draft: Draft, layout: Layout) -> Draft:
    """The same contents on another layout, without those whose tile is gone."""
    return Draft(layout, {n: each for n, each in draft.contents.items() if n in layout.by_number})


def with_shape(draft: Draft, layout: Layout) -> Draft:
    """Another shape for the whole draft: contents and reservations stay with the numbers that remain."""
    reserved = {number for number in draft.layout.alarm_tiles if number in layout.by_number}
    return with_layout(draft, reserve(layout, reserved, alarm=True))


def put(draft: Draft, number: int, content: Content | None) -> Draft:
    """Let the tile hold that; None empties it. Raises LayoutUnusable for a tile that is not there."""
    if number not in draft.layout.by_number:
        raise LayoutUnusable(Fault.NO_TILE, tile=number)
    others = {n: each for n, each in draft.contents.items() if n != number}
    return Draft(draft.layout, others if content is None else {**others, number: content})


def exchange(draft: Draft, one: int, other: int) -> Draft:
    """Let two tiles exchange what they hold; numbers, places and reservations stay."""
    first, second = draft.contents.get(one), draft.contents.get(other)
    return put(put(draft, one, second), other, first)


def call(draft: Draft, number: int, to: int) -> Draft:
    """Give the tile another number, as `editing.renumber` does; what the tiles hold goes with them."""
    return _moved(draft, renumber(draft.layout, number, to), {number: to, to: number})


def count_anew(draft: Draft) -> Draft:
    """Number the tiles from 1 in reading order; what they hold goes with them."""
    numbers = in_reading_order(draft.layout)
    return _moved(draft, renumbered(draft.layout, numbers), numbers)


def _moved(draft: Draft, layout: Layout, numbers: Mapping[int, int]) -> Draft:
    return Draft(layout, {numbers.get(n, n): each for n, each in draft.contents.items()})
