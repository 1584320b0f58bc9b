"""Where a tour (轮巡) is at a moment: pure, from its steps and when it began, so that every console that
shows it shows the same step.

Moments are seconds since 1970. A tour takes turns on one tile or on several: on n tiles it shows n steps at a
time, a page, for the longest dwell among them. The last page is filled up with the first steps, so that no
tile goes dark; fewer steps than tiles leave the rest of the tiles alone.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: A step stays at least so long, in seconds.
LEAST_DWELL_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class Position:
    """Where a tour is.

    `steps` are the indexes of the steps that are shown now, in the order of the tiles; `following` those of
    the page after it, to be opened ahead (empty where there is only one page). `page` counts from 0 up to
    `pages` - 1. `left_s` is how long this page stays, None for ever: while the tour rests, or where there is
    only one page.
    """

    steps: tuple[int, ...]
    following: tuple[int, ...]
    page: int
    pages: int
    left_s: float | None


def position(
    dwells: Sequence[float],
    *,
    started_at: float,
    now: float,
    paused_at: float | None = None,
    tiles: int = 1,
) -> Position | None:
    """Where the tour with these dwells (seconds, one for each step) is at `now`; None for one without steps.

    `started_at` is when its first step began, `paused_at` since when it rests. Before its start, where a
    clock is behind, its first page stands.
    """
    pages = _pages(len(dwells), tiles)
    if not pages:
        return None
    ends = _ends(dwells, pages)
    passed = max(0.0, (now if paused_at is None else paused_at) - started_at)
    within = math.fmod(passed, ends[-1])
    page = min(bisect.bisect_right(ends, within), len(pages) - 1)
    alone = len(pages) == 1
    return Position(
        steps=pages[page],
        following=() if alone else pages[(page + 1) % len(pages)],
        page=page,
        pages=len(pages),
        left_s=None if alone or paused_at is not None else ends[page] - within,
    )


def resumed(*, started_at: float, paused_at: float, now: float) -> float:
    """The `started_at` with which a tour that rested goes on where it was."""
    return started_at + max(0.0, now - paused_at)


def started_for(dwells: Sequence[float], *, page: int, now: float, tiles: int = 1) -> float:
    """The `started_at` with which `page` begins at `now`: a step on or back by hand. It wraps around."""
    pages = _pages(len(dwells), tiles)
    if not pages:
        return now
    wrapped = page % len(pages)
    return now - (_ends(dwells, pages)[wrapped - 1] if wrapped else 0.0)


def _pages(steps: int, tiles: int) -> list[tuple[int, ...]]:
    """Which steps stand together."""
    size = min(max(1, tiles), steps)
    if size == 0:
        return []
    return [tuple(index % steps for index in range(first, first + size)) for first in range(0, steps, size)]


def _ends(dwells: Sequence[float], pages: Sequence[tuple[int, ...]]) -> list[float]:
    """When each page ends, in seconds from the start of the round."""
    lengths = (max(LEAST_DWELL_S, *(dwells[step] for step in page)) for page in pages)
    return list(itertools.accumulate(lengths))
