"""Pictures of one folder brought into another: beside a backup, and back from there.

They lie under the SHA-256 of what they hold and never change: whatever is there already need not come again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from platform_backend.store.database_copy import flush
from platform_backend.store.media_files import UNFINISHED, MediaFiles

#: What names a picture: anything else in a database from elsewhere could name a file that is none.
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Brought:
    """How many pictures there should be, how many had to be copied, and which are not to be had."""

    wanted: int
    copied: int
    missing: tuple[str, ...]


def pictures_of(database: Path) -> Mapping[str, int]:
    """SHA-256 -> bytes of every picture that a database speaks of. Raises sqlite3.Error."""
    address = f"{database.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        named = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'media'"
        if not connection.execute(named).fetchone()[0]:
            # Written before there were any.
            return {}
        rows = connection.execute("SELECT CAST(sha256 AS TEXT), bytes FROM media")
        found = {sha256 or "": size for sha256, size in rows if isinstance(size, int)}
    return {sha256: size for sha256, size in found.items() if _DIGEST.fullmatch(sha256)}


def bring(wanted: Mapping[str, int], *, source: Path, target: Path, thoroughly: bool = False) -> Brought:
    """Copy what is not in `target` yet. Each copy is compared with its digest before it has its name.

    What is in `target` is taken to be right when its size is, or `thoroughly` when all of it is. Raises
    OSError about `target`.
    """
    there, here = MediaFiles(source), MediaFiles(target)
    copied, missing = 0, []
    for sha256, size in wanted.items():
        place = here.path(sha256)
        if _is_there(place, sha256, size, thoroughly=thoroughly):
            continue
        data = _whole(there.path(sha256), sha256, size)
        if data is None:
            missing.append(sha256)
            continue
        target.mkdir(mode=0o700, exist_ok=True)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        _put(data, place)
        copied += 1
    if copied:
        flush(target)
    return Brought(len(wanted), copied, tuple(missing))


def _is_there(place: Path, sha256: str, size: int, *, thoroughly: bool) -> bool:
    try:
        if place.stat().st_size != size:
            return False
        if not thoroughly:
            return True
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _whole(source: Path, sha256: str, size: int) -> bytes | None:
    """What the picture holds, None when it is not to be had; what is damaged is not."""
    try:
        with source.open("rb") as file:
            data = file.read(size + 1)
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def _put(data: bytes, place: Path) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=UNFINISHED)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
        flush(place.parent)
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()
