"""Reading recordings again: which parts there are, and a range as one stream that a player plays through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from platform_backend.recordings.segments import Segment, find
from platform_backend.recordings.transport import pictures, slice_of

#: Pieces that are closer together than this are one part, in seconds.
_SEAM_S: Final = 0.25


@dataclass(frozen=True, slots=True)
class Part:
    """Recorded without a gap, for one reason; times in seconds since the epoch."""

    since: float
    until: float
    bytes: int
    why: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Some of a range: bytes of MPEG-TS, and what they show."""

    data: bytes
    since: float
    until: float


def parts(segments: Iterable[Segment]) -> list[Part]:
    """Pieces that follow one another as parts, in order."""
    found: list[Part] = []
    for each in segments:
        last = found[-1] if found else None
        if last is not None and last.why == each.why and each.since - last.until <= _SEAM_S:
            until = max(last.until, each.until)
            found[-1] = Part(last.since, until, last.bytes + each.bytes, last.why)
        else:
            found.append(Part(each.since, each.until, each.bytes, each.why))
    return found


def cuts(root: Path, camera: str, *, since: float, until: float) -> Iterator[Cut]:
    """A range, piece by piece: from the last key frame at or before `since` on, gaps left out.

    One piece is in memory at a time. Time stamps go on from one to the next: they are the machine's clock.
    """
    for segment in find(root, camera, since=since, until=until):
        cut = _cut(segment, since=since, until=until)
        if cut is not None:
            yield cut


def _cut(segment: Segment, *, since: float, until: float) -> Cut | None:
    data = _read(segment)
    begin, end = slice_of(data, near=segment.since, since=since, until=until)
    if end <= begin:
        return None
    data = data[begin:end]
    shown_since = next((each.at for each in pictures(data, near=segment.since)), segment.since)
    return Cut(data, shown_since, min(until, segment.until))


def _read(segment: Segment) -> bytes:
    try:
        return segment.path.read_bytes()
    except FileNotFoundError:
        # It has just become whole under another name, or gone in its time.
        for path in segment.path.parent.glob(f"{round(segment.since * 1000)}-*-*.ts"):
            try:
                return path.read_bytes()
            except FileNotFoundError:
                break
        return b""
