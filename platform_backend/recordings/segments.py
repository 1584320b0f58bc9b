"""Recorded pieces on disk: their names are the index, so nothing has to be kept in step with the files.

A piece lies at ``CAMERA/YYYYMMDDHH/START-END-WHY.ts``, times in milliseconds since the epoch, the hour that
of its start in UTC. While it is being written it is called ``START-WHY.part``; who reads it then sees what
has been written so far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

#: The folder's name in the data folder.
RECORDINGS_FOLDER: Final = "recordings"
#: Why something is recorded.
CONTINUOUS: Final = "continuous"
ALARM: Final = "alarm"
REASONS: Final = (CONTINUOUS, ALARM)

#: A piece that begins in one hour may reach into the next ones: no camera goes longer without a key frame.
_REACH_S: Final = 3600.0
_WHOLE: Final = re.compile(r"(\d{1,15})-(\d{1,15})-(continuous|alarm)\.ts")
_PART: Final = re.compile(r"(\d{1,15})-(continuous|alarm)\.part")


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """A recorded piece: seconds since the epoch, bytes on disk. `whole` is False while it is written."""

    since: float
    until: float
    why: str
    bytes: int
    path: Path
    whole: bool = True


def camera_folder(root: Path, camera: str) -> Path:
    """Where the pieces of a camera lie. Raises ValueError for an id that cannot be a folder's name."""
    name = quote(camera, safe="")
    if not name.strip("."):
        raise ValueError(f"no camera: {camera!r}")
    return root / name


def cameras_of(root: Path) -> tuple[str, ...]:
    """The cameras of which something lies here."""
    try:
        return tuple(sorted(unquote(each.name) for each in root.iterdir() if each.is_dir()))
    except FileNotFoundError:
        return ()


def hour_folder(root: Path, camera: str, start: float) -> Path:
    """Where a piece that begins at `start` lies."""
    return camera_folder(root, camera) / _hour(start)


def part_name(start: float, why: str) -> str:
    """The name of a piece while it is being written."""
    return f"{round(start * 1000)}-{why}.part"


def whole_name(start: float, end: float, why: str) -> str:
    """Its name when it is whole."""
    return f"{round(start * 1000)}-{round(end * 1000)}-{why}.ts"


def read_name(path: Path) -> tuple[float, float | None, str] | None:
    """Start, end and reason by a piece's name; the end is None while it is being written. None: no piece."""
    if (found := _WHOLE.fullmatch(path.name)) is not None:
        return int(found[1]) / 1000, int(found[2]) / 1000, found[3]
    if (found := _PART.fullmatch(path.name)) is not None:
        return int(found[1]) / 1000, None, found[2]
    return None


def find(root: Path, camera: str, *, since: float, until: float) -> list[Segment]:
    """The pieces of a camera that have anything of [since, until), in order. Raises ValueError as above."""
    found = []
    for hour in _hours(camera_folder(root, camera)):
        if _hour(since - _REACH_S) <= hour.name <= _hour(until):
            found += [each for each in pieces(hour) if each.since < until and each.until > since]
    return sorted(found)


def pieces(hour: Path) -> Iterator[Segment]:
    """The pieces in the folder of an hour, in no order; those that go meanwhile are left out."""
    try:
        entries = tuple(hour.iterdir())
    except OSError:
        return
    for path in entries:
        if (said := read_name(path)) is None:
            continue
        try:
            status = path.stat()
        except OSError:
            continue
        start, end, why = said
        if status.st_size:
            until = max(start, status.st_mtime) if end is None else end
            yield Segment(start, until, why, status.st_size, path, end is not None)


def hours(root: Path) -> Iterator[tuple[str, Path]]:
    """Every hour's folder with its camera."""
    for camera in cameras_of(root):
        for hour in _hours(camera_folder(root, camera)):
            yield camera, hour


def _hours(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.name.isdecimal())
    except OSError:
        return []


def _hour(moment: float) -> str:
    return datetime.fromtimestamp(max(0.0, moment), UTC).strftime("%Y%m%d%H")
