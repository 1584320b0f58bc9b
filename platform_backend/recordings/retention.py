"""What is kept how long: pieces go by age and, when all take too much room, the oldest first.

Only what lies in the recordings' folder is ever touched: what was taken out of it as evidence is a copy.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from platform_backend.recordings.segments import Segment, hours, pieces


@dataclass(frozen=True, slots=True)
class Stock:
    """What is kept now; `oldest` is the start of the oldest piece. `removed` counts what has just gone."""

    pieces: int
    bytes: int
    oldest: float | None
    removed: int


def prune(root: Path, *, now: float, keep_s: float, keep_bytes: int) -> Stock:
    """Take away what is too old, and the oldest while all of it is larger than `keep_bytes`."""
    folders = sorted(hours(root), key=lambda each: each[1].name)
    sizes = {path: sum(each.bytes for each in pieces(path)) for _, path in folders}
    total, removed, count = sum(sizes.values()), 0, 0
    oldest: float | None = None
    for piece in _oldest_first([path for _, path in folders]):
        too_much = piece.until < now - keep_s or total > keep_bytes
        # The one that is being written now goes with a later turn.
        if too_much and piece.whole and _remove(piece.path):
            total -= piece.bytes
            removed += 1
            continue
        if oldest is None:
            oldest = piece.since
        count += 1
    for _, path in folders:
        with contextlib.suppress(OSError):
            # Only those that have become empty.
            path.rmdir()
            path.parent.rmdir()
    return Stock(pieces=count, bytes=total, oldest=oldest, removed=removed)


def _oldest_first(folders: list[Path]) -> Iterator[Segment]:
    """Hours of the same name are of the same hour: within one, the pieces of all cameras in their order."""
    at = 0
    while at < len(folders):
        name = folders[at].name
        found: list[Segment] = []
        while at < len(folders) and folders[at].name == name:
            found += pieces(folders[at])
            at += 1
        yield from sorted(found)


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
